import type { LonLat } from '@/contracts/geo';

/** East and north in metres from the city's reference point. */
export type Metres = readonly [east: number, north: number];

const origin: LonLat = [114.3, 30.6];
const degree = Math.PI / 180;
const axis = 6378137;
const eccentricity2 = 0.00669437999014;
const curve = 1 - eccentricity2 * Math.sin(origin[1] * degree) ** 2;
const metresPerLon = (axis / Math.sqrt(curve)) * Math.cos(origin[1] * degree) * degree;
const metresPerLat = ((axis * (1 - eccentricity2)) / curve ** 1.5) * degree;

/** A local plane on WGS 84 at 114.3, 30.6: scale is true to 0.1 % in the inner city and 0.8 % at the city's northern edge. */
export function toPlane([lon, lat]: LonLat): Metres {
  return [(lon - origin[0]) * metresPerLon, (lat - origin[1]) * metresPerLat];
}

/** Degrees rounded to 1e-6 (0.1 m), which is far finer than any source here. */
export function toDegrees([east, north]: Metres): LonLat {
  return [round6(origin[0] + east / metresPerLon), round6(origin[1] + north / metresPerLat)];
}

function round6(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
