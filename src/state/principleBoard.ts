import { cornersOfCell, planningGrid, type PlanningCell } from '@/domain/planningCells';
import { readMap, type PrincipleMap } from '@/domain/principles/map';
import { layPlan, type PrinciplePlan } from '@/domain/principles/plan';
import { principleReadings, readCell, type CellReading } from '@/domain/principles/read';
import { principleRules, type PrincipleId } from '@/domain/principles/rules';
import type { City } from './city';
import { doorTrouble } from './doorTrouble';

/** A map as it was read: the time it was read for, Unix ms. */
export interface ToldMap {
  readonly map: PrincipleMap;
  readonly at: number;
  readonly replay: boolean;
}

/** The six maps of a city, each read while somebody looks at it. */
export interface PrincipleBoard {
  readonly cells: readonly PlanningCell[];
  readonly census: PrinciplePlan['grid']['census'];
  /** West-south, east-south, east-north, west-north of each cell: longitude and latitude in turn, degrees. */
  readonly outlines: readonly Float64Array[];
  readonly told: (id: PrincipleId) => ToldMap | undefined;
  /** Told again whenever that map was read again; returns the undo. */
  readonly follow: (id: PrincipleId, listener: () => void) => () => void;
  /** One cell as of now, with what its value is made of; nothing while the first plan is laid. */
  readonly cell: (id: PrincipleId, index: number) => CellReading | undefined;
  readonly placeOf: (feature: string) => number | undefined;
}

/** Live, a map is read this often; while the readings are still coming in, and in a replay, this often at most. */
const calmMs = 30_000;
const leastMs = 2_000;
/** No slice of work is longer than this by much. */
const sliceMs = 8;

const boards = new WeakMap<City, Promise<PrincipleBoard>>();

/** The one board of a city; it rejects where the base has no planning cells, and is then asked for anew. */
export function principleBoard(city: City): Promise<PrincipleBoard> {
  const held = boards.get(city);
  if (held !== undefined) return held;
  const made = openBoard(city);
  boards.set(city, made);
  made.catch(() => boards.delete(city));
  return made;
}

async function openBoard(city: City): Promise<PrincipleBoard> {
  const grid = planningGrid(await city.query.planningCells());
  const outlines = await calmly(layOutlines(grid.cells, grid.stepM));
  const places = new Map(grid.cells.map(({ id }, index) => [id, index]));
  const listeners = new Map<PrincipleId, Set<() => void>>();
  const told = new Map<PrincipleId, ToldMap>();
  let plan: PrinciplePlan | undefined;
  let heard = 0;
  let readAt: number | undefined;
  let reading = false;
  let again = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let undo: readonly (() => void)[] = [];

  async function planNow(): Promise<PrinciplePlan> {
    const catalogue = city.catalogue.getState().catalogue ?? (await city.query.catalogue());
    if (plan?.catalogue.revision === catalogue.revision) return plan;
    plan = await calmly(layPlan(grid, catalogue, principleRules));
    return plan;
  }
  async function read(): Promise<void> {
    if (reading) {
      again = true;
      return;
    }
    reading = true;
    try {
      const laid = await planNow();
      const { at, mode } = city.now();
      const readings = principleReadings(city.telemetry(), doorTrouble(city));
      heard = readings.heard;
      readAt = city.present();
      for (const [id, hearers] of listeners) {
        if (hearers.size === 0) continue;
        told.set(id, { map: await calmly(readMap(id, laid, readings)), at, replay: mode === 'replay' });
        for (const hear of [...hearers]) hear();
      }
    } finally {
      reading = false;
    }
    if (!again) return;
    again = false;
    await read();
  }
  /** How long a map may still stand as it is, ms. */
  function restMs(): number {
    if (readAt === undefined) return 0;
    const settled =
      city.now().mode === 'live' && plan !== undefined && heard * 2 > plan.catalogue.series.length;
    return Math.max(0, (settled ? calmMs : leastMs) - (city.present() - readAt));
  }
  function readInTime(): void {
    if (restMs() === 0) {
      clearTimeout(timer);
      timer = undefined;
      void read();
      return;
    }
    timer ??= setTimeout(() => {
      timer = undefined;
      void read();
    }, restMs());
  }
  function start(): void {
    undo = [
      city.pulse.subscribe(readInTime),
      city.catalogue.subscribe(() => void read()),
      city.time.subscribe((now, before) => {
        if (now.mode !== before.mode) void read();
      }),
    ];
  }
  function stop(): void {
    clearTimeout(timer);
    timer = undefined;
    undo.forEach((end) => end());
    undo = [];
  }

  await planNow();
  return {
    cells: grid.cells,
    census: grid.census,
    outlines,
    told: (id) => told.get(id),
    follow: (id, listener) => {
      if (undo.length === 0) start();
      const mine = listeners.get(id) ?? new Set();
      listeners.set(id, mine.add(listener));
      void read();
      return () => {
        mine.delete(listener);
        if ([...listeners.values()].every(({ size }) => size === 0)) stop();
      };
    },
    cell: (id, index) => {
      const laid = plan;
      return laid && readCell(id, laid, principleReadings(city.telemetry(), doorTrouble(city)), index);
    },
    placeOf: (feature) => places.get(feature),
  };
}

function* layOutlines(
  cells: readonly PlanningCell[],
  stepM: number,
): Generator<undefined, readonly Float64Array[]> {
  const outlines: Float64Array[] = [];
  for (const cell of cells) {
    if (outlines.length % 200 === 199) yield;
    outlines.push(Float64Array.from(cornersOfCell(cell, stepM).flat()));
  }
  return outlines;
}

/** Longitude and latitude of a cell's middle, degrees. */
export function middleOf(
  { outlines }: Pick<PrincipleBoard, 'outlines'>,
  index: number,
): readonly [number, number] {
  const [west = 0, south = 0, , , east = 0, north = 0] = outlines[index] ?? [];
  return [(west + east) / 2, (south + north) / 2];
}

/** Draws work out slice by slice and lets the page breathe in between. */
async function calmly<T>(slices: Generator<undefined, T>): Promise<T> {
  for (;;) {
    const until = performance.now() + sliceMs;
    do {
      const step = slices.next();
      if (step.done === true) return step.value;
    } while (performance.now() < until);
    await new Promise((go) => setTimeout(go));
  }
}
