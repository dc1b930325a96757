import type { Terrain } from '../ground/terrain';
import { distanceToSegment, inRing } from '../polygon';
import type { Point } from '../plane';
import { corners, distanceToRectangle, reach, tooClose, type Rectangle } from '../rectangle';
import type { Street } from '../streets/street';
import type { Face } from '../streets/graph';

/** Least distance of a wall from water and from the foot of a hill or park, metres, over the raster's own 20 m. */
const clearOf = { water: 45, green: 24 } as const;

/** From the kerb to the first wall: pavement and the setback line. */
const pavement = 5;

/** Everything already on the ground of the whole city: streets and buildings. */
export interface Ground {
  readonly takes: (plot: Rectangle, gap: number) => boolean;
  readonly take: (plot: Rectangle) => void;
  readonly onStreet: (plot: Rectangle) => boolean;
  readonly terrain: Terrain;
}

const cell = 90;

interface StreetPiece {
  readonly a: Point;
  readonly b: Point;
  readonly half: number;
}

const cellsOf = (x: number, y: number, radius: number, visit: (key: number) => void): void => {
  for (let i = Math.floor((x - radius) / cell); i <= Math.floor((x + radius) / cell); i += 1) {
    for (let j = Math.floor((y - radius) / cell); j <= Math.floor((y + radius) / cell); j += 1) {
      visit((i + 4096) * 8192 + j + 4096);
    }
  }
};

export const prepareGround = (terrain: Terrain, streets: readonly Street[]): Ground => {
  const plots = new Map<number, Rectangle[]>();
  const pieces = new Map<number, StreetPiece[]>();
  for (const street of streets) {
    for (let k = 1; k < street.line.length; k += 1) {
      const a = street.line[k - 1]!;
      const b = street.line[k]!;
      const piece = { a, b, half: street.width / 2 };
      const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
      const visited = new Set<number>();
      for (let t = 0; t <= length; t += cell / 2) {
        const x = a[0] + ((b[0] - a[0]) * t) / length;
        const y = a[1] + ((b[1] - a[1]) * t) / length;
        cellsOf(x, y, cell / 2 + piece.half + 2, (key) => visited.add(key));
      }
      for (const key of visited) {
        const list = pieces.get(key);
        if (list === undefined) pieces.set(key, [piece]);
        else list.push(piece);
      }
    }
  }
  const anyAround = <T>(
    index: ReadonlyMap<number, readonly T[]>,
    plot: Rectangle,
    hit: (item: T) => boolean,
  ): boolean => {
    let found = false;
    cellsOf(plot.x, plot.y, reach(plot) + 1, (key) => {
      found ||= index.get(key)?.some(hit) ?? false;
    });
    return found;
  };
  return {
    terrain,
    takes: (plot, gap) => {
      // A plot is filed under every cell it reaches, so only the gap can carry a neighbour out of the cells looked at.
      let found = false;
      cellsOf(plot.x, plot.y, reach(plot) + gap, (key) => {
        found ||= plots.get(key)?.some((other) => tooClose(plot, other, gap)) ?? false;
      });
      return found;
    },
    take: (plot) => {
      cellsOf(plot.x, plot.y, reach(plot), (key) => {
        const list = plots.get(key);
        if (list === undefined) plots.set(key, [plot]);
        else list.push(plot);
      });
    },
    onStreet: (plot) =>
      anyAround(pieces, plot, ({ a, b, half }) => distanceToRectangle(plot, a, b) < half + pavement),
  };
};

/** The inside of one block: answers whether a plot may be taken, and takes it. */
export interface Site {
  readonly ring: readonly Point[];
  readonly widths: readonly number[];
  readonly fits: (plot: Rectangle, gap: number) => boolean;
  readonly take: (plot: Rectangle) => void;
}

export const siteOf = (face: Face, ground: Ground): Site => {
  const { ring, widths } = face;
  const { terrain } = ground;
  const inside = (plot: Rectangle): boolean => {
    if (!inRing(ring, plot.x, plot.y)) return false;
    const radius = reach(plot);
    for (let i = 0; i < ring.length; i += 1) {
      const a = ring[i]!;
      const b = ring[(i + 1) % ring.length]!;
      const limit = widths[i]! / 2 + pavement;
      const apart = distanceToSegment(plot.x, plot.y, a, b);
      if (apart < Math.min(plot.halfLength, plot.halfDepth) + limit) return false;
      if (apart < radius + limit && distanceToRectangle(plot, a, b) < limit) return false;
    }
    return true;
  };
  const dry = (plot: Rectangle): boolean =>
    [...corners(plot), [plot.x, plot.y] as const].every(
      ([x, y]) =>
        terrain.toWater(x, y) > clearOf.water &&
        terrain.toGreen(x, y) > clearOf.green &&
        terrain.freedom(x, y) > 0,
    );
  return {
    ring,
    widths,
    fits: (plot, gap) => inside(plot) && !ground.takes(plot, gap) && dry(plot) && !ground.onStreet(plot),
    take: ground.take,
  };
};
