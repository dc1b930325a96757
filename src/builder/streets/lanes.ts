import { onAirfield } from '../blocks/kinds';
import type { Terrain } from '../ground/terrain';
import type { Point } from '../plane';
import { rectangle, type Rectangle } from '../rectangle';
import { resampled } from './field';
import type { Street } from './street';

/** A lane through a village, kerb to kerb, metres. */
export const laneWidth = 6;

/** Farther than this nobody builds a lane; it would lead round a lake. */
const farthest = 3200;
/** How many of the roads around are tried before a village stays by itself. */
const patience = 10;
const cell = 400;
const step = 14;
/** Places on one road that are as good as each other, metres. */
const samePlace = 140;
/** Clear of a lane's axis, metres: a ditch, not the shore road's distance. */
const clearOfWater = 25;

export interface LaneOptions {
  readonly terrain: Terrain;
  /** Whether a house stands within `gap` metres of a plot. */
  readonly built: (plot: Rectangle, gap: number) => boolean;
  readonly roads: readonly Street[];
  /** The lanes of each village. */
  readonly villages: readonly (readonly (readonly Point[])[])[];
}

/**
 * Leads every village to the nearest road or to a neighbour that is on one, the nearest villages first: over dry ground
 * and past the houses. Answers the lanes out of the villages, without those in them.
 */
export const leadOut = ({ terrain, built, roads, villages }: LaneOptions): Point[][] => {
  const net = createNet();
  for (const { line } of roads) net.add(line);
  const waiting = villages
    .map((lanes) => ({ lanes, apart: Math.min(...lanes.flatMap(endsOf).map(net.apart)) }))
    .sort((a, b) => a.apart - b.apart);
  const out: Point[][] = [];
  const free = (line: readonly Point[]): boolean =>
    line.every(
      ([x, y], i) =>
        terrain.toWater(x, y) > clearOfWater &&
        !onAirfield([x, y]) &&
        (i === 0 || !built(rectangle(x, y, headingTo(line[i - 1]!, line[i]!), step, laneWidth), 0)),
    );
  for (const { lanes } of waiting) {
    const ways = lanes
      .flatMap(endsOf)
      .flatMap((from) =>
        net.near(from).map((to) => ({ from, to, far: Math.hypot(to[0] - from[0], to[1] - from[1]) })),
      )
      .sort((a, b) => a.far - b.far)
      .slice(0, patience);
    const line = ways.map(({ from, to }) => bent(from, to)).find(free);
    if (line === undefined) continue;
    out.push(line);
    // Known to its neighbours only once it is on a road itself, or two villages would lead to each other.
    for (const each of [line, ...lanes]) net.add(each);
  }
  return out;
};

const endsOf = (line: readonly Point[]): readonly Point[] => [line[0]!, line.at(-1)!];

const headingTo = (a: Point, b: Point): number => Math.atan2(b[1] - a[1], b[0] - a[0]);

/** A gentle curve between two places: field boundaries are seldom straight. The bend follows from the places. */
const bent = (from: Point, to: Point): Point[] => {
  const far = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const sway = Math.sin(from[0] * 0.013 + to[1] * 0.017) * Math.min(0.12 * far, 90);
  const [nx, ny] = [(from[1] - to[1]) / (far || 1), (to[0] - from[0]) / (far || 1)];
  const steps = Math.max(1, Math.ceil(far / step));
  return Array.from({ length: steps + 1 }, (_, i): Point => {
    const t = i / steps;
    const aside = sway * Math.sin(Math.PI * t);
    return [from[0] + (to[0] - from[0]) * t + nx * aside, from[1] + (to[1] - from[1]) * t + ny * aside];
  });
};

interface Net {
  readonly add: (line: readonly Point[]) => void;
  /** The nearest places on it, a few, the nearest first. */
  readonly near: (from: Point) => readonly Point[];
  /** Metres to it; `Infinity` where it is too far. */
  readonly apart: (from: Point) => number;
}

/** Every road as the places along it, by cells. */
const createNet = (): Net => {
  const cells = new Map<string, Point[]>();
  const farOf = ([x, y]: Point, [u, v]: Point): number => Math.hypot(x - u, y - v);
  const near = (from: Point): readonly Point[] => {
    const [ci, cj] = [Math.floor(from[0] / cell), Math.floor(from[1] / cell)];
    const found: Point[] = [];
    for (let ring = 0; (ring - 1) * cell < farthest; ring += 1) {
      for (let i = ci - ring; i <= ci + ring; i += 1) {
        const inner = Math.abs(i - ci) < ring;
        for (let j = cj - ring; j <= cj + ring; j += inner ? 2 * ring : 1)
          found.push(...(cells.get(`${i},${j}`) ?? []));
      }
      // One ring more than the first that has any: a corner's place is farther than the next ring's side.
      if (found.length > 0 && ring > 0 && found.some((at) => farOf(at, from) < (ring - 1) * cell)) break;
    }
    const sorted = found
      .filter((at) => farOf(at, from) < farthest)
      .sort((a, b) => farOf(a, from) - farOf(b, from));
    const out: Point[] = [];
    for (const at of sorted) {
      if (out.length === patience) break;
      if (out.every((other) => farOf(other, at) > samePlace)) out.push(at);
    }
    return out;
  };
  return {
    add: (line) => {
      for (const at of resampled(line, 60)) {
        const key = `${Math.floor(at[0] / cell)},${Math.floor(at[1] / cell)}`;
        const list = cells.get(key);
        if (list === undefined) cells.set(key, [at]);
        else list.push(at);
      }
    },
    near,
    apart: (from) => {
      const first = near(from)[0];
      return first === undefined ? Infinity : farOf(first, from);
    },
  };
};
