import { setImmediate as others, setTimeout as pause } from 'node:timers/promises';
import { firstScenario } from '@/contracts/scenario';
import type { SeriesCatalogue } from '@/contracts/series';
import { signDefinitions } from '@/domain/definitions';
import { demoThing } from '@/domain/fleetPlan';
import type { SignTable } from '@/domain/signs';
import { createSignBeat } from '@/domain/signs/beat';
import { rowOfLook } from '@/domain/signs/layout';
import type { CityScopes } from '@/domain/signs/scopes';
import { createSimulateWindow, type SimulateWindow } from '@/domain/simulatedWindow';
import type { Database } from './database/open';
import { writeLooks } from './signHistory';

const quarterMs = 15 * 60_000;
const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;
/** Slots imagined before everything else on this thread has its turn: a few milliseconds. */
const slotsAtOnce = 250;
/** Work is a quarter of the time: nobody waits for last week, and the living city comes first. */
const restShare = 3;
const retryMs = 5_000;

/**
 * The moments of the week before `untilMs` that are imagined, newest first: quarters of an hour for a day, hours before,
 * and one hour more, so that the first hour of the city has one of last week to be held against.
 */
export function momentsBefore(untilMs: number): readonly number[] {
  const newest = Math.floor((untilMs - 1) / quarterMs) * quarterMs;
  const seam = Math.floor((newest - dayMs) / hourMs) * hourMs;
  const quarters = (newest - seam) / quarterMs;
  const hours = Math.floor((seam - (untilMs - 7 * dayMs - hourMs)) / hourMs) + 1;
  return [
    ...Array.from({ length: quarters }, (_, back) => newest - back * quarterMs),
    ...Array.from({ length: hours }, (_, back) => seam - back * hourMs),
  ];
}

/** What every simulated device had said last at a moment. */
async function tableAt(
  catalogue: SeriesCatalogue,
  simulate: SimulateWindow,
  slots: readonly number[],
  at: number,
): Promise<SignTable> {
  const count = catalogue.series.length;
  const values = new Float64Array(count).fill(Number.NaN);
  const times = new Float64Array(count).fill(Number.NaN);
  const qualities = new Uint8Array(count);
  for (let start = 0; start < slots.length; start += slotsAtOnce) {
    const told = simulate(at, at, { leading: true, slots: slots.slice(start, start + slotsAtOnce) });
    told.slot.forEach((slot, row) => {
      values[slot] = told.value[row]!;
      times[slot] = told.timeMs[row]!;
      qualities[slot] = told.quality[row]!;
    });
    await others();
  }
  return { values, times, qualities };
}

/** Notes up to when the week is to be imagined, where that was never noted: a start that is cut short goes on later. */
export async function planFill(database: Database, untilMs: number): Promise<void> {
  await database
    .insertInto('sign_fill')
    .values({ id: 1, until_ms: Math.floor(untilMs), done: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export interface FillMakings {
  readonly database: Database;
  readonly catalogue: SeriesCatalogue;
  readonly scopes: CityScopes;
  readonly stop: AbortSignal;
  readonly report: (error: unknown, what: string) => void;
}

/**
 * Imagines how the signs stood in the week before the first start, by the same simulation as the devices', marked as
 * generated. Each moment and the word that it is done are one transaction. Hysteresis and dwell need a memory, and an
 * imagined moment has none: there the values decide at once.
 */
export async function fillSigns({ database, catalogue, scopes, stop, report }: FillMakings): Promise<void> {
  const plan = await database.selectFrom('sign_fill').selectAll().executeTakeFirst();
  if (plan === undefined) return;
  const moments = momentsBefore(Number(plan.until_ms));
  const simulate = createSimulateWindow(firstScenario, catalogue);
  const slots = [...catalogue.series.keys()].filter((slot) => {
    const { provenance, thing } = catalogue.series[slot]!;
    return provenance.grade === 'simulated' && thing !== demoThing;
  });
  let done = plan.done;
  let told = false;
  const beat = createSignBeat(signDefinitions, catalogue, scopes);
  const blank = signDefinitions.map(() => undefined);
  for (let at = moments[done]; at !== undefined && !stop.aborted; at = moments[done]) {
    const begun = performance.now();
    const table = await tableAt(catalogue, simulate, slots, at);
    const looks = beat.beat(table, at);
    for (const { scope } of looks) beat.recall(scope, blank);
    const rows = looks.map(({ scope, readings }) => rowOfLook(scope, at, readings));
    let restMs: number;
    try {
      await database.transaction().execute(async (transaction) => {
        await writeLooks(transaction, rows, true);
        await transaction
          .updateTable('sign_fill')
          .set({ done: done + 1 })
          .execute();
      });
      done += 1;
      restMs = restShare * (performance.now() - begun);
    } catch (error) {
      if (!told) report(error, 'the week before the first start cannot be written yet');
      told = true;
      restMs = retryMs;
    }
    await pause(restMs, undefined, { signal: stop }).catch(() => undefined);
  }
}
