import type { Box, LonLat } from '@/contracts/geo';

type Ring = readonly (readonly number[])[];

/** An area of one or several rings, holes among them, longitude and latitude in degrees. */
export interface Area {
  readonly rings: readonly Ring[];
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
  return { rings, box };
}

/** Does a line due east from the place cross the rings an odd number of times? */
export function isInside({ rings, box: [west, south, east, north] }: Area, [lon, lat]: LonLat): boolean {
  if (lon < west || lon > east || lat < south || lat > north) return false;
  let inside = false;
  for (const ring of rings) {
    for (let index = 0, before = ring.length - 1; index < ring.length; before = index, index += 1) {
      const [x = NaN, y = NaN] = ring[index]!;
      const [u = NaN, v = NaN] = ring[before]!;
      if (y > lat !== v > lat && lon < ((u - x) * (lat - y)) / (v - y) + x) inside = !inside;
    }
  }
  return inside;
}
