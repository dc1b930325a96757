import type { Box, LonLat } from '@/contracts/geo';

/** A point of the building plane: metres east and north of `planeOrigin`. */
export type Point = readonly [x: number, y: number];

/** Between the two rivers, so that the plane's scale error stays under 0.15 % anywhere in the inner city. */
export const planeOrigin: LonLat = [114.305, 30.575];

const latitude = (planeOrigin[1] * Math.PI) / 180;

/** Lengths of a degree on WGS 84 at the origin's latitude (series of the meridian and parallel arcs), metres. */
const perDegree = {
  lon: 111412.84 * Math.cos(latitude) - 93.5 * Math.cos(3 * latitude) + 0.118 * Math.cos(5 * latitude),
  lat: 111132.92 - 559.82 * Math.cos(2 * latitude) + 1.175 * Math.cos(4 * latitude),
} as const;

export const toPlane = (lon: number, lat: number): Point => [
  (lon - planeOrigin[0]) * perDegree.lon,
  (lat - planeOrigin[1]) * perDegree.lat,
];

export const toLonLat = (point: Point): LonLat => [
  planeOrigin[0] + point[0] / perDegree.lon,
  planeOrigin[1] + point[1] / perDegree.lat,
];

/** West, south, east, north in plane metres. */
export const boxToPlane = (box: Box): Box => {
  const [west, south] = toPlane(box[0], box[1]);
  const [east, north] = toPlane(box[2], box[3]);
  return [west, south, east, north];
};
