import { setImmediate as others, setTimeout as pause } from 'node:timers/promises';
import { encodeFrame } from '@/contracts/live';
import { firstScenario } from '@/contracts/scenario';
import { quality, withResolution, type SeriesCatalogue } from '@/contracts/series';
import { demoThing } from '@/domain/fleetPlan';
import { createSimulateWindow, type SimulateWindow } from '@/domain/simulatedWindow';
import { insertRows } from './database/insert';
import type { Database } from './database/open';
import { createPartitioner } from './database/partitions';
import type { StoredRow } from './database/tables';
import { writeKeyframe } from './keyframes';
import { addCounts, countReading, type MinuteCounts } from './readingCounts';
import { asItCame } from './sampler';

const minuteMs = 60_000;
const quarterMs = 15 * minuteMs;
const hourMs = 60 * minuteMs;
/** Slots imagined before everything else on this thread has its turn: a few milliseconds. */
const slotsAtOnce = 250;
/** Work is a third of the time: the database has one connection, and the living city comes first. */
const restShare = 2;
const retryMs = 5_000;

/** One moment of the past that is written: the last word of each series in the `lengthMs` before it. */
interface Step {
  readonly at: number;
  readonly lengthMs: number;
}

/** The day before `untilMs`, newest first: minutes for the last hour, quarters of an hour before. */
export function stepsBefore(untilMs: number): readonly Step[] {
  const newest = Math.floor(untilMs / minuteMs) * minuteMs;
  const seam = Math.floor((newest - hourMs) / quarterMs) * quarterMs;
  const minutes = (newest - seam) / minuteMs;
  return [
    ...Array.from({ length: minutes }, (_, back) => ({ at: newest - back * minuteMs, lengthMs: minuteMs })),
    ...Array.from({ length: (23 * hourMs) / quarterMs }, (_, back) => ({
      at: seam - back * quarterMs,
      lengthMs: quarterMs,
    })),
  ];
}

interface Imagined {
  readonly rows: readonly StoredRow[];
  /** The whole city as it was, as one live frame. */
  readonly frame: Uint8Array;
}

/** What the simulated devices had said last at a moment; the same every time it is asked. */
async function imagine(
  catalogue: SeriesCatalogue,
  simulate: SimulateWindow,
  slots: readonly number[],
  { at, lengthMs }: Step,
): Promise<Imagined> {
  const words: StoredRow[] = [];
  const spoke: number[] = [];
  for (let start = 0; start < slots.length; start += slotsAtOnce) {
    const told = simulate(at, at, { leading: true, slots: slots.slice(start, start + slotsAtOnce) });
    for (const [row, slot] of told.slot.entries()) {
      const series = catalogue.series[slot]!;
      const ms = told.timeMs[row]!;
      const often = series.intervalS * 1000 < lengthMs;
      const marks = told.quality[row]! | quality.backfilled;
      const byte = often ? withResolution(marks, lengthMs === minuteMs ? 1 : 2) : marks;
      spoke.push(slot);
      words.push(
        asItCame({
          series: series.id,
          phenomenon_ms: ms,
          received_ms: ms,
          value: told.value[row]!,
          quality: byte,
        }),
      );
    }
    await others();
  }
  const frame = encodeFrame({
    epoch: 0,
    seq: 0,
    revision: catalogue.revision,
    value: Float64Array.from(words, (row) => row.value),
    timeMs: Float64Array.from(words, (row) => row.phenomenon_ms),
    slot: Uint32Array.from(spoke),
    quality: Uint8Array.from(words, (row) => row.quality),
  });
  // A device that has been silent since the moment before said its last word then already.
  return { rows: words.filter((row) => row.phenomenon_ms > at - lengthMs), frame };
}

/** A row counts for the stretch it stands for, not for the second it happens to carry. */
function countsOf(rows: number, { at, lengthMs }: Step): MinuteCounts {
  const counts: MinuteCounts = new Map();
  const minutes = lengthMs / minuteMs;
  for (let back = 1; back <= minutes; back++) {
    const share = Math.floor((rows * back) / minutes) - Math.floor((rows * (back - 1)) / minutes);
    countReading(counts, at - back * minuteMs, quality.backfilled, share);
  }
  return counts;
}

export interface BackfillMakings {
  readonly database: Database;
  readonly catalogue: SeriesCatalogue;
  /** When the first reading of this run came, ms since the Unix epoch. */
  readonly untilMs: number;
  /** Nothing was ever stored here. */
  readonly first: boolean;
  readonly stop: AbortSignal;
  /** 0…1; `undefined` when nothing is left to do. */
  readonly progress: (share: number | undefined) => void;
  readonly report: (error: unknown, what: string) => void;
}

/**
 * Writes the day before the first start, as the simulated devices would have told it. Each step and the word that it is
 * done are one transaction: killed at any moment, it goes on where it was, and nothing is written twice. Answers up to when
 * it wrote, Unix ms, where it wrote the last of it now.
 */
export async function backfill(makings: BackfillMakings): Promise<number | undefined> {
  const { database, catalogue, stop, progress, report } = makings;
  const known = await database.selectFrom('backfill').selectAll().executeTakeFirst();
  const untilMs = Number(known?.until_ms ?? makings.untilMs);
  const steps = stepsBefore(untilMs);
  let done = known?.done ?? (makings.first ? 0 : steps.length);
  const begunAt = done;
  if (known === undefined) {
    const plan = { id: 1, revision: catalogue.revision, until_ms: untilMs, done };
    await database.insertInto('backfill').values(plan).execute();
  }
  // Another fleet has moved in since: the past of this one was never begun.
  if (known !== undefined && Number(known.revision) !== catalogue.revision) return undefined;
  const simulate = createSimulateWindow(firstScenario, catalogue);
  const slots = [...catalogue.series.keys()].filter((slot) => {
    const { provenance, thing } = catalogue.series[slot]!;
    return provenance.grade === 'simulated' && thing !== demoThing;
  });
  const partitioner = createPartitioner();
  let told = false;
  for (let step = steps[done]; step !== undefined && !stop.aborted; step = steps[done]) {
    progress(done / steps.length);
    const begun = Date.now();
    const { rows, frame } = await imagine(catalogue, simulate, slots, step);
    let restMs: number;
    try {
      await partitioner.ensure(
        database,
        rows.map((row) => row.received_ms),
      );
      const { at } = step;
      await database.transaction().execute(async (transaction) => {
        await insertRows(transaction, rows);
        await addCounts(transaction, countsOf(rows.length, step));
        if (at % quarterMs === 0) await writeKeyframe(transaction, at, catalogue.revision, frame);
        await transaction
          .updateTable('backfill')
          .set({ done: done + 1 })
          .execute();
      });
      done += 1;
      restMs = restShare * (Date.now() - begun);
    } catch (error) {
      if (!told) report(error, 'the day before the first start cannot be written yet');
      told = true;
      partitioner.forget();
      restMs = retryMs;
    }
    await pause(restMs, undefined, { signal: stop }).catch(() => undefined);
  }
  if (stop.aborted) return undefined;
  progress(undefined);
  return begunAt < steps.length ? untilMs : undefined;
}
