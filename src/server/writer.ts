import { insertRows } from './database/insert';
import type { Database } from './database/open';
import type { Partitioner } from './database/partitions';
import type { Gaps } from './gaps';
import type { WriteQueue } from './writeQueue';

/** Takes rows from the queue to the database in batches; a failure keeps them in order and tries again. */
export interface Writer {
  readonly open: (database: Database) => void;
  /** Something waits; it is written with what else comes in half a second. */
  readonly soon: () => void;
  /** Somebody waits for the word that it is written. */
  readonly hurry: () => void;
  /** Stops the clockwork and writes what is left, once. */
  readonly finish: () => Promise<void>;
  readonly written: () => number;
}

interface WriterMakings {
  readonly queue: WriteQueue;
  readonly gaps: Gaps;
  readonly partitioner: Partitioner;
  readonly report: (error: unknown, what: string) => void;
  /** What is wrong, in a sentence; `undefined` when all is well again. */
  readonly trouble: (what: string | undefined) => void;
}

const batchRows = 5_000;
const batchMs = 500;
/** A few more that are waited for may come with it. */
const urgentMs = 5;
const retryMostMs = 30_000;
const slowMs = 5_000;

export function createWriter(makings: WriterMakings): Writer {
  const { queue, gaps, partitioner, report, trouble } = makings;
  let database: Database | undefined;
  let timer: NodeJS.Timeout | undefined;
  let due = Infinity;
  let writing: Promise<void> | undefined;
  /** Somebody has begun to wait while a batch was being written. */
  let awaited = false;
  let failures = 0;
  let written = 0;
  let finished = false;

  const writeBatch = async (to: Database) => {
    const rows = queue.begin(batchRows);
    const slow = setTimeout(() => {
      trouble('The database is slow; readings wait.');
    }, slowMs);
    try {
      await partitioner.ensure(
        to,
        rows.map((row) => row.received_ms),
      );
      await insertRows(to, rows);
      written += rows.length;
      queue.written();
      await gaps.write(to);
    } finally {
      clearTimeout(slow);
    }
  };

  const flush = async () => {
    while (database !== undefined && queue.waiting().length > 0) {
      try {
        await writeBatch(database);
        failures = 0;
        trouble(undefined);
      } catch (error) {
        queue.failed();
        partitioner.forget();
        failures += 1;
        if (failures === 1) report(error, 'readings cannot be kept');
        trouble(`Readings cannot be kept; ${String(queue.waiting().length)} wait.`);
        return;
      }
      if (queue.waiting().length < batchRows && !finished) return;
    }
  };

  const schedule = (waitMs: number) => {
    if (database === undefined || finished || writing !== undefined) return;
    const wait = failures === 0 ? waitMs : Math.min(retryMostMs, batchMs * 2 ** failures);
    if (Date.now() + wait >= due) return;
    clearTimeout(timer);
    due = Date.now() + wait;
    timer = setTimeout(() => {
      due = Infinity;
      writing = flush().finally(() => {
        const next = awaited ? urgentMs : batchMs;
        writing = undefined;
        awaited = false;
        if (queue.waiting().length > 0) schedule(next);
      });
    }, wait);
  };

  return {
    open: (opened) => {
      database = opened;
      schedule(batchMs);
    },
    soon: () => {
      schedule(batchMs);
    },
    hurry: () => {
      if (writing !== undefined) awaited = true;
      schedule(urgentMs);
    },
    finish: async () => {
      finished = true;
      clearTimeout(timer);
      await writing;
      await flush();
    },
    written: () => written,
  };
}
