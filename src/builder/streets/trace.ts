import type { Point } from '../plane';
import type { StreetField } from './field';

/** Streets along the field (0) and streets square to it (1). */
export type Family = 0 | 1;

export interface TracedLine {
  readonly family: Family;
  readonly points: readonly Point[];
}

const cell = 100;

/** Points of the lines traced so far, so that the next keep their distance (Jobard & Lefer 1997). */
export interface Spacing {
  readonly add: (points: readonly Point[]) => void;
  /** Whether some line passes within `distance` metres. */
  readonly near: (x: number, y: number, distance: number) => boolean;
}

export const createSpacing = (): Spacing => {
  const cells = new Map<number, number[]>();
  const keyOf = (i: number, j: number): number => (i + 4096) * 8192 + (j + 4096);
  return {
    add: (points) => {
      for (const [x, y] of points) {
        const key = keyOf(Math.floor(x / cell), Math.floor(y / cell));
        const list = cells.get(key);
        if (list === undefined) cells.set(key, [x, y]);
        else list.push(x, y);
      }
    },
    near: (x, y, distance) => {
      const span = Math.ceil(distance / cell);
      const ci = Math.floor(x / cell);
      const cj = Math.floor(y / cell);
      for (let i = ci - span; i <= ci + span; i += 1) {
        for (let j = cj - span; j <= cj + span; j += 1) {
          const list = cells.get(keyOf(i, j)) ?? [];
          for (let k = 0; k < list.length; k += 2) {
            const dx = list[k]! - x;
            const dy = list[k + 1]! - y;
            if (dx * dx + dy * dy < distance * distance) return true;
          }
        }
      }
      return false;
    },
  };
};

export interface TraceLimits {
  /** Ends the line before a point where this is false. */
  readonly allowed: (x: number, y: number) => boolean;
  /** Closest approach to a line of the same family, metres. */
  readonly apart: (x: number, y: number) => number;
  readonly maxLength: number;
  /** Whether it may be carried over this place to allowed ground no farther than `leapMost` on: a narrow water. */
  readonly leaps?: (x: number, y: number) => boolean;
}

/** From one shore road to the other over a river of two hundred metres. */
const leapMost = 360;

const step = 30;

/** One way along the field from a point, in the sense closest to `heading`. */
export const traceFrom = (
  field: StreetField,
  family: Family,
  start: Point,
  heading: number,
  spacing: Spacing,
  limits: TraceLimits,
): Point[] => {
  const turned = (x: number, y: number, towards: number): number => {
    const angle = field(x, y) + (family === 1 ? Math.PI / 2 : 0);
    return Math.cos(angle - towards) < 0 ? angle + Math.PI : angle;
  };
  const out: Point[] = [];
  let [x, y] = start;
  let direction = heading;
  for (let length = 0; length < limits.maxLength; length += step) {
    const here = turned(x, y, direction);
    const middle = turned(x + (Math.cos(here) * step) / 2, y + (Math.sin(here) * step) / 2, here);
    const nx = x + Math.cos(middle) * step;
    const ny = y + Math.sin(middle) * step;
    if (!limits.allowed(nx, ny)) {
      const over = leap([x, y], middle, limits);
      if (over !== undefined) {
        out.push(...over);
        [x, y] = over.at(-1)!;
        direction = middle;
        continue;
      }
      // One step too far, so that the line crosses the road it comes to; what hangs over is cut off with the dead ends.
      out.push([nx, ny]);
      break;
    }
    if (spacing.near(nx, ny, limits.apart(nx, ny))) break;
    direction = middle;
    x = nx;
    y = ny;
    out.push([x, y]);
  }
  return out;
};

/** Straight on to the next allowed place, or nothing where that is too far or the way there may not be built over. */
const leap = ([x, y]: Point, heading: number, { allowed, leaps }: TraceLimits): Point[] | undefined => {
  if (leaps === undefined) return undefined;
  const out: Point[] = [];
  for (let far = step; far <= leapMost; far += step) {
    const at: Point = [x + Math.cos(heading) * far, y + Math.sin(heading) * far];
    out.push(at);
    if (allowed(at[0], at[1])) return out;
    if (!leaps(at[0], at[1])) return undefined;
  }
  return undefined;
};

export const traceThrough = (
  field: StreetField,
  family: Family,
  seed: Point,
  spacing: Spacing,
  limits: TraceLimits,
): Point[] => {
  const angle = field(seed[0], seed[1]) + (family === 1 ? Math.PI / 2 : 0);
  const half = { ...limits, maxLength: limits.maxLength / 2 };
  const ahead = traceFrom(field, family, seed, angle, spacing, half);
  const behind = traceFrom(field, family, seed, angle + Math.PI, spacing, half);
  return [...behind.reverse(), seed, ...ahead];
};
