import { quality } from '@/contracts/series';
import type { DoorTrouble } from '../dataHealth';
import type { PlannedDevice, PrinciplePlan, Within } from './plan';
import type { PrincipleId } from './rules';

/** The columns of the table of readings as of a time. */
export interface ReadingColumns {
  readonly values: Float64Array;
  readonly states: Uint8Array;
  readonly qualities: Uint8Array;
}

/** The same held still, and what the door knows where it can be asked. */
export interface PrincipleReadings extends ReadingColumns {
  readonly door: DoorTrouble | undefined;
  /** Of how many series anything was ever heard. */
  readonly heard: number;
}

/** A copy: a map is read in slices, and the table moves on between them. */
export function principleReadings(
  { values, states, qualities }: ReadingColumns,
  door: DoorTrouble | undefined,
): PrincipleReadings {
  const heard = states.reduce((sum, state) => sum + (state === 0 ? 0 : 1), 0);
  return { values: values.slice(), states: states.slice(), qualities: qualities.slice(), door, heard };
}

/** One number a cell's value is made of: of an observed property, or of a count by name. */
export interface PrinciplePart {
  readonly of: string;
  /** `undefined` where it is not known. */
  readonly value: number | undefined;
  readonly unit: '%' | 'count' | 'ratio';
  readonly withinM?: number;
}

/** A cell by one principle: per cent, or `undefined` where it has no inputs, with what it is made of. */
export interface CellReading {
  readonly value: number | undefined;
  /** What it weighs in the city's value. */
  readonly weight: number;
  readonly parts: readonly PrinciplePart[];
}

const fresh = 1;
const bad = quality.clamped | quality.suspect;
const nothing: CellReading = { value: undefined, weight: 0, parts: [] };

type Read = (plan: PrinciplePlan, readings: PrincipleReadings, cell: number) => CellReading;

const count = (of: string, value: number | undefined): PrinciplePart => ({ of, value, unit: 'count' });

/** Reads one cell. A table in which nothing was ever heard tells nothing, and nothing good. */
export function readCell(
  id: PrincipleId,
  plan: PrinciplePlan,
  readings: PrincipleReadings,
  cell: number,
): CellReading {
  if (id !== 'sharing' && readings.heard === 0) return nothing;
  return reads[id](plan, readings, cell);
}

const reads: Readonly<Record<PrincipleId, Read>> = {
  advance: (plan, { states }, cell) => {
    const slots = slotsOf(plan, cell);
    const prompt = slots.filter(
      (slot) => states[slot] === fresh && plan.catalogue.series[slot]!.intervalS <= plan.rules.promptS,
    );
    return shareOf(prompt.length, slots.length, [
      count('series', slots.length),
      count('prompt', prompt.length),
    ]);
  },
  ahead: (plan, readings, cell) => {
    const { residents, floorM2 } = plan.grid.cells[cell]!;
    const parts = plan.loads.map((load) => loadPart(load, readings, cell));
    const known = parts.flatMap(({ value }) => value ?? []);
    if (known.length === 0 || (floorM2 === 0 && (residents ?? 0) === 0)) return { ...nothing, parts };
    return { value: 100 - Math.max(...known), weight: residents ?? floorM2, parts };
  },
  layout: ({ grid, needs }, { states }, cell) => {
    const { residents, floorM2 } = grid.cells[cell]!;
    if (needs.length === 0 || (floorM2 === 0 && (residents ?? 0) === 0)) return nothing;
    const parts = needs.map(({ property, withinM, near }): PrinciplePart => {
      const reporting = near[cell]!.filter((slot) => states[slot] === fresh).length;
      return { of: property, value: reporting, unit: 'count', withinM };
    });
    const missing = parts.filter(({ value }) => value === 0).length;
    return { value: (missing / needs.length) * 100, weight: residents ?? floorM2, parts };
  },
  sharing: (plan, _readings, cell) => {
    const devices = devicesOf(plan, cell);
    const owners = new Set(devices.map(({ owner }) => owner)).size;
    const shared = devices.filter(({ shares }) => shares).length;
    const parts = [count('devices', devices.length), count('owners', owners), count('shared', shared)];
    return owners < 2 ? { ...nothing, parts } : shareOf(shared, devices.length, parts);
  },
  thrift: (plan, readings, cell) => {
    const devices = devicesOf(plan, cell);
    const speaking = devices.filter((device) => speaks(device, readings));
    const doubled = speaking.filter((device) => isDoubled(device, readings));
    const compute = computeShare(plan, readings, cell);
    const own = shareOf(speaking.length - doubled.length, devices.length, [
      count('devices', devices.length),
      count('silent', devices.length - speaking.length),
      count('doubled', doubled.length),
      ...compute.parts,
    ]);
    if (own.value === undefined || compute.value === undefined) return own;
    return { ...own, value: Math.min(own.value, compute.value) };
  },
  trust: (plan, { states, qualities, door }, cell) => {
    const slots = slotsOf(plan, cell);
    const { series } = plan.catalogue;
    const tests: Readonly<Record<string, (slot: number) => boolean>> = {
      fresh: (slot) => states[slot] === fresh,
      goodQuality: (slot) => ((qualities[slot] ?? 0) & bad) === 0,
      ...(door === undefined
        ? {}
        : {
            soundClock: (slot: number) => !door.clocks.has(series[slot]!.id),
            notRefused: (slot: number) => !door.refused.has(series[slot]!.id),
          }),
      named: (slot) => series[slot]!.owner.zh !== '' && series[slot]!.provenance.source.zh !== '',
    };
    const sound = slots.filter((slot) => Object.values(tests).every((test) => test(slot)));
    return shareOf(sound.length, slots.length, [
      count('series', slots.length),
      ...['fresh', 'goodQuality', 'soundClock', 'notRefused', 'named'].map((of) =>
        count(of, tests[of] === undefined ? undefined : slots.filter(tests[of]).length),
      ),
    ]);
  },
};

function shareOf(some: number, all: number, parts: readonly PrinciplePart[]): CellReading {
  return { value: all === 0 ? undefined : (some / all) * 100, weight: all, parts };
}

function devicesOf({ byCell, devices }: PrinciplePlan, cell: number): readonly PlannedDevice[] {
  return byCell[cell]!.map((index) => devices[index]!);
}

function slotsOf(plan: PrinciplePlan, cell: number): readonly number[] {
  return devicesOf(plan, cell).flatMap(({ slots }) => slots);
}

function speaks({ slots }: PlannedDevice, { states }: PrincipleReadings): boolean {
  return slots.some((slot) => states[slot] === fresh);
}

/** Everything it says fresh, one before it by name says as well. */
function isDoubled({ slots, doubledBy }: PlannedDevice, { states }: PrincipleReadings): boolean {
  return slots
    .filter((slot) => states[slot] === fresh)
    .every((slot) => (doubledBy.get(slot) ?? []).some((other) => states[other] === fresh));
}

/** The load of the nearest node that reports. */
function loadPart(
  { property, withinM, near }: Within,
  { states, values }: PrincipleReadings,
  cell: number,
): PrinciplePart {
  const slot = near[cell]!.find((each) => states[each] === fresh && Number.isFinite(values[each]));
  return { of: property, value: slot === undefined ? undefined : values[slot], unit: '%', withinM };
}

/** Utilisation ÷ PUE of the compute centres in a cell, the least of them, the reference being 100. */
function computeShare(plan: PrinciplePlan, { states, values }: PrincipleReadings, cell: number) {
  const { series } = plan.catalogue;
  const { load: full, pue: good } = plan.rules.computeReference;
  const parts: PrinciplePart[] = [];
  let least: number | undefined;
  for (const { slots } of devicesOf(plan, cell)) {
    const known = (property: string) =>
      slots.find((slot) => series[slot]!.property === property && states[slot] === fresh);
    const [loadSlot, pueSlot] = [known('compute-load'), known('compute-pue')];
    if (loadSlot === undefined || pueSlot === undefined) continue;
    const [load, pue] = [values[loadSlot]!, values[pueSlot]!];
    if (!(pue >= 1)) continue;
    parts.push(
      { of: 'compute-load', value: load, unit: '%' },
      { of: 'compute-pue', value: pue, unit: 'ratio' },
    );
    least = Math.min(least ?? 100, (load / pue / (full / good)) * 100);
  }
  return { value: least, parts };
}
