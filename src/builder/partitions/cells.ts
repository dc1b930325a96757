import type { Point } from '../plane';

/** A bend of the plane that makes straight borders wander; `back` undoes it. */
export interface Bend {
  readonly to: (point: Point) => Point;
  readonly back: (point: Point) => Point;
}

export const straight: Bend = { to: (point) => point, back: (point) => point };

/** A corner in the bent plane, and where it came from if it was there before any cut. */
interface Corner {
  readonly at: Point;
  readonly from?: Point;
}

/** Longest step of a border between two neighbours, metres in the bent plane. */
const stepM = 260;

/**
 * Divides an area among seeds: every place goes to the seed nearest in the bent plane. Answers one list of open rings for
 * each seed, in order; a seed may get several pieces or none. Neighbours share every corner of their common border, and
 * the outer border keeps its own corners, so that pieces of neighbouring areas meet without a gap.
 */
export const cellsOf = (
  rings: readonly (readonly Point[])[],
  seeds: readonly Point[],
  bend: Bend = straight,
): Point[][][] => {
  const bent = seeds.map(bend.to);
  const areas = rings.map((ring) => ring.map((from): Corner => ({ at: bend.to(from), from })));
  return bent.map((own, index) =>
    areas.flatMap((area) => {
      let cell: readonly Corner[] = area;
      for (const [other, seed] of bent.entries()) {
        if (other === index || cell.length === 0) continue;
        cell = nearerHalf(cell, own, seed);
      }
      return cell.length < 3 ? [] : [straightened(cell, bend)];
    }),
  );
};

/** What of a ring lies nearer to one seed than to another (Sutherland & Hodgman 1974, against their bisector). */
const nearerHalf = (ring: readonly Corner[], own: Point, other: Point): Corner[] => {
  const [nx, ny] = [other[0] - own[0], other[1] - own[1]];
  const middle = (own[0] + other[0]) * 0.5 * nx + (own[1] + other[1]) * 0.5 * ny;
  const side = ({ at }: Corner): number => at[0] * nx + at[1] * ny - middle;
  const out: Corner[] = [];
  for (let i = 0; i < ring.length; i += 1) {
    const here = ring[i]!;
    const next = ring[(i + 1) % ring.length]!;
    const [a, b] = [side(here), side(next)];
    if (a <= 0) out.push(here);
    if (a < 0 !== b < 0 && a !== 0 && b !== 0) out.push({ at: between(here.at, next.at, a, b) });
  }
  return out;
};

/** The same point whichever way the edge is walked, so that both neighbours cut it at one place. */
const between = (p: Point, q: Point, a: number, b: number): Point => {
  const [from, to, s, t] = p[0] < q[0] || (p[0] === q[0] && p[1] < q[1]) ? [p, q, a, b] : [q, p, b, a];
  const share = s / (s - t);
  return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
};

/** Back in the plane; long borders get corners on the way, reckoned from the same end by both neighbours. */
const straightened = (ring: readonly Corner[], bend: Bend): Point[] => {
  const out: Point[] = [];
  for (let i = 0; i < ring.length; i += 1) {
    const here = ring[i]!;
    const next = ring[(i + 1) % ring.length]!;
    out.push(here.from ?? bend.back(here.at));
    if (here.from !== undefined || next.from !== undefined || bend === straight) continue;
    const forward = here.at[0] < next.at[0] || (here.at[0] === next.at[0] && here.at[1] < next.at[1]);
    const [from, to] = forward ? [here.at, next.at] : [next.at, here.at];
    const steps = Math.floor(Math.hypot(to[0] - from[0], to[1] - from[1]) / stepM);
    const on: Point[] = [];
    for (let k = 1; k <= steps; k += 1) {
      const t = k / (steps + 1);
      on.push(bend.back([from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t]));
    }
    out.push(...(forward ? on : on.reverse()));
  }
  return out;
};

/** The index of the seed a place goes to. */
export const cellAt = (point: Point, bentSeeds: readonly Point[], bend: Bend = straight): number => {
  const [x, y] = bend.to(point);
  let best = -1;
  let least = Infinity;
  for (let i = 0; i < bentSeeds.length; i += 1) {
    const d = (bentSeeds[i]![0] - x) ** 2 + (bentSeeds[i]![1] - y) ** 2;
    if (d < least) [best, least] = [i, d];
  }
  return best;
};
