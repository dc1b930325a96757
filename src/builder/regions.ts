import type { Box } from '@/contracts/geo';
import { towns } from './blocks/centres';
import { toLonLat, toPlane } from './plane';

/** Third ring road and a little more: what the page opens on, and what is published first. */
export const innerCity: Box = [114.14, 30.45, 114.47, 30.7];

/** The municipality with a margin. */
export const municipality: Box = [113.68, 29.95, 115.09, 31.38];

/** The built-up city with all that has grown to it: one net of streets without a seam. */
export const metropolis: Box = [113.97, 30.28, 114.68, 30.83];

const inside = (box: Box, [lon, lat]: readonly [number, number]): boolean =>
  lon > box[0] && lon < box[2] && lat > box[1] && lat < box[3];

/** So far from its middle a town has no streets any more, in radii. */
const townReach = 1.35;

/** The regions that are laid out one by one: the metropolis, then every town of the country by itself. */
export const regions: readonly Box[] = [
  metropolis,
  ...towns.flatMap(({ at, radius }): Box[] => {
    if (inside(metropolis, toLonLat(at))) return [];
    const half = radius * townReach + 300;
    const [west, south] = toLonLat([at[0] - half, at[1] - half]);
    const [east, north] = toLonLat([at[0] + half, at[1] + half]);
    return [[west, south, east, north]];
  }),
];

export const withinBox = inside;

/** Whether two boxes share ground. */
export const boxesMeet = (a: Box, b: Box): boolean =>
  a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];

/** Plane metres from the middle of the city to a place in degrees, for ordering what is published first. */
export const farFromMiddle = (lon: number, lat: number): number => Math.hypot(...toPlane(lon, lat));
