import { sql } from 'kysely';
import type { Database } from './database/open';
import type { ObservationRow } from './database/tables';
import { answerWithinMs, within } from './deadline';
import { notYet } from './problems';
import type { Readiness } from './readiness';

const batchRows = 1_000;
const batchMs = 500;
/** About four minutes of the demo city's readings; beyond it the oldest are shed and counted. */
const queueRows = 120_000;
const partitionMs = 10 * 60 * 1000;
const retryMostMs = 30_000;
const slowMs = 5_000;
const housekeepingMs = 60_000;

export interface History {
  /** Queued at once, written soon; never waits and never fails. */
  readonly keep: (row: ObservationRow) => void;
  /** `embedded`: nobody else looks after this database, so its write-ahead log is ours to keep short. */
  readonly attach: (database: Database, embedded: boolean) => Promise<void>;
  /** Asks the database; a 503 problem where it is absent, slow or failing. */
  readonly ask: <T>(question: (database: Database) => Promise<T>) => Promise<T>;
  /** Rows of one series, or of all, with a phenomenon time in `[from, to]`, that are not written yet. */
  readonly pending: (series: number | undefined, from: number, to: number) => readonly ObservationRow[];
  readonly waiting: () => number;
  readonly shed: () => number;
  readonly written: () => number;
  readonly close: () => Promise<void>;
}

const partitionOf = (ms: number) => Math.floor(ms / partitionMs);
const partitionName = (number: number) => `observations_${String(number)}`;

/** Readings on their way to the database, and the questions asked of it. The live city never waits for either. */
export function createHistory(
  readiness: Readiness,
  retentionMinutes: number,
  log: (error: unknown, what: string) => void,
): History {
  const queue: ObservationRow[] = [];
  const known = new Set<number>();
  let database: Database | undefined;
  let timer: NodeJS.Timeout | undefined;
  let housekeeping: NodeJS.Timeout | undefined;
  let writing: Promise<void> | undefined;
  let failures = 0;
  let shed = 0;
  let written = 0;
  let closed = false;

  const ensurePartition = async (to: Database, number: number) => {
    if (known.has(number)) return;
    await sql`create table if not exists ${sql.table(partitionName(number))} partition of observations
      for values from (${sql.lit(number * partitionMs)}) to (${sql.lit((number + 1) * partitionMs)})`.execute(
      to,
    );
    known.add(number);
  };

  const write = async (to: Database, rows: readonly ObservationRow[]) => {
    for (const number of new Set(rows.map((row) => partitionOf(row.received_ms))))
      await ensurePartition(to, number);
    await sql`insert into observations (series, phenomenon_ms, received_ms, value, quality)
      select * from unnest(
        ${rows.map((row) => row.series)}::int[],
        ${rows.map((row) => row.phenomenon_ms)}::bigint[],
        ${rows.map((row) => row.received_ms)}::bigint[],
        ${rows.map((row) => row.value)}::float8[],
        ${rows.map((row) => row.quality)}::smallint[])`.execute(to);
  };

  const flush = async () => {
    while (database !== undefined && queue.length > 0) {
      const rows = queue.slice(0, batchRows);
      const shedBefore = shed;
      const slow = setTimeout(() => {
        readiness.set('history', { state: 'failed', detail: 'The database is slow; readings wait.' });
      }, slowMs);
      try {
        await write(database, rows);
        // What was shed meanwhile came from the front, where these rows were.
        queue.splice(0, Math.max(0, rows.length - (shed - shedBefore)));
        written += rows.length;
        if (readiness.get('history').state !== 'ready') readiness.set('history', { state: 'ready' });
        failures = 0;
      } catch (error) {
        failures += 1;
        known.clear();
        if (failures === 1) log(error, 'readings cannot be kept');
        readiness.set('history', {
          state: 'failed',
          detail: `Readings cannot be kept; ${String(queue.length)} wait, ${String(shed)} were lost.`,
        });
        return;
      } finally {
        clearTimeout(slow);
      }
      if (queue.length < batchRows && !closed) return;
    }
  };

  const schedule = () => {
    if (timer !== undefined || database === undefined || closed) return;
    const wait = failures === 0 ? batchMs : Math.min(retryMostMs, batchMs * 2 ** failures);
    timer = setTimeout(() => {
      writing = flush().finally(() => {
        timer = undefined;
        writing = undefined;
        if (queue.length > 0) schedule();
      });
    }, wait);
  };

  const tidy = async (to: Database, embedded: boolean) => {
    const oldest = partitionOf(Date.now() - retentionMinutes * 60_000);
    const partitions = await sql<{ name: string }>`select c.relname as name from pg_inherits i
      join pg_class c on c.oid = i.inhrelid where i.inhparent = 'observations'::regclass`.execute(to);
    for (const { name } of partitions.rows) {
      const number = Number(name.slice(name.lastIndexOf('_') + 1));
      if (number >= oldest) continue;
      await sql`drop table if exists ${sql.table(name)}`.execute(to);
      known.delete(number);
    }
    await ensurePartition(to, partitionOf(Date.now()) + 1);
    await sql`delete from answered where at_ms < ${Date.now() - 24 * 60 * 60 * 1000}`.execute(to);
    // The embedded engine has no background writer: without this its write-ahead log would grow for ever.
    if (embedded) await sql`checkpoint`.execute(to);
  };

  return {
    keep: (row) => {
      queue.push(row);
      if (queue.length > queueRows) {
        // In one cut, as shifting one by one would copy the queue each time.
        const surplus = queue.length - queueRows + batchRows;
        queue.splice(0, surplus);
        shed += surplus;
      }
      schedule();
    },
    attach: async (opened, embedded) => {
      await tidy(opened, embedded).catch((error: unknown) => {
        log(error, 'the database could not be tidied');
      });
      database = opened;
      housekeeping = setInterval(() => {
        tidy(opened, embedded).catch((error: unknown) => {
          log(error, 'the database could not be tidied');
        });
      }, housekeepingMs);
      readiness.set('history', { state: 'ready' });
      schedule();
    },
    ask: async (question) => {
      const asked = database;
      if (asked === undefined) throw notYet('The history is not open yet.');
      const answer = question(asked).catch((error: unknown) => {
        log(error, 'the history did not answer');
        throw notYet('The history does not answer.');
      });
      return within(answer, answerWithinMs, 'The history does not answer in time.');
    },
    pending: (series, from, to) =>
      queue.filter(
        (row) =>
          (series === undefined || row.series === series) &&
          row.phenomenon_ms >= from &&
          row.phenomenon_ms <= to,
      ),
    waiting: () => queue.length,
    shed: () => shed,
    written: () => written,
    close: async () => {
      closed = true;
      clearTimeout(timer);
      clearInterval(housekeeping);
      await writing;
      // What still waits is given a last chance, but the door closes in any case.
      await within(flush(), answerWithinMs, 'Some readings were not written.').catch(() => undefined);
    },
  };
}
