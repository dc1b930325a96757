import type { Box, LonLat } from '@/contracts/geo';

type Ring = readonly (readonly number[])[];

/** An area of one or several rings, holes among them; longitude and latitude (degrees) in turn, one array a ring. */
export interface Area {
  readonly rings: readonly Float64Array[];
  readonly box: Box;
}

export function areaOf(rings: readonly Ring[]): Area {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon = NaN, lat = NaN] of rings.flat()) {
    box[0] = Math.min(box[0], lon);
    box[1] = Math.min(box[1], lat);
    box[2] = Math.max(box[2], lon);
    box[3] = Math.max(box[3], lat);
  }
  const flat = (ring: Ring) => Float64Array.from(ring.flatMap(([lon = NaN, lat = NaN]) => [lon, lat]));
  return { rings: rings.map(flat), box };
}

/** Does a line due east from the place cross the rings an odd number of times? */
export function isInside({ rings, box: [west, south, east, north] }: Area, [lon, lat]: LonLat): boolean {
  if (lon < west || lon > east || lat < south || lat > north) return false;
  let inside = false;
  for (const ring of rings) {
    for (let index = 0, before = ring.length - 2; index < ring.length; before = index, index += 2) {
      const [y, v] = [ring[index + 1]!, ring[before + 1]!];
      if (y > lat === v > lat) continue;
      if (lon < ((ring[before]! - ring[index]!) * (lat - y)) / (v - y) + ring[index]!) inside = !inside;
    }
  }
  return inside;
}
