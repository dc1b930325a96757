import { booleanContains, booleanIntersects, booleanPointInPolygon, booleanWithin } from '@turf/turf';
import type { Feature, Geometry, MultiPolygon, Polygon } from 'geojson';
import type { Shape } from '../values';

const geometryOf = (shape: Shape): Geometry => shape.geometry as Geometry;
const isArea = (geometry: Geometry): geometry is Polygon | MultiPolygon =>
  geometry.type === 'Polygon' || geometry.type === 'MultiPolygon';
const apart = (a: Shape, b: Shape): boolean =>
  a.box[0] > b.box[2] || a.box[2] < b.box[0] || a.box[1] > b.box[3] || a.box[3] < b.box[1];
const inside = (a: Shape, b: Shape): boolean =>
  a.box[0] >= b.box[0] && a.box[2] <= b.box[2] && a.box[1] >= b.box[1] && a.box[3] <= b.box[3];

const parts = (geometry: Geometry): readonly Geometry[] =>
  geometry.type === 'MultiPolygon'
    ? geometry.coordinates.map((coordinates) => ({ type: 'Polygon', coordinates }))
    : [geometry];
const asFeature = (geometry: Geometry): Feature => ({ type: 'Feature', geometry, properties: {} });

/** Whether `a` lies in `b`, its edge left out as in the Simple Features standard. Boxes are compared before anything else. */
export function lieWithin(a: Shape, b: Shape): boolean {
  if (!inside(a, b)) return false;
  const [inner, outer] = [geometryOf(a), geometryOf(b)];
  if (inner.type === 'Point') {
    if (isArea(outer)) return booleanPointInPolygon(inner, outer, { ignoreBoundary: true });
    return outer.type === 'Point' ? equal(a, b) : booleanWithin(inner, outer);
  }
  if (outer.type === 'Point') return false;
  if (outer.type === 'LineString' && inner.type !== 'LineString') return false;
  return parts(inner).every((part) =>
    parts(outer).some((whole) => booleanContains(asFeature(whole), asFeature(part))),
  );
}

/** Whether the two have a place in common, edges included. */
export function meet(a: Shape, b: Shape): boolean {
  if (apart(a, b)) return false;
  const [one, other] = [geometryOf(a), geometryOf(b)];
  if (one.type === 'Point' && isArea(other)) return booleanPointInPolygon(one, other);
  if (other.type === 'Point' && isArea(one)) return booleanPointInPolygon(other, one);
  return booleanIntersects(one, other);
}

/** Whether both are written alike; heights do not count. */
export const equal = (a: Shape, b: Shape): boolean =>
  a.geometry.type === b.geometry.type && JSON.stringify(flat(a)) === JSON.stringify(flat(b));

type Line = readonly (readonly number[])[];

function linesOf({ geometry }: Shape): readonly Line[] {
  switch (geometry.type) {
    case 'Point':
      return [[geometry.coordinates]];
    case 'LineString':
      return [geometry.coordinates];
    case 'Polygon':
      return geometry.coordinates;
    case 'MultiPolygon':
      return geometry.coordinates.flat();
  }
}
const flat = (shape: Shape) => linesOf(shape).map((line) => line.map((place) => [place[0], place[1]]));

function toSegment(place: readonly number[], from: readonly number[], to: readonly number[]): number {
  const [x, y] = [place[0]! - from[0]!, place[1]! - from[1]!];
  const [dx, dy] = [to[0]! - from[0]!, to[1]! - from[1]!];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, (x * dx + y * dy) / length));
  return Math.hypot(x - along * dx, y - along * dy);
}

function toLines(places: Line, lines: readonly Line[]): number {
  let least = Infinity;
  for (const line of lines) {
    for (let turn = 0; turn < Math.max(1, line.length - 1); turn += 1) {
      const from = line[turn]!;
      const to = line[turn + 1] ?? from;
      for (const place of places) least = Math.min(least, toSegment(place, from, to));
    }
  }
  return least;
}

/** Least distance in degrees, as OData and FROST measure in the units of the coordinates; 0 where they meet. */
export function degreesBetween(a: Shape, b: Shape): number {
  if (!apart(a, b) && (a.geometry.type !== 'Point' || b.geometry.type !== 'Point') && meet(a, b)) return 0;
  const [one, other] = [linesOf(a), linesOf(b)];
  return Math.min(toLines(one.flat(), other), toLines(other.flat(), one));
}
