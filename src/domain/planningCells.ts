import type { BuildingUse } from '@/contracts/base';
import type { LonLat } from '@/contracts/geo';
import { facilityKinds, type FacilityKind, type PlanningCellsFile } from '@/contracts/planningCells';
import type { Text } from '@/contracts/text';
import { fromGauss, toGauss } from './gaussKruger';

/** Facilities of one kind in a cell: those with a name, or how many buildings serve as such. */
export interface Facilities {
  readonly kind: FacilityKind;
  readonly names: readonly Text[];
  readonly sourced: number;
  /** 示意生成. */
  readonly generated: number;
}

export interface PlanningCell {
  /** `column-row`: easting and northing in whole steps. */
  readonly id: string;
  readonly column: number;
  readonly row: number;
  readonly district: string;
  /** Its 街道 or 镇, names real and areas generated; absent where it lies in none. */
  readonly street: { readonly code: string; readonly name: Text } | undefined;
  /** 推导; `undefined` where nothing was spread. */
  readonly residents: number | undefined;
  /** Gross floor area, m². */
  readonly floorM2: number;
  readonly floors: Readonly<Partial<Record<BuildingUse, number>>>;
  readonly facilities: readonly Facilities[];
}

export interface PlanningGrid {
  readonly stepM: number;
  readonly cells: readonly PlanningCell[];
  readonly census: PlanningCellsFile['census'];
  /** Place of the cell a point of the plane lies in. */
  readonly cellAt: (eastingM: number, northingM: number) => number | undefined;
}

const keyOf = (column: number, row: number): number => column * 100_000 + row;

/** The file as cells that can be asked. */
export function planningGrid(file: PlanningCellsFile): PlanningGrid {
  const facilities = facilitiesOf(file);
  const places = new Map<number, number>();
  const cells = file.cells.map(
    ([column = 0, row = 0, district = -1, street = -1, people = 0, ...areas], index) => {
      places.set(keyOf(column, row), index);
      const floors: Partial<Record<BuildingUse, number>> = {};
      areas.forEach((area, at) => {
        const use = file.uses[at];
        if (use !== undefined && area > 0) floors[use] = area;
      });
      return {
        id: `${column}-${row}`,
        column,
        row,
        district: file.districts[district] ?? '',
        street: file.streets[street],
        residents: file.census === undefined ? undefined : people,
        floorM2: areas.reduce((sum, area) => sum + area, 0),
        floors,
        facilities: facilities.get(index) ?? [],
      };
    },
  );
  return {
    stepM: file.stepM,
    cells,
    census: file.census,
    cellAt: (eastingM, northingM) =>
      places.get(keyOf(Math.floor(eastingM / file.stepM), Math.floor(northingM / file.stepM))),
  };
}

function facilitiesOf({ counted, named }: PlanningCellsFile): ReadonlyMap<number, readonly Facilities[]> {
  const held = new Map<number, Facilities[]>();
  const within = (cell: number): Facilities[] => {
    const mine = held.get(cell) ?? [];
    held.set(cell, mine);
    return mine;
  };
  for (const { cell, kind, name } of named) {
    const mine = within(cell);
    const at = mine.findIndex((one) => one.kind === kind);
    const before = mine[at];
    if (before === undefined) mine.push({ kind, names: [name], sourced: 1, generated: 0 });
    else mine[at] = { ...before, names: [...before.names, name], sourced: before.sourced + 1 };
  }
  for (const [cell = 0, kind = 0, sourced = 0, generated = 0] of counted)
    within(cell).push({ kind: facilityKinds[kind] ?? 'landmark', names: [], sourced, generated });
  return held;
}

/** Corners of a cell in turn, degrees (CGCS2000, within a decimetre of WGS 84). */
export function cornersOfCell(
  { column, row }: Pick<PlanningCell, 'column' | 'row'>,
  stepM: number,
): readonly LonLat[] {
  return (
    [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ] as const
  ).map(([u, v]) => fromGauss({ eastingM: (column + u) * stepM, northingM: (row + v) * stepM }));
}

export function middleOfCell({ column, row }: Pick<PlanningCell, 'column' | 'row'>, stepM: number): LonLat {
  return fromGauss({ eastingM: (column + 0.5) * stepM, northingM: (row + 0.5) * stepM });
}

/** Column and row of the cell a place lies in. */
export function cellOfPlace(at: LonLat, stepM: number): readonly [column: number, row: number] {
  const { eastingM, northingM } = toGauss(at);
  return [Math.floor(eastingM / stepM), Math.floor(northingM / stepM)];
}
