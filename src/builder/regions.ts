import type { Box } from '@/contracts/geo';
import { towns } from './blocks/centres';
import { toLonLat, toPlane } from './plane';

/** Third ring road and a little more: what the page opens on, and what is published first. */
export const innerCity: Box = [114.14, 30.45, 114.47, 30.7];

/** The municipality with a margin. */
export const municipality: Box = [113.68, 29.95, 115.09, 31.38];

/** The built-up city with all that has grown to it: one net of streets without a seam; its edge cuts no town's box. */
export const metropolis: Box = [113.9148, 30.28, 114.669, 30.836];

const inside = (box: Box, [lon, lat]: readonly [number, number]): boolean =>
  lon > box[0] && lon < box[2] && lat > box[1] && lat < box[3];

/** So far from its middle a town has no streets any more, in radii. */
const townReach = 1.35;

const townBox = ({ at, radius }: (typeof towns)[number]): Box => {
  const half = radius * townReach + 300;
  const [west, south] = toLonLat([at[0] - half, at[1] - half]);
  const [east, north] = toLonLat([at[0] + half, at[1] + half]);
  return [west, south, east, north];
};

/**
 * The regions that are laid out one by one: the metropolis, then every town of the country by itself. They share no
 * ground, or two nets of streets would lie on each other: where boxes would meet the later one draws in its nearest side.
 */
export const regions: readonly Box[] = towns.reduce<readonly Box[]>(
  (laid, town) =>
    inside(metropolis, toLonLat(town.at)) ? laid : [...laid, laid.reduce(drawnIn, townBox(town))],
  [metropolis],
);

/** What is left of a box beside another: the one of its four sides moves that has least to move. */
function drawnIn(box: Box, other: Box): Box {
  if (!boxesMeet(box, other)) return box;
  const [west, south, east, north] = box;
  const moves = [
    { by: other[2] - west, left: [other[2], south, east, north] as Box },
    { by: other[3] - south, left: [west, other[3], east, north] as Box },
    { by: east - other[0], left: [west, south, other[0], north] as Box },
    { by: north - other[1], left: [west, south, east, other[1]] as Box },
  ];
  return moves.reduce((least, each) => (each.by < least.by ? each : least)).left;
}

export const withinBox = inside;

/** Whether two boxes share ground. */
export function boxesMeet(a: Box, b: Box): boolean {
  return a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
}

/** Plane metres from the middle of the city to a place in degrees, for ordering what is published first. */
export const farFromMiddle = (lon: number, lat: number): number => Math.hypot(...toPlane(lon, lat));
