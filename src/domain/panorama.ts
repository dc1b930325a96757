import type { Box } from '@/contracts/geo';
import { elementClasses, type ElementClass, type PanoramaFile } from '@/contracts/panorama';

export interface Presence {
  /** From a source: 实测 or 推导. */
  readonly sourced: number;
  /** 示意生成 or 模拟: drawn, but not the city's own. */
  readonly generated: number;
}

export interface PanoramaCell {
  /** `column-row`. */
  readonly id: string;
  readonly box: Box;
  /** Highest CIM level of anything in it; 0 where nothing is. */
  readonly cim: number;
  readonly classes: Readonly<Record<ElementClass, Presence>>;
}

export const panoramaAspects = ['completeness', 'cim', ...elementClasses] as const;
export type PanoramaAspect = (typeof panoramaAspects)[number];

/** 0 nothing; 1 generated only; 2, 3, 4 ever more from sources. */
export type PanoramaLevel = 0 | 1 | 2 | 3 | 4;

const nothing: Presence = { sourced: 0, generated: 0 };

export function cellsOf({ corner, step, classes, cells }: PanoramaFile): readonly PanoramaCell[] {
  return cells.map(([column = 0, row = 0, cim = 0, ...counts]) => {
    const west = corner[0] + column * step[0];
    const south = corner[1] + row * step[1];
    const of = (id: ElementClass): Presence => {
      const at = classes.indexOf(id);
      return at < 0 ? nothing : { sourced: counts[2 * at] ?? 0, generated: counts[2 * at + 1] ?? 0 };
    };
    return {
      id: `${column}-${row}`,
      box: [west, south, west + step[0], south + step[1]],
      cim,
      classes: Object.fromEntries(elementClasses.map((id) => [id, of(id)])) as PanoramaCell['classes'],
    };
  });
}

/** How many classes are there at all, and how many of them from a source. */
export function completenessOf({ classes }: PanoramaCell): {
  readonly present: number;
  readonly sourced: number;
} {
  const all = elementClasses.map((id) => classes[id]);
  return {
    present: all.filter(({ sourced, generated }) => sourced + generated > 0).length,
    sourced: all.filter(({ sourced }) => sourced > 0).length,
  };
}

/** What a cell is painted by one aspect. Things generated never count as present: alone they make level 1. */
export function levelOf(cell: PanoramaCell, aspect: PanoramaAspect): PanoramaLevel {
  if (aspect === 'cim') return Math.min(4, cell.cim) as PanoramaLevel;
  if (aspect === 'completeness') {
    const { present, sourced } = completenessOf(cell);
    if (sourced === 0) return present === 0 ? 0 : 1;
    return sourced === 1 ? 2 : sourced === 2 ? 3 : 4;
  }
  const { sourced, generated } = cell.classes[aspect];
  if (sourced === 0) return generated === 0 ? 0 : 1;
  if (generated === 0) return 4;
  return sourced * 2 < generated + sourced ? 2 : 3;
}

/** How many cells are painted as each level by one aspect, from `nothing` upwards. */
export function countsOf(cells: readonly PanoramaCell[], aspect: PanoramaAspect): readonly number[] {
  const counts = [0, 0, 0, 0, 0];
  for (const cell of cells) counts[levelOf(cell, aspect)]! += 1;
  return counts;
}
