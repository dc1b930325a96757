import type { Box } from '@/contracts/geo';

/** A polygon or line of the ground, ready to be drawn: longitude and latitude (degrees) in turn, one array a ring. */
export interface GroundShape {
  readonly kind: string;
  readonly rings: readonly Float64Array[];
  readonly closed: boolean;
  readonly box: Box;
  /** Metres; only of streets. */
  readonly width: number;
  readonly properties: Readonly<Record<string, unknown>>;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function readRing(ring: unknown, file: string): Float64Array {
  if (!Array.isArray(ring)) throw new Error(`${file}: a ring is not a list of positions`);
  const flat = new Float64Array(ring.length * 2);
  for (let index = 0; index < ring.length; index += 1) {
    const position: unknown = ring[index];
    if (!Array.isArray(position)) throw new Error(`${file}: a position is not a pair of numbers`);
    flat[index * 2] = Number(position[0]);
    flat[index * 2 + 1] = Number(position[1]);
  }
  return flat;
}

function boxOf(rings: readonly Float64Array[]): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings) {
    for (let index = 0; index < ring.length; index += 2) {
      const lon = ring[index]!;
      const lat = ring[index + 1]!;
      if (lon < west) west = lon;
      if (lon > east) east = lon;
      if (lat < south) south = lat;
      if (lat > north) north = lat;
    }
  }
  return [west, south, east, north];
}

/** Reads a GeoJSON FeatureCollection of polygons or lines; what is neither is refused by name of the file. */
export function readShapes(collection: unknown, file: string): readonly GroundShape[] {
  const features = isRecord(collection) ? collection['features'] : undefined;
  if (!Array.isArray(features)) throw new Error(`${file}: not a GeoJSON FeatureCollection`);
  const shapes: GroundShape[] = [];
  const add = (rings: unknown, closed: boolean, properties: Readonly<Record<string, unknown>>) => {
    if (!Array.isArray(rings)) throw new Error(`${file}: coordinates are missing`);
    const flat = rings.map((ring) => readRing(ring, file));
    const named = properties['kind'] ?? properties['class'];
    const width = properties['width'];
    shapes.push({
      kind: typeof named === 'string' ? named : '',
      rings: flat,
      closed,
      box: boxOf(flat),
      width: typeof width === 'number' ? width : 0,
      properties,
    });
  };
  for (const feature of features as readonly unknown[]) {
    if (!isRecord(feature) || !isRecord(feature['geometry'])) continue;
    const properties = isRecord(feature['properties']) ? feature['properties'] : {};
    const { type, coordinates } = feature['geometry'];
    if (type === 'Polygon') add(coordinates, true, properties);
    else if (type === 'LineString') add([coordinates], false, properties);
    else if (type === 'MultiPolygon' && Array.isArray(coordinates))
      for (const rings of coordinates) add(rings, true, properties);
    else if (type === 'MultiLineString' && Array.isArray(coordinates))
      for (const line of coordinates) add([line], false, properties);
    else throw new Error(`${file}: ${String(type)} cannot be drawn on the ground`);
  }
  return shapes;
}
