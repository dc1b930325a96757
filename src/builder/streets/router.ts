import type { Box } from '@/contracts/geo';
import type { Point } from '../plane';

/** Finds ways over land. */
export interface Router {
  /** The cheapest way, smoothed, or nothing where water lies between; plane metres. */
  readonly way: (from: Point, to: Point) => Point[] | undefined;
  /** The cells of the cheapest way; those are cheaper for the ways after it, so that roads run together. */
  readonly wear: (from: Point, to: Point) => readonly number[] | undefined;
  /** The middle of a cell, plane metres. */
  readonly middle: (cell: number) => Point;
}

/** What a metre costs in the cell a way begins or ends in, where no way else may run. */
const shoreCost = 9;

/** What a metre costs where a road already runs, of what it would cost. */
const wornShare = 0.6;

/** Steps of the eight directions and their lengths in cells. */
const steps = [
  [1, 0, 1],
  [-1, 0, 1],
  [0, 1, 1],
  [0, -1, 1],
  [1, 1, Math.SQRT2],
  [1, -1, Math.SQRT2],
  [-1, 1, Math.SQRT2],
  [-1, -1, Math.SQRT2],
] as const;

/** Cells looked at before a way is given up: it would be a detour no road makes. */
const patience = 60_000;

/**
 * A* over a grid of `cell` metres. `cost` is what a metre costs at a place, at least 1; `Infinity` where no road may run.
 */
export const createRouter = (box: Box, cell: number, cost: (x: number, y: number) => number): Router => {
  const columns = Math.ceil((box[2] - box[0]) / cell);
  const rows = Math.ceil((box[3] - box[1]) / cell);
  const costs = new Float32Array(columns * rows).fill(NaN);
  const worn = new Uint8Array(columns * rows);
  const middle = (at: number): Point => [
    box[0] + ((at % columns) + 0.5) * cell,
    box[1] + (Math.floor(at / columns) + 0.5) * cell,
  ];
  const costAt = (at: number): number => {
    const known = costs[at]!;
    if (!Number.isNaN(known)) return known;
    const [x, y] = middle(at);
    return (costs[at] = cost(x, y));
  };
  const cellOf = ([x, y]: Point): number | undefined => {
    const [i, j] = [Math.floor((x - box[0]) / cell), Math.floor((y - box[1]) / cell)];
    return i < 0 || j < 0 || i >= columns || j >= rows ? undefined : j * columns + i;
  };
  const search = (start: number, goal: number): number[] | undefined => {
    // A place may lie on a shore; its own cell is passable to it.
    for (const end of [start, goal]) if (!Number.isFinite(costAt(end))) costs[end] = shoreCost;
    const best = new Map<number, number>([[start, 0]]);
    const from = new Map<number, number>();
    const closed = new Set<number>();
    const [gi, gj] = [goal % columns, Math.floor(goal / columns)];
    const ahead = (at: number): number =>
      Math.hypot((at % columns) - gi, Math.floor(at / columns) - gj) * cell;
    const heap = createHeap();
    heap.push(start, ahead(start));
    for (let at = heap.pop(); at !== undefined; at = heap.pop()) {
      if (at === goal) return traceBack(from, goal);
      if (closed.has(at)) continue;
      closed.add(at);
      if (closed.size > patience) return undefined;
      const [i, j] = [at % columns, Math.floor(at / columns)];
      for (const [di, dj, length] of steps) {
        const [ni, nj] = [i + di, j + dj];
        if (ni < 0 || nj < 0 || ni >= columns || nj >= rows) continue;
        const next = nj * columns + ni;
        const share = worn[at] === 1 && worn[next] === 1 ? wornShare : 1;
        const step = ((costAt(at) + costAt(next)) / 2) * length * cell * share;
        if (!Number.isFinite(step) || closed.has(next)) continue;
        const far = best.get(at)! + step;
        if (far >= (best.get(next) ?? Infinity)) continue;
        best.set(next, far);
        from.set(next, at);
        heap.push(next, far + ahead(next));
      }
    }
    return undefined;
  };
  const between = (from: Point, to: Point): number[] | undefined => {
    const [start, goal] = [cellOf(from), cellOf(to)];
    return start === undefined || goal === undefined ? undefined : search(start, goal);
  };
  return {
    way: (from, to) => {
      const cells = between(from, to);
      return cells === undefined ? undefined : smoothedWay([from, ...cells.slice(1, -1).map(middle), to]);
    },
    wear: (from, to) => {
      const cells = between(from, to);
      for (const at of cells ?? []) worn[at] = 1;
      return cells;
    },
    middle,
  };
};

const traceBack = (from: ReadonlyMap<number, number>, goal: number): number[] => {
  const out = [goal];
  for (let at = from.get(goal); at !== undefined; at = from.get(at)) out.push(at);
  return out.reverse();
};

/** Takes the grid's staircase out: the mean of four neighbours either side, ends kept. */
export const smoothedWay = (line: readonly Point[]): Point[] =>
  line.map((point, i) => {
    const half = Math.min(4, i, line.length - 1 - i);
    if (half === 0) return point;
    const around = line.slice(i - half, i + half + 1);
    return [
      around.reduce((sum, p) => sum + p[0], 0) / around.length,
      around.reduce((sum, p) => sum + p[1], 0) / around.length,
    ];
  });

/** A binary heap of cells by cost, the least first. */
const createHeap = (): {
  readonly push: (at: number, cost: number) => void;
  readonly pop: () => number | undefined;
} => {
  const cells: number[] = [];
  const keys: number[] = [];
  const swap = (a: number, b: number): void => {
    [cells[a], cells[b]] = [cells[b]!, cells[a]!];
    [keys[a], keys[b]] = [keys[b]!, keys[a]!];
  };
  return {
    push: (at, cost) => {
      cells.push(at);
      keys.push(cost);
      for (let i = cells.length - 1; i > 0;) {
        const parent = (i - 1) >> 1;
        if (keys[parent]! <= keys[i]!) break;
        swap(parent, i);
        i = parent;
      }
    },
    pop: () => {
      const top = cells[0];
      if (top === undefined) return undefined;
      const [lastCell, lastKey] = [cells.pop()!, keys.pop()!];
      if (cells.length > 0) {
        cells[0] = lastCell;
        keys[0] = lastKey;
        for (let i = 0; ;) {
          const left = 2 * i + 1;
          if (left >= cells.length) break;
          const least = left + 1 < cells.length && keys[left + 1]! < keys[left]! ? left + 1 : left;
          if (keys[i]! <= keys[least]!) break;
          swap(i, least);
          i = least;
        }
      }
      return top;
    },
  };
};
