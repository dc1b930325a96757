import type { Point } from '../plane';
import type { Draft } from './draft';

/** What a vertex on a roof says in place of metres above the ground; over many houses it counts down from there. */
export const roofMark = { flat: -1, tiled: -2, many: -3 } as const;

/** How far walls reach into the ground, metres: slopes under a building leave no gap. */
export const footing = 2;

/** A wall's last window is at most half a metre wider or narrower for it, and the column packs into a third. */
export const metre = Math.round;

/** A ring drawn in about the middle of `about`'s corners. */
export const shrunk = (ring: readonly Point[], about: readonly Point[], share: number): Point[] => {
  const x = about.reduce((sum, p) => sum + p[0], 0) / about.length;
  const y = about.reduce((sum, p) => sum + p[1], 0) / about.length;
  return ring.map((p) => [x + (p[0] - x) * share, y + (p[1] - y) * share]);
};

/**
 * Walls of a ring, seen from its right-hand side as it runs: outwards of a counter-clockwise outline, into a clockwise
 * court. Every wall counts its metres from its own corner. Corners come in the order head, foot, foot, head, so that few
 * numbers change from one vertex to the next and the columns pack small.
 */
export const raiseWalls = (
  draft: Draft,
  lower: readonly Point[],
  upper: readonly Point[],
  base: number,
  top: number,
): void => {
  const onGround = base <= 0;
  const low = onGround ? base - footing : base;
  const foot = onGround ? roofMark.flat : metre(base);
  const head = metre(top);
  const straight = lower === upper;
  for (let i = 0; i < lower.length; i += 1) {
    const j = i + 1 === lower.length ? 0 : i + 1;
    const a = lower[i]!;
    const b = lower[j]!;
    const ax = a[0];
    const ay = a[1];
    const bx = b[0];
    const by = b[1];
    const east = by - ay;
    const north = ax - bx;
    const width = Math.sqrt(east * east + north * north);
    const far = metre(width);
    let cx = bx;
    let cy = by;
    let dx = ax;
    let dy = ay;
    let up = 0;
    if (!straight) {
      [cx, cy] = upper[j]!;
      [dx, dy] = upper[i]!;
      up = ((ax - dx) * east + (ay - dy) * north) / Math.max(0.1, top - low);
    }
    draft.turn(east, north, up);
    const first = draft.add(dx, dy, top, 0, head);
    draft.add(ax, ay, low, 0, foot);
    draft.add(bx, by, low, far, foot);
    draft.add(cx, cy, top, far, head);
    draft.face(first, first + 1, first + 2);
    draft.face(first, first + 2, first + 3);
  }
};
