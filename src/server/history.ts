import { sql } from 'kysely';
import type { SeriesCatalogue } from '@/contracts/series';
import { lastKept } from './database/lastKept';
import type { Database } from './database/open';
import { createPartitioner } from './database/partitions';
import { retain, type Keeping } from './database/retention';
import type { ObservationRow, StoredRow } from './database/tables';
import { answerWithinMs, within } from './deadline';
import { createGaps, type Gap } from './gaps';
import { notYet } from './problems';
import type { Readiness } from './readiness';
import { asItCame, createSampler } from './sampler';
import { createWriteQueue } from './writeQueue';
import { createWriter } from './writer';

/** About four minutes of a city that keeps every reading; beyond it the oldest are let go and counted. */
export const queueRows = 120_000;
const tickMs = 1_000;
const housekeepingMs = 60_000;
/** A mean, its grace and a batch may be unwritten when a reading after them already is. */
const unsureMs = 70_000;

/** What is on its way to the database, and what never got there. */
export interface HistoryHealth {
  /** Rows that wait to be written. */
  readonly waiting: number;
  /** Readings in means that are not closed yet. */
  readonly open: number;
  /** When the oldest of the waiting rows was received, ms since the Unix epoch. */
  readonly oldestMs: number | null;
  readonly written: number;
  readonly shed: number;
  readonly failing: boolean;
  /** Oldest first, at most 200. */
  readonly gaps: readonly Gap[];
}

export interface History {
  /** Queued at once, written soon, perhaps within a mean; never waits and never fails. */
  readonly keep: (row: ObservationRow) => void;
  /** The same for a reading whose sender waits: kept as it came; resolves when it is written, rejects where it is let go. */
  readonly commit: (row: ObservationRow) => Promise<void>;
  /** Resolves when everything of a series taken until now is written; rejects where any of it is let go. */
  readonly settled: (series: number) => Promise<void>;
  /** From now on, series that speak more often than a mean is long are kept as means. */
  readonly know: (catalogue: SeriesCatalogue) => void;
  /**
   * What is not in the database yet, with phenomenon times in `[from, to]`, of one series or of all: rows that wait and
   * means as they stand. Take it before the database is asked: a row may then be seen twice, but never missed.
   */
  readonly pending: (series: number | undefined, from: number, to: number) => readonly StoredRow[];
  /**
   * `embedded`: nobody else looks after this database, so its write-ahead log is ours to keep short. Answers the last
   * readings kept as they came, which devices may send again.
   */
  readonly attach: (database: Database, embedded: boolean) => Promise<readonly ObservationRow[]>;
  /** Asks the database; a 503 problem where it is absent, slow or failing. */
  readonly ask: <T>(question: (database: Database) => Promise<T>) => Promise<T>;
  /** Readings may be missing in a stretch of time for a reason that is not ours to see. */
  readonly missing: (gap: Gap) => void;
  /** How far the history before the first start is, 0…1; `undefined` when it is whole. */
  readonly backfilling: (progress: number | undefined) => void;
  readonly waiting: () => number;
  readonly shed: () => number;
  readonly written: () => number;
  readonly health: () => HistoryHealth;
  readonly close: () => Promise<void>;
}

export interface HistoryMakings {
  readonly readiness: Readiness;
  readonly keeping: Keeping;
  readonly report: (error: unknown, what: string) => void;
  /** Told what had to be let go. */
  readonly lost?: (rows: readonly ObservationRow[]) => void;
  /** Ms since the Unix epoch. */
  readonly now?: () => number;
}

/** Readings on their way to the database, and the questions asked of it. The live city never waits for either. */
export function createHistory(makings: HistoryMakings): History {
  const { readiness, keeping, report, lost, now = Date.now } = makings;
  const partitioner = createPartitioner();
  const gaps = createGaps(unsureMs);
  let database: Database | undefined;
  let housekeeping: NodeJS.Timeout | undefined;
  let trouble: string | undefined;
  let backfilled: number | undefined;
  let shed = 0;

  const tell = () => {
    if (database === undefined) return;
    if (trouble !== undefined) {
      const lost = shed === 0 ? '' : ` ${String(shed)} were lost.`;
      readiness.set('history', { state: 'failed', detail: `${trouble}${lost}` });
    } else if (backfilled === undefined) {
      const lost = shed === 0 ? {} : { detail: `${String(shed)} readings were lost since the start.` };
      readiness.set('history', { state: 'ready', ...lost });
    } else {
      const detail = 'The day before the first start is being written.';
      readiness.set('history', { state: 'building', progress: backfilled, detail });
    }
  };

  const queue = createWriteQueue(queueRows, (rows) => {
    shed += rows.length;
    const received = rows.map((row) => row.received_ms);
    const from = received.reduce((least, ms) => Math.min(least, ms), Infinity);
    const to = received.reduce((most, ms) => Math.max(most, ms), 0);
    gaps.add({ from, to, rows: rows.reduce((sum, row) => sum + row.n, 0), reason: 'shed' });
    lost?.(rows);
  });
  const writer = createWriter({
    queue,
    gaps,
    partitioner,
    report,
    trouble: (what) => {
      if (trouble === what) return;
      trouble = what;
      tell();
    },
  });
  const queued = (row: StoredRow) => {
    queue.push(row);
    writer.soon();
  };
  const sampler = createSampler(keeping.samplingSeconds, queued);

  const tidy = async (to: Database, embedded: boolean) => {
    await retain(to, keeping, now());
    partitioner.forget();
    await partitioner.ensure(to, [now() + housekeepingMs * 5]);
    await to
      .deleteFrom('answered')
      .where('at_ms', '<', now() - 24 * 60 * 60 * 1000)
      .execute();
    // The embedded engine has no background writer: without this its write-ahead log would grow for ever.
    if (embedded) await sql`checkpoint`.execute(to);
  };

  const attach = async (opened: Database, embedded: boolean) => {
    const kept = await lastKept(opened);
    const lastMs = kept.reduce((most, row) => Math.max(most, row.received_ms), 0);
    await gaps.opened(opened, kept.length === 0 ? undefined : lastMs, now());
    // Sent again while the database was opening: the store has them, so they are not written twice.
    const keys = new Set(kept.map((row) => `${row.series} ${row.phenomenon_ms} ${row.value}`));
    queue.drop((row) => row.n === 1 && keys.has(`${row.series} ${row.phenomenon_ms} ${row.value}`));
    await partitioner.ensure(opened, [now(), now() + housekeepingMs * 5]);
    database = opened;
    let tidying: Promise<void> | undefined;
    housekeeping = setInterval(() => {
      tidying ??= tidy(opened, embedded)
        .catch((error: unknown) => {
          report(error, 'the database could not be tidied');
        })
        .finally(() => {
          tidying = undefined;
        });
    }, housekeepingMs);
    tell();
    writer.open(opened);
    return kept;
  };

  const tick = setInterval(() => {
    sampler.closeEnded(now());
  }, tickMs);
  tick.unref();

  return {
    keep: (row) => {
      if (!sampler.take(row)) queued(asItCame(row));
    },
    commit: (row) => {
      queue.push(asItCame(row));
      writer.hurry();
      return queue.newestKept();
    },
    settled: (series) => {
      sampler.close(series);
      writer.hurry();
      return queue.allKept();
    },
    know: sampler.know,
    pending: (series, from, to) =>
      [...queue.waiting(), ...sampler.open(series)].filter(
        (row) =>
          (series === undefined || row.series === series) &&
          row.phenomenon_ms >= from &&
          row.phenomenon_ms <= to,
      ),
    attach,
    ask: async (question) => {
      const asked = database;
      if (asked === undefined) throw notYet('The history is not open yet.');
      const answer = question(asked).catch((error: unknown) => {
        report(error, 'the history did not answer');
        throw notYet('The history does not answer.');
      });
      return within(answer, answerWithinMs, 'The history does not answer in time.');
    },
    missing: (gap) => {
      gaps.add(gap);
      const to = database;
      if (to === undefined) return;
      gaps.write(to).catch((error: unknown) => {
        report(error, 'a gap could not be written');
      });
    },
    backfilling: (progress) => {
      backfilled = progress;
      tell();
    },
    waiting: () => queue.waiting().length,
    shed: () => shed,
    written: writer.written,
    health: () => ({
      waiting: queue.waiting().length,
      open: sampler.readings(),
      oldestMs: queue.waiting()[0]?.received_ms ?? null,
      written: writer.written(),
      shed,
      failing: trouble !== undefined,
      gaps: gaps.recent(),
    }),
    close: async () => {
      sampler.closeAll();
      clearInterval(tick);
      clearInterval(housekeeping);
      // What still waits is given a last chance, but the door closes in any case.
      const last = async () => {
        await writer.finish();
        if (database !== undefined && queue.waiting().length === 0) await gaps.stopped(database, now());
      };
      await within(last(), answerWithinMs, 'Some readings were not written.').catch(() => undefined);
    },
  };
}
