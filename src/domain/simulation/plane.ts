import type { LonLat, Position } from '@/contracts/geo';

/** Middle of the simulated city's plane, WGS 84 degrees. */
const middle: LonLat = [114.3, 30.58];
const kmPerDegreeEast = 95.8;
const kmPerDegreeNorth = 110.9;

/** Kilometres east and north of the city's middle, true within a per mille over the inner city. */
export function groundPlane(at: LonLat | Position): readonly [number, number] {
  return [(at[0] - middle[0]) * kmPerDegreeEast, (at[1] - middle[1]) * kmPerDegreeNorth];
}
