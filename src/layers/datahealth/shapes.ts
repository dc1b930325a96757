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
