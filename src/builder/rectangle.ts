import { distanceToSegment } from './polygon';
import type { Point } from './plane';

/** A footprint: centre, half length along `angle` (radians from east) and half depth across it, metres. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly angle: number;
  readonly halfLength: number;
  readonly halfDepth: number;
}

export const rectangle = (x: number, y: number, angle: number, length: number, depth: number): Rectangle => ({
  x,
  y,
  angle,
  halfLength: length / 2,
  halfDepth: depth / 2,
});

/** Counter-clockwise from the corner that is back-left when looking along `angle`. */
export const corners = (r: Rectangle): readonly [Point, Point, Point, Point] => {
  const c = Math.cos(r.angle);
  const s = Math.sin(r.angle);
  const at = (u: number, v: number): Point => [r.x + u * c - v * s, r.y + u * s + v * c];
  return [
    at(-r.halfLength, -r.halfDepth),
    at(r.halfLength, -r.halfDepth),
    at(r.halfLength, r.halfDepth),
    at(-r.halfLength, r.halfDepth),
  ];
};

export const reach = (r: Rectangle): number =>
  Math.sqrt(r.halfLength * r.halfLength + r.halfDepth * r.halfDepth);

/** Whether two footprints come closer than `gap` along any separating axis (so corners may be nearer by a factor √2 at most). */
export const tooClose = (a: Rectangle, b: Rectangle, gap: number): boolean => {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const span = reach(a) + reach(b) + gap;
  if (dx * dx + dy * dy > span * span) return false;
  const turn = b.angle - a.angle;
  const c = Math.abs(Math.cos(turn));
  const s = Math.abs(Math.sin(turn));
  const ca = Math.cos(a.angle);
  const sa = Math.sin(a.angle);
  const cb = Math.cos(b.angle);
  const sb = Math.sin(b.angle);
  return (
    Math.abs(dx * ca + dy * sa) < a.halfLength + b.halfLength * c + b.halfDepth * s + gap &&
    Math.abs(dy * ca - dx * sa) < a.halfDepth + b.halfLength * s + b.halfDepth * c + gap &&
    Math.abs(dx * cb + dy * sb) < b.halfLength + a.halfLength * c + a.halfDepth * s + gap &&
    Math.abs(dy * cb - dx * sb) < b.halfDepth + a.halfLength * s + a.halfDepth * c + gap
  );
};

/** Shortest distance from a footprint to a segment; 0 where they meet. */
export const distanceToRectangle = (r: Rectangle, a: Point, b: Point): number => {
  const c = Math.cos(r.angle);
  const s = Math.sin(r.angle);
  const turn = (p: Point): Point => [
    (p[0] - r.x) * c + (p[1] - r.y) * s,
    (p[1] - r.y) * c - (p[0] - r.x) * s,
  ];
  const p = turn(a);
  const q = turn(b);
  if (crosses(p, q, r.halfLength, r.halfDepth)) return 0;
  const outside = (t: Point): number =>
    Math.hypot(Math.max(0, Math.abs(t[0]) - r.halfLength), Math.max(0, Math.abs(t[1]) - r.halfDepth));
  let nearest = Math.min(outside(p), outside(q));
  for (const u of [-r.halfLength, r.halfLength]) {
    for (const v of [-r.halfDepth, r.halfDepth]) nearest = Math.min(nearest, distanceToSegment(u, v, p, q));
  }
  return nearest;
};

const crosses = (p: Point, q: Point, halfLength: number, halfDepth: number): boolean => {
  let enter = 0;
  let leave = 1;
  for (const [from, to, half] of [
    [p[0], q[0], halfLength],
    [p[1], q[1], halfDepth],
  ] as const) {
    const delta = to - from;
    if (Math.abs(delta) < 1e-12) {
      if (Math.abs(from) > half) return false;
      continue;
    }
    const t0 = (-half - from) / delta;
    const t1 = (half - from) / delta;
    enter = Math.max(enter, Math.min(t0, t1));
    leave = Math.min(leave, Math.max(t0, t1));
  }
  return enter <= leave;
};
