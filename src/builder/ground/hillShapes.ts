import type { Box, LonLat } from '@/contracts/geo';
import { toPlane, type Point } from '../plane';
import { noise } from '../prepare/noise';
import { planeRings, type Geography } from './geography';
import { distanceFrom, paint, rasterOver, sample, type Raster } from './raster';

/** Adds what stands above the plain at a place of the plane, metres; 0 away from it. */
export interface Rise {
  readonly box: Box;
  readonly at: (x: number, y: number) => number;
}

/** The hills whose outlines are painted: highest at their peak, along a ridge as far from the foot as one can be. */
export const outlinedHills = (geography: Geography, plainM: number): Rise[] =>
  geography.green.features.flatMap((feature) => {
    const peakM: unknown = feature.properties?.['peakM'];
    const peak: unknown = feature.properties?.['peak'];
    if (typeof peakM !== 'number' || !isPlace(peak)) return [];
    return planeRings(feature).map((rings) => outlined(rings, toPlane(...peak), peakM - plainM));
  });

const isPlace = (value: unknown): value is LonLat =>
  Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'number');

const outlined = (rings: readonly (readonly Point[])[], peak: Point, riseM: number): Rise => {
  const outer = rings[0]!;
  const xs = outer.map(([x]) => x);
  const ys = outer.map(([, y]) => y);
  const box: Box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  const cell = Math.max(6, Math.max(box[2] - box[0], box[3] - box[1]) / 250);
  const within: Box = [box[0] - 2 * cell, box[1] - 2 * cell, box[2] + 2 * cell, box[3] + 2 * cell];
  const outside = rasterOver(within, cell);
  outside.values.fill(1);
  paint(outside, rings, 0);
  const inside: Raster = distanceFrom(outside);
  const ridge = Math.max(cell, sample(inside, ...peak));
  const length = Math.max(box[2] - box[0], box[3] - box[1]) / 2;
  return {
    box,
    at: (x, y) => {
      const depth = Math.min(1, sample(inside, x, y) / ridge);
      const away = Math.hypot(x - peak[0], y - peak[1]);
      const spine = 0.62 + 0.38 * Math.exp(-((away / (0.55 * length)) ** 2));
      return riseM * smooth(depth) * spine;
    },
  };
};

/**
 * A height the map holds no outline for: a mass with valleys that reaches its height at its peak and nowhere else. Its shape
 * is made up; whether its height is known is for the caller to say.
 */
export const mass = (peak: LonLat, riseM: number, reachM: number, seed: number): Rise => {
  const [px, py] = toPlane(...peak);
  return {
    box: [px - reachM, py - reachM, px + reachM, py + reachM],
    at: (x, y) => {
      const away = Math.hypot(x - px, y - py) / reachM;
      if (away >= 1) return 0;
      const rough = Math.min(1, away * 4) * 0.35 * (noise([x, y], reachM * 0.35, seed) - 0.3);
      return Math.max(0, riseM * (1 - smooth(Math.min(1, Math.max(0, away + rough)))));
    },
  };
};

/** From 0 to 1 with level ends. */
export const smooth = (t: number): number => t * t * (3 - 2 * t);
