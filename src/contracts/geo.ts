import * as z from 'zod/mini';

/** Longitude, latitude in degrees, WGS 84 (CGCS2000 within centimetres). */
export const lonLat = z.readonly(z.tuple([z.number(), z.number()]));
export type LonLat = z.infer<typeof lonLat>;

/** Longitude, latitude in degrees and ellipsoidal height in metres. */
export const position = z.readonly(z.tuple([z.number(), z.number(), z.number()]));
export type Position = z.infer<typeof position>;

/** West, south, east, north in degrees. */
export type Box = readonly [west: number, south: number, east: number, north: number];

/** Where the default city's ground lies: 23 m above the 1985 datum, less the EGM96 undulation of Wuhan. */
export const groundHeight = 8.4;
