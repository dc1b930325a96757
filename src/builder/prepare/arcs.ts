import type { LabelRaster } from './labelRaster';

/** A border between exactly two labels, in cell-corner units, from one meeting point of three to the next (or closed). */
export interface Arc {
  readonly left: number;
  readonly right: number;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** East, north, west, south. */
const steps = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;

/** Walks every border of the raster once. */
export function traceArcs(raster: LabelRaster): Arc[] {
  const { cols, rows, cells } = raster;
  const label = (col: number, row: number): number =>
    col < 0 || row < 0 || col >= cols || row >= rows ? 0 : cells[row * cols + col]!;
  /** Labels left and right of the unit step from corner (x, y) in direction d. */
  const sides = (x: number, y: number, d: number): readonly [number, number] => {
    if (d === 0) return [label(x, y), label(x, y - 1)];
    if (d === 1) return [label(x - 1, y), label(x, y)];
    if (d === 2) return [label(x - 1, y - 1), label(x - 1, y)];
    return [label(x, y - 1), label(x - 1, y - 1)];
  };
  const exits = (x: number, y: number): number[] =>
    [0, 1, 2, 3].filter((d) => {
      const [left, right] = sides(x, y, d);
      return left !== right;
    });
  const walked = new Set<number>();
  const key = (x: number, y: number, d: number): number => (y * (cols + 1) + x) * 4 + d;

  const walk = (x0: number, y0: number, d0: number): Arc => {
    const [left, right] = sides(x0, y0, d0);
    const points: (readonly [number, number])[] = [[x0, y0]];
    let [x, y, d] = [x0, y0, d0];
    for (;;) {
      walked.add(key(x, y, d));
      x += steps[d]![0];
      y += steps[d]![1];
      walked.add(key(x, y, (d + 2) % 4));
      points.push([x, y]);
      const back = (d + 2) % 4;
      const onward = exits(x, y);
      if (onward.length !== 2 || (x === x0 && y === y0)) return { left, right, points };
      d = onward.find((e) => e !== back)!;
    }
  };

  const corners: [number, number][] = [];
  for (let y = 0; y <= rows; y++) {
    for (let x = 0; x <= cols; x++) {
      const here = label(x, y);
      if (here !== label(x - 1, y) || here !== label(x, y - 1) || here !== label(x - 1, y - 1))
        corners.push([x, y]);
    }
  }
  const arcs: Arc[] = [];
  for (const wanted of ['nodes', 'loops'] as const) {
    for (const [x, y] of corners) {
      const out = exits(x, y);
      if (wanted === 'nodes' && out.length === 2) continue;
      for (const d of out) if (!walked.has(key(x, y, d))) arcs.push(walk(x, y, d));
    }
  }
  return arcs;
}

type Chain = readonly (readonly [number, number])[];

/** Joins directed chains end to start into closed rings (first point repeated last). */
export function joinRings(chains: readonly Chain[]): Chain[] {
  const from = new Map<string, Chain[]>();
  for (const chain of chains) {
    const start = chain[0]!.join();
    from.set(start, [...(from.get(start) ?? []), chain]);
  }
  const used = new Set<Chain>();
  const rings: Chain[] = [];
  for (const chain of chains) {
    if (used.has(chain)) continue;
    const ring: (readonly [number, number])[] = [];
    for (let next: Chain | undefined = chain; next !== undefined;) {
      used.add(next);
      ring.push(...(ring.length === 0 ? next : next.slice(1)));
      next = from.get(next.at(-1)!.join())?.find((c) => !used.has(c));
      if (ring.at(-1)!.join() === ring[0]!.join()) break;
    }
    rings.push(ring);
  }
  return rings;
}
