/** A drawing inside a cell: corners as shares of its width and height, and triangles between them. */
export interface CellShape {
  readonly corners: readonly (readonly [u: number, v: number])[];
  readonly triangles: readonly number[];
}

/** Cells stand a little apart, so that each is seen as one. */
const gap = 0.02;
const [low, high] = [gap, 1 - gap];

const quad = (first: number): readonly number[] => [first, first + 1, first + 2, first, first + 2, first + 3];

export const wholeShape: CellShape = {
  corners: [
    [low, low],
    [high, low],
    [high, high],
    [low, high],
  ],
  triangles: quad(0),
};

/** So many steps a side follow the ground where it is not level. */
const steps = 12;

/** The same drawing cut along a grid, so that it lies on ground that is not level. */
export function cutToGround({ corners, triangles }: CellShape): CellShape {
  const cut: { corners: (readonly [number, number])[]; triangles: number[] } = { corners: [], triangles: [] };
  const add = (polygon: readonly Corner[]) => {
    const first = cut.corners.length;
    cut.corners.push(...polygon);
    for (let last = 2; last < polygon.length; last += 1)
      cut.triangles.push(first, first + last - 1, first + last);
  };
  for (let at = 0; at < triangles.length; at += 3) {
    const corner = (of: number): Corner => corners[triangles[at + of]!]!;
    for (const column of between([corner(0), corner(1), corner(2)], 0))
      for (const piece of between(column, 1)) add(piece);
  }
  return cut;
}

type Corner = readonly [u: number, v: number];

/** A convex polygon cut at every grid line it crosses on one axis. */
function between(polygon: readonly Corner[], axis: 0 | 1): readonly (readonly Corner[])[] {
  const values = polygon.map((corner) => corner[axis]);
  const from = Math.floor(Math.min(...values) * steps);
  const to = Math.ceil(Math.max(...values) * steps);
  return Array.from({ length: to - from }, (_, index) =>
    clipped(clipped(polygon, axis, (from + index) / steps, 1), axis, (from + index + 1) / steps, -1),
  ).filter((piece) => piece.length > 2);
}

/** What lies of a convex polygon beyond a line across an axis; `side` 1 above it, −1 below (Sutherland and Hodgman). */
function clipped(polygon: readonly Corner[], axis: 0 | 1, line: number, side: 1 | -1): readonly Corner[] {
  return polygon.flatMap((corner, index): readonly Corner[] => {
    const next = polygon[(index + 1) % polygon.length]!;
    const [here, there] = [(corner[axis] - line) * side, (next[axis] - line) * side];
    const kept = here >= 0 ? [corner] : [];
    if (here >= 0 === there >= 0 || here === 0 || there === 0) return kept;
    const t = here / (here - there);
    return [...kept, [corner[0] + (next[0] - corner[0]) * t, corner[1] + (next[1] - corner[1]) * t]];
  });
}

/** Where the line u + v = c enters and leaves the cell. */
function across(c: number): readonly [readonly [number, number], readonly [number, number]] {
  return c <= 1
    ? [
        [c, 0],
        [0, c],
      ]
    : [
        [1, c - 1],
        [c - 1, 1],
      ];
}

const stripes = 8;
const stripeWidth = 0.09;

/** Diagonal stripes; none of them lies over a corner, so that each has four corners of its own. */
const bands = Array.from({ length: stripes }, (_, index) => {
  const start = (index * 2) / stripes + 0.08;
  const [a, d] = across(start);
  const [b, c] = across(start + stripeWidth);
  return [a, b, c, d].map(([u, v]) => [inside(u), inside(v)] as const);
});

function inside(share: number): number {
  return low + share * (high - low);
}

export const hatchShape: CellShape = {
  corners: bands.flat(),
  triangles: bands.flatMap((_, index) => quad(index * 4)),
};

const rim = 0.035;
const [inLow, inHigh] = [low + rim, high - rim];

export const frameShape: CellShape = {
  corners: [...wholeShape.corners, [inLow, inLow], [inHigh, inLow], [inHigh, inHigh], [inLow, inHigh]],
  triangles: [0, 1, 2, 3].flatMap((side) => {
    const next = (side + 1) % 4;
    return [side, next, next + 4, side, next + 4, side + 4];
  }),
};
