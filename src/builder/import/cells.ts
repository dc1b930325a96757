import type { LonLat } from '@/contracts/geo';
import { toPlane, type Point } from '../plane';

/** Side of the cells in which an import says where it has data, metres of the plane. */
export const coverCellM = 250;

export const cellOf = ([x, y]: Point): string =>
  `${Math.floor(x / coverCellM)} ${Math.floor(y / coverCellM)}`;

export interface CellCounter {
  readonly add: (at: LonLat) => void;
  /** Cells that hold at least `least` of what was added. */
  readonly cells: (least: number) => string[];
}

export const countCells = (): CellCounter => {
  const counts = new Map<string, number>();
  return {
    add: ([lon, lat]) => {
      const cell = cellOf(toPlane(lon, lat));
      counts.set(cell, (counts.get(cell) ?? 0) + 1);
    },
    cells: (least) => [...counts].filter(([, count]) => count >= least).map(([cell]) => cell),
  };
};
