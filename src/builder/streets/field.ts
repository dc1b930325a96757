import { noise } from '../random';
import { distanceToSegment } from '../polygon';
import { rasterOver, sample, type Raster } from '../ground/raster';
import type { Terrain } from '../ground/terrain';
import type { Point } from '../plane';

/**
 * Which way streets run, radians from east, at any point: along the Yangtze near it, along the Han in Qiaokou and
 * Hanyang, along a lake's shore beside it, east and west elsewhere. Kept as the double angle, as directions of
 * lines add (tensor field, Chen et al. 2008); the crossing streets run square to it.
 */
export type StreetField = (x: number, y: number) => number;

const node = 150;

export const streetField = (
  terrain: Terrain,
  axes: { readonly yangtze: readonly Point[]; readonly han: readonly Point[] },
  seed: number,
): StreetField => {
  const cosine = rasterOver(terrain.box, node);
  const sine = rasterOver(terrain.box, node);
  const rivers = [
    { line: smoothed(axes.yangtze, 250, 6), width: 4200, weight: 2.2 },
    { line: smoothed(axes.han, 200, 4), width: 1900, weight: 2.4 },
  ];
  for (let row = 0; row < cosine.rows; row += 1) {
    for (let column = 0; column < cosine.columns; column += 1) {
      const x = cosine.west + (column + 0.5) * node;
      const y = cosine.south + (row + 0.5) * node;
      const plain = 0.06 + 0.16 * noise(seed, x, y, 5200);
      let c = 0.34 * Math.cos(2 * plain);
      let s = 0.34 * Math.sin(2 * plain);
      for (const { line, width, weight } of rivers) {
        const near = nearestOn(line, x, y);
        const w = weight * Math.exp(-((near.distance / width) ** 2));
        c += w * Math.cos(2 * near.direction);
        s += w * Math.sin(2 * near.direction);
      }
      const shore = shoreDirection(terrain, x, y);
      c += shore.weight * Math.cos(2 * shore.direction);
      s += shore.weight * Math.sin(2 * shore.direction);
      cosine.values[row * cosine.columns + column] = c;
      sine.values[row * cosine.columns + column] = s;
    }
  }
  const calmCosine = blurred(blurred(cosine));
  const calmSine = blurred(blurred(sine));
  return (x, y) => Math.atan2(sample(calmSine, x, y), sample(calmCosine, x, y)) / 2;
};

/** Along lakes and hills only: the rivers have their own axes. */
const shoreDirection = (terrain: Terrain, x: number, y: number): { direction: number; weight: number } => {
  const distance = Math.min(terrain.toWater(x, y), terrain.toGreen(x, y));
  const river = terrain.toYangtze(x, y);
  if (distance > 900 || river <= distance + 1) return { direction: 0, weight: 0 };
  const d = 120;
  const field = (u: number, v: number): number => Math.min(terrain.toWater(u, v), terrain.toGreen(u, v));
  const gx = field(x + d, y) - field(x - d, y);
  const gy = field(x, y + d) - field(x, y - d);
  const steepness = Math.hypot(gx, gy) / (2 * d);
  return { direction: Math.atan2(gx, -gy), weight: 0.8 * steepness * Math.exp(-((distance / 420) ** 2)) };
};

const nearestOn = (
  line: readonly Point[],
  x: number,
  y: number,
): { readonly distance: number; readonly direction: number } => {
  let distance = Infinity;
  let direction = 0;
  for (let i = 1; i < line.length; i += 1) {
    const a = line[i - 1]!;
    const b = line[i]!;
    const d = distanceToSegment(x, y, a, b);
    if (d < distance) {
      distance = d;
      direction = Math.atan2(b[1] - a[1], b[0] - a[0]);
    }
  }
  return { distance, direction };
};

/** Resampled every `step` metres, each point then the mean of `reach` neighbours either side. */
export const smoothed = (line: readonly Point[], step: number, reach: number): Point[] => {
  const points = resampled(line, step);
  return points.map((_, i) => {
    const from = Math.max(0, i - reach);
    const to = Math.min(points.length - 1, i + reach);
    const half = Math.min(i - from, to - i);
    const around = points.slice(i - half, i + half + 1);
    return [
      around.reduce((sum, p) => sum + p[0], 0) / around.length,
      around.reduce((sum, p) => sum + p[1], 0) / around.length,
    ];
  });
};

export const resampled = (line: readonly Point[], step: number): Point[] => {
  const out: Point[] = [];
  let next = 0;
  for (let i = 1; i < line.length; i += 1) {
    const a = line[i - 1]!;
    const b = line[i]!;
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    for (; next < length; next += step) {
      out.push([a[0] + ((b[0] - a[0]) * next) / length, a[1] + ((b[1] - a[1]) * next) / length]);
    }
    next -= length;
  }
  const last = line.at(-1);
  if (last !== undefined) out.push(last);
  return out;
};

const blurred = (raster: Raster): Raster => {
  const { columns, rows, values } = raster;
  const out = new Float32Array(values.length);
  for (let j = 0; j < rows; j += 1) {
    for (let i = 0; i < columns; i += 1) {
      let sum = 0;
      let count = 0;
      for (let b = Math.max(0, j - 1); b <= Math.min(rows - 1, j + 1); b += 1) {
        for (let a = Math.max(0, i - 1); a <= Math.min(columns - 1, i + 1); a += 1) {
          sum += values[b * columns + a]!;
          count += 1;
        }
      }
      out[j * columns + i] = sum / count;
    }
  }
  return { ...raster, values: out };
};
