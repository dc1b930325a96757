import type { SeriesCatalogue } from '@/contracts/series';
import { toGauss } from '../gaussKruger';
import { ownerId } from '../dataHealth';
import type { PlanningGrid } from '../planningCells';
import type { PrincipleRules, Reach } from './rules';

/** A device as the principles see it; `at` is its place in the list of devices. */
export interface PlannedDevice {
  readonly thing: string;
  readonly cell: number;
  readonly slots: readonly number[];
  readonly eastingM: number;
  readonly northingM: number;
  readonly owner: string;
  /** Another owner's device stands on the same host. */
  readonly shares: boolean;
  /** Slots of its own properties at other devices near by whose thing comes first by name, by own slot. */
  readonly doubledBy: ReadonlyMap<number, readonly number[]>;
}

/** For each cell the slots of one property within its distance, nearest first. */
export interface Within extends Reach {
  readonly near: readonly (readonly number[])[];
}

/** Everything of the six maps that does not change with the readings. */
export interface PrinciplePlan {
  readonly grid: PlanningGrid;
  readonly catalogue: SeriesCatalogue;
  readonly rules: PrincipleRules;
  readonly devices: readonly PlannedDevice[];
  /** Places in `devices`, by cell. */
  readonly byCell: readonly (readonly number[])[];
  /** Without those nobody in the catalogue observes. */
  readonly needs: readonly Within[];
  readonly loads: readonly Within[];
  /** Devices that stand in no cell of the grid, as after another catalogue. */
  readonly outside: number;
}

interface Placed {
  readonly thing: string;
  readonly slots: number[];
  readonly eastingM: number;
  readonly northingM: number;
  readonly owner: string;
  readonly on: string | undefined;
}

const slice = 100;

/** Lays the plan in slices: whoever draws it out may rest after each. */
export function* layPlan(
  grid: PlanningGrid,
  catalogue: SeriesCatalogue,
  rules: PrincipleRules,
): Generator<undefined, PrinciplePlan> {
  const placed = new Map<string, Placed>();
  for (const [slot, { thing, at, owner, on }] of catalogue.series.entries()) {
    if (slot % slice === slice - 1) yield;
    const held = placed.get(thing);
    if (held !== undefined) held.slots.push(slot);
    else placed.set(thing, { thing, slots: [slot], owner: ownerId(owner), on, ...toGauss([at[0], at[1]]) });
  }
  const all = [...placed.values()].sort((a, b) => (a.thing < b.thing ? -1 : 1));
  const squares = squaresOf(all);
  const devices: PlannedDevice[] = [];
  const byCell: number[][] = grid.cells.map(() => []);
  let outside = 0;
  for (const [index, one] of all.entries()) {
    if (index % slice === slice - 1) yield;
    const cell = grid.cellAt(one.eastingM, one.northingM);
    if (cell === undefined) {
      outside += 1;
      continue;
    }
    byCell[cell]!.push(devices.length);
    const { thing, slots, eastingM, northingM, owner } = one;
    devices.push({
      ...{ thing, cell, slots, eastingM, northingM, owner },
      shares: squares
        .around(one, rules.sameHostM)
        .concat(one.on === undefined ? [] : (squares.on.get(one.on) ?? []))
        .some((other) => other.owner !== owner),
      doubledBy: doubles(one, squares.around(one, rules.doubleM), catalogue),
    });
  }
  const within = { needs: [] as Within[], loads: [] as Within[] };
  for (const kind of ['needs', 'loads'] as const)
    for (const reach of rules[kind]) {
      const found = yield* nearEach(grid, all, catalogue, reach);
      if (found !== undefined) within[kind].push(found);
    }
  return { grid, catalogue, rules, devices, byCell, ...within, outside };
}

/** Devices by squares of ground and by what carries them, so that neighbours are found without asking everyone. */
function squaresOf(all: readonly Placed[]) {
  const sideM = 200;
  const held = new Map<string, Placed[]>();
  const on = new Map<string, Placed[]>();
  const put = (map: Map<string, Placed[]>, key: string, one: Placed) => {
    const before = map.get(key);
    if (before === undefined) map.set(key, [one]);
    else before.push(one);
  };
  const keyAt = (x: number, y: number) => `${Math.floor(x / sideM)} ${Math.floor(y / sideM)}`;
  for (const one of all) {
    put(held, keyAt(one.eastingM, one.northingM), one);
    if (one.on !== undefined) put(on, one.on, one);
  }
  /** The others within a distance of at most a square's side. */
  const around = (one: Placed, withinM: number): readonly Placed[] =>
    [-sideM, 0, sideM].flatMap((dx) =>
      [-sideM, 0, sideM].flatMap((dy) =>
        (held.get(keyAt(one.eastingM + dx, one.northingM + dy)) ?? []).filter(
          (other) => other !== one && apartM(one, other) <= withinM,
        ),
      ),
    );
  return { around, on };
}

type Place = Pick<Placed, 'eastingM' | 'northingM'>;
function apartM(a: Place, b: Place): number {
  return Math.hypot(a.eastingM - b.eastingM, a.northingM - b.northingM);
}

/** Of two that say the same the first by name is taken for the one that counts, whatever the order they are listed in. */
function doubles(
  one: Placed,
  others: readonly Placed[],
  { series }: SeriesCatalogue,
): ReadonlyMap<number, readonly number[]> {
  const before = others.filter(({ thing }) => thing < one.thing);
  return new Map(
    one.slots.map((slot) => [
      slot,
      before.flatMap((other) =>
        other.slots.filter((theirs) => series[theirs]?.property === series[slot]?.property),
      ),
    ]),
  );
}

/** Distances are from the middle of the cell. Nothing where nobody observes the property. */
function* nearEach(
  grid: PlanningGrid,
  all: readonly Placed[],
  { series }: SeriesCatalogue,
  { property, withinM }: Reach,
): Generator<undefined, Within | undefined> {
  const found: [slot: number, m: number][][] = grid.cells.map(() => []);
  const steps = Math.ceil(withinM / grid.stepM);
  let [any, turn] = [false, 0];
  for (const one of all) {
    for (const slot of one.slots) {
      if (series[slot]?.property !== property) continue;
      any = true;
      turn += 1;
      if (turn % 10 === 0) yield;
      for (let column = -steps; column <= steps; column += 1)
        for (let row = -steps; row <= steps; row += 1) {
          const index = grid.cellAt(one.eastingM + column * grid.stepM, one.northingM + row * grid.stepM);
          if (index === undefined) continue;
          const cell = grid.cells[index]!;
          const middle = {
            eastingM: (cell.column + 0.5) * grid.stepM,
            northingM: (cell.row + 0.5) * grid.stepM,
          };
          const m = apartM(one, middle);
          if (m <= withinM) found[index]!.push([slot, m]);
        }
    }
  }
  if (!any) return undefined;
  const near: (readonly number[])[] = [];
  for (const slots of found) {
    if (near.length % 1_000 === 999) yield;
    near.push(slots.sort(([a, m], [b, n]) => m - n || series[a]!.id - series[b]!.id).map(([slot]) => slot));
  }
  return { property, withinM, near };
}

/** The whole plan at once, where nobody waits for a picture meanwhile. */
export function planPrinciples(
  grid: PlanningGrid,
  catalogue: SeriesCatalogue,
  rules: PrincipleRules,
): PrinciplePlan {
  return drained(layPlan(grid, catalogue, rules));
}

export function drained<T>(slices: Generator<undefined, T>): T {
  let step = slices.next();
  while (step.done !== true) step = slices.next();
  return step.value;
}
