import { chosenOf } from '@/contracts/layer';
import type { SeriesCatalogue } from '@/contracts/series';
import {
  cellsOf,
  healthAspects,
  healthOf,
  isTroubled,
  levelOf,
  ownerId,
  worstOf,
  type Health,
  type HealthAspect,
  type HealthCell,
} from '@/domain/dataHealth';
import type { City } from '@/state/city';
import { doorTrouble } from '@/state/doorTrouble';
import type { LayerView } from '@/state/sceneStore';
import type { CellFace } from './cellBoard';

type Options = LayerView['options'];

export function aspectOf(options: Options): HealthAspect {
  return healthAspects.find((aspect) => aspect === options?.['aspect']) ?? 'freshness';
}

/** The cells of a catalogue with only the slots of the owners chosen; a cell left empty stays, so that places keep. */
export function cellsFor(catalogue: SeriesCatalogue, options: Options): readonly HealthCell[] {
  const owners = new Set(chosenOf(options, 'owner'));
  const cells = cellsOf(catalogue);
  if (owners.size === 0) return cells;
  return cells.map((cell) => ({
    ...cell,
    slots: cell.slots.filter((slot) => owners.has(ownerId(catalogue.series[slot]!.owner))),
  }));
}

export interface Measured {
  readonly cell: HealthCell;
  readonly health: Health;
}

export function measure(
  cells: readonly HealthCell[],
  catalogue: SeriesCatalogue,
  city: City,
): readonly Measured[] {
  const door = doorTrouble(city);
  const table = city.telemetry();
  const { at } = city.now();
  return cells.map((cell) => ({ cell, health: healthOf(catalogue, cell.slots, table, door, at) }));
}

const framed = 10;

/** What each cell shows, in the order of the cells. */
export function facesOf(measured: readonly Measured[], aspect: HealthAspect): readonly CellFace[] {
  const worst = new Set(worstOf(measured, framed).map(({ cell }) => cell.id));
  return measured.map(({ cell, health }) => ({
    shown: health.series > 0,
    level: levelOf(health, aspect),
    hatched: isTroubled(health),
    framed: isTroubled(health) && worst.has(cell.id),
  }));
}
