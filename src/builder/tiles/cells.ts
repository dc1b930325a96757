import type { Building } from '../blocks/building';
import type { Point } from '../plane';

/** The plane is cut into squares of this many metres; each is a tileset of its own. */
export const cellSize = 6000;
/** A region is a square of this many cells a side. */
export const regionCells = 4;

/** A square of the plane, metres. */
export interface Square {
  readonly west: number;
  readonly south: number;
  readonly size: number;
}

/** Name of the cell a point lies in, by its column east and its row north of the plane's origin: `3_-2`. */
export const cellAt = ([x, y]: Point): string => `${Math.floor(x / cellSize)}_${Math.floor(y / cellSize)}`;

const indicesOf = (cell: string): readonly [number, number] => {
  const [column, row] = cell.split('_').map(Number) as [number, number];
  return [column, row];
};

export const squareOf = (cell: string): Square => {
  const [column, row] = indicesOf(cell);
  return { west: column * cellSize, south: row * cellSize, size: cellSize };
};

/** Name of the region a cell lies in. */
export const regionOfCell = (cell: string): string =>
  indicesOf(cell)
    .map((index) => Math.floor(index / regionCells))
    .join('_');

export interface Leaf {
  readonly name: string;
  readonly square: Square;
  readonly buildings: readonly Building[];
}

/** Squares are not halved below this, metres: what is left over then stands on one spot, and is cut by number. */
const smallest = 8;

/** Leaves of a quadtree over the square, none empty, each of at most `limit` buildings; quarters are named 0 to 3 from the south-west. */
export const quarter = (
  name: string,
  square: Square,
  buildings: readonly Building[],
  limit: number,
): Leaf[] => {
  if (buildings.length === 0) return [];
  if (buildings.length <= limit) return [{ name, square, buildings }];
  if (square.size < smallest) {
    const count = Math.ceil(buildings.length / limit);
    return Array.from({ length: count }, (_, i) => ({
      name: `${name}x${i}`,
      square,
      buildings: buildings.slice(i * limit, (i + 1) * limit),
    }));
  }
  const size = square.size / 2;
  const quarters: Building[][] = [[], [], [], []];
  for (const building of buildings) {
    const [x, y] = building.centre;
    quarters[(x >= square.west + size ? 1 : 0) + (y >= square.south + size ? 2 : 0)]!.push(building);
  }
  return quarters.flatMap((members, i) =>
    quarter(
      `${name}${i}`,
      { west: square.west + (i & 1) * size, south: square.south + (i >> 1) * size, size },
      members,
      limit,
    ),
  );
};
