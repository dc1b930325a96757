import type { Box } from '@/contracts/geo';
import { towns } from '../blocks/centres';
import type { Terrain } from '../ground/terrain';
import type { Point } from '../plane';
import { noise } from '../random';
import { createRouter, smoothedWay, type Router } from './router';
import { costOf } from './trunks';

/** How many neighbours a town has a road to. */
const neighbours = 3;
const farthest = 26_000;
const longestDetour = 1.8;

/** A stretch of country road on one side of the regions' edges. */
export interface CountryStretch {
  readonly line: readonly Point[];
  /** Index of the region it lies in, −1 in the open country. */
  readonly region: number;
  /** Those of its ends that lie on a region's edge, where the road goes on beyond. */
  readonly gates: readonly Point[];
}

/**
 * Roads through the country from town to town, none over water: the bridges of the great rivers are in the city. Roads
 * that go the same way run together and part at junctions. Cut where they cross a region's edge: both sides of a cut end
 * in the same point.
 */
export const countryRoads = (terrain: Terrain, boxes: readonly Box[], seed: number): CountryStretch[] => {
  const cost = costOf(terrain, 340);
  // Fields and copses turn a road a little, so that none runs straight for ten kilometres.
  const router = createRouter(
    terrain.box,
    300,
    (x, y) => cost(x, y) + 0.55 * (1 + noise(seed + 17, x, y, 1900)),
  );
  return chainsOf(joined(router)).flatMap((cells) =>
    cutAtEdges(smoothedWay(smoothedWay(cells.map(router.middle))), boxes),
  );
};

/** Which cells of the router's grid have a road between them. */
const joined = (router: Router): ReadonlyMap<number, ReadonlySet<number>> => {
  const links = new Map<number, Set<number>>();
  const link = (from: number, to: number): void => {
    const known = links.get(from);
    if (known === undefined) links.set(from, new Set([to]));
    else known.add(to);
  };
  const done = new Set<string>();
  for (const [index, town] of towns.entries()) {
    const nearest = towns
      .map((other, place) => ({
        other,
        place,
        apart: Math.hypot(other.at[0] - town.at[0], other.at[1] - town.at[1]),
      }))
      .filter(({ apart }) => apart > 0 && apart < farthest)
      .sort((a, b) => a.apart - b.apart)
      .slice(0, neighbours);
    for (const { other, place, apart } of nearest) {
      const key = [Math.min(index, place), Math.max(index, place)].join();
      if (done.has(key)) continue;
      done.add(key);
      const cells = router.wear(town.at, other.at) ?? [];
      // Round the end of a lake or a river nobody drives to a neighbour.
      if (lengthOf(cells, router) > longestDetour * apart) continue;
      for (let i = 1; i < cells.length; i += 1) {
        link(cells[i - 1]!, cells[i]!);
        link(cells[i]!, cells[i - 1]!);
      }
    }
  }
  return links;
};

/** Metres along the middles of a way's cells. */
const lengthOf = (cells: readonly number[], { middle }: Router): number =>
  cells.reduce((sum, cell, i) => {
    const [a, b] = [middle(cells[i - 1] ?? cell), middle(cell)];
    return sum + Math.hypot(b[0] - a[0], b[1] - a[1]);
  }, 0);

/** The net as lines from junction to junction. */
const chainsOf = (links: ReadonlyMap<number, ReadonlySet<number>>): number[][] => {
  const out: number[][] = [];
  const walked = new Set<string>();
  const keyOf = (a: number, b: number): string => `${Math.min(a, b)},${Math.max(a, b)}`;
  for (const [start, around] of links) {
    if (around.size === 2) continue;
    for (const first of around) {
      if (walked.has(keyOf(start, first))) continue;
      const chain = [start];
      for (let [from, at] = [start, first]; ;) {
        walked.add(keyOf(from, at));
        chain.push(at);
        const onward: ReadonlySet<number> = links.get(at)!;
        if (onward.size !== 2) break;
        const next = [...onward].find((each) => each !== from)!;
        [from, at] = [at, next];
      }
      out.push(chain);
    }
  }
  return out;
};

const [west, south, east, north] = [0, 1, 2, 3] as const;

const cutAtEdges = (line: readonly Point[], boxes: readonly Box[]): CountryStretch[] => {
  const regionOf = (x: number, y: number): number =>
    boxes.findIndex((box) => x > box[west] && x < box[east] && y > box[south] && y < box[north]);
  const out: CountryStretch[] = [];
  let run: { readonly points: Point[]; readonly region: number; readonly gates: Point[] } | undefined;
  const close = (): void => {
    if (run !== undefined && run.points.length > 1)
      out.push({ line: run.points, region: run.region, gates: run.gates });
    run = undefined;
  };
  for (let i = 1; i < line.length; i += 1) {
    const [a, b] = [line[i - 1]!, line[i]!];
    const stops = [0, ...crossings(a, b, boxes), 1];
    for (let k = 1; k < stops.length; k += 1) {
      const [s, t] = [stops[k - 1]!, stops[k]!];
      // Two boxes may share a side.
      if (t - s < 1e-9) continue;
      const middle = between(a, b, (s + t) / 2);
      const region = regionOf(middle[0], middle[1]);
      const from = between(a, b, s);
      if (run?.region !== region) {
        const cut = run !== undefined;
        run?.gates.push(run.points.at(-1)!);
        close();
        run = { points: [from], region, gates: cut ? [from] : [] };
      }
      run.points.push(between(a, b, t));
    }
  }
  close();
  return out;
};

const between = (a: Point, b: Point, t: number): Point =>
  t === 0 ? a : t === 1 ? b : [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];

/** Where a segment meets the boxes' edges, as shares of its length in order. */
const crossings = (a: Point, b: Point, boxes: readonly Box[]): number[] => {
  const out: number[] = [];
  for (const box of boxes) {
    for (const [axis, edge] of [
      [0, box[west]],
      [0, box[east]],
      [1, box[south]],
      [1, box[north]],
    ] as const) {
      const t = (edge - a[axis]) / (b[axis] - a[axis]);
      if (!(t > 0 && t < 1)) continue;
      const [other, low, high] =
        axis === 0 ? [1 as const, box[south], box[north]] : [0 as const, box[west], box[east]];
      const on = a[other] + (b[other] - a[other]) * t;
      if (on >= low && on <= high) out.push(t);
    }
  }
  return out.sort((p, q) => p - q);
};
