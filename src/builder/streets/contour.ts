import type { Raster } from '../ground/raster';
import type { Point } from '../plane';

/** Lines along which the field equals `level`, by marching squares; closed ones repeat their first point. */
export const contours = (raster: Raster, level: number): Point[][] => {
  const { columns, rows, values, cell } = raster;
  const next = new Map<number, number>();
  const points = new Map<number, Point>();
  const value = (i: number, j: number): number => values[j * columns + i]! - level || 1e-6;
  // An edge is named by its lower left node and whether it runs east (0) or north (1).
  const edge = (i: number, j: number, north: 0 | 1): number => {
    const key = (j * columns + i) * 2 + north;
    if (!points.has(key)) {
      const a = value(i, j);
      const b = north === 1 ? value(i, j + 1) : value(i + 1, j);
      const t = a / (a - b);
      points.set(key, [
        raster.west + (i + 0.5 + (north === 1 ? 0 : t)) * cell,
        raster.south + (j + 0.5 + (north === 1 ? t : 0)) * cell,
      ]);
    }
    return key;
  };
  for (let j = 0; j + 1 < rows; j += 1) {
    for (let i = 0; i + 1 < columns; i += 1) {
      const corners =
        (value(i, j) > 0 ? 1 : 0) |
        (value(i + 1, j) > 0 ? 2 : 0) |
        (value(i + 1, j + 1) > 0 ? 4 : 0) |
        (value(i, j + 1) > 0 ? 8 : 0);
      if (corners === 0 || corners === 15) continue;
      const south = (): number => edge(i, j, 0);
      const east = (): number => edge(i + 1, j, 1);
      const north = (): number => edge(i, j + 1, 0);
      const west = (): number => edge(i, j, 1);
      // Links keep the higher side on the left, so that they chain head to tail.
      const links: readonly (readonly [() => number, () => number])[] = linksOf(
        corners,
        south,
        east,
        north,
        west,
      );
      for (const [from, to] of links) next.set(from(), to());
    }
  }
  return chains(next).map((chain) => chain.map((key) => points.get(key)!));
};

type Edge = () => number;

const linksOf = (corners: number, s: Edge, e: Edge, n: Edge, w: Edge): readonly (readonly [Edge, Edge])[] => {
  switch (corners) {
    case 1:
      return [[s, w]];
    case 2:
      return [[e, s]];
    case 3:
      return [[e, w]];
    case 4:
      return [[n, e]];
    case 5:
      return [
        [s, e],
        [n, w],
      ];
    case 6:
      return [[n, s]];
    case 7:
      return [[n, w]];
    case 8:
      return [[w, n]];
    case 9:
      return [[s, n]];
    case 10:
      return [
        [e, n],
        [w, s],
      ];
    case 11:
      return [[e, n]];
    case 12:
      return [[w, e]];
    case 13:
      return [[s, e]];
    default:
      return [[w, s]];
  }
};

const chains = (next: ReadonlyMap<number, number>): number[][] => {
  const heads = new Set(next.keys());
  for (const to of next.values()) heads.delete(to);
  const seen = new Set<number>();
  const out: number[][] = [];
  for (const start of [...heads, ...next.keys()]) {
    if (seen.has(start)) continue;
    const chain: number[] = [];
    let at: number | undefined = start;
    while (at !== undefined && !seen.has(at)) {
      seen.add(at);
      chain.push(at);
      at = next.get(at);
    }
    if (at === start) chain.push(start);
    out.push(chain);
  }
  return out;
};
