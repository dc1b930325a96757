import type { Database } from './database/open';
import type { GapReason } from './database/tables';

/** A stretch of time (ms since the Unix epoch, by when readings were received) in which readings may be missing. */
export interface Gap {
  readonly from: number;
  readonly to: number;
  /** How many are missing; `null` where nobody can know. */
  readonly rows: number | null;
  readonly reason: GapReason;
}

export interface Gaps {
  /** Readings let go one after another are one gap until it is written. */
  readonly add: (gap: Gap) => void;
  /** Writes what is not written yet; what fails is tried again the next time. */
  readonly write: (database: Database) => Promise<void>;
  readonly unwritten: () => boolean;
  /** The latest known, oldest first; all of this run among them. */
  readonly recent: () => readonly Gap[];
  /** Reads the latest, and marks the time we were not running. `lastMs`: the newest reading stored before. */
  readonly opened: (database: Database, lastMs: number | undefined, nowMs: number) => Promise<void>;
  /** Everything is stored until now and nothing will be after: the next start ends this gap. */
  readonly stopped: (database: Database, nowMs: number) => Promise<void>;
}

const remembered = 200;

/** `unsureMs`: how long before the newest stored reading others may still have been unwritten when a server was killed. */
export function createGaps(unsureMs: number): Gaps {
  const recent: Gap[] = [];
  const waiting: Gap[] = [];

  const remember = (gap: Gap) => {
    recent.push(gap);
    if (recent.length > remembered) recent.shift();
  };

  const add = (gap: Gap) => {
    const last = waiting.at(-1);
    if (last !== undefined && last.reason === 'shed' && gap.reason === 'shed') {
      const rows = (last.rows ?? 0) + (gap.rows ?? 0);
      const joined = { ...last, from: Math.min(last.from, gap.from), to: Math.max(last.to, gap.to), rows };
      waiting.splice(-1, 1, joined);
      recent.splice(recent.lastIndexOf(last), 1, joined);
      return;
    }
    waiting.push(gap);
    remember(gap);
  };

  const write = async (database: Database) => {
    const writing = waiting.splice(0);
    if (writing.length === 0) return;
    try {
      await database
        .insertInto('gaps')
        .values(writing.map(({ from, to, rows, reason }) => ({ from_ms: from, to_ms: to, rows, reason })))
        .execute();
    } catch (error) {
      waiting.unshift(...writing);
      throw error;
    }
  };

  return {
    add,
    write,
    unwritten: () => waiting.length > 0,
    recent: () => recent,
    opened: async (database, lastMs, nowMs) => {
      const ended = await database
        .updateTable('gaps')
        .set({ to_ms: nowMs })
        .where('to_ms', 'is', null)
        .executeTakeFirst();
      const rows = await database
        .selectFrom('gaps')
        .selectAll()
        .orderBy('id', 'desc')
        .limit(remembered)
        .execute();
      const before = rows.reverse().map((row): Gap => ({
        from: Number(row.from_ms),
        to: Number(row.to_ms),
        rows: row.rows === null ? null : Number(row.rows),
        reason: row.reason,
      }));
      recent.unshift(...before.slice(-remembered));
      // No word was left that all was stored: the server was killed.
      if (ended.numUpdatedRows === 0n && lastMs !== undefined) {
        add({ from: Math.min(lastMs, nowMs) - unsureMs, to: nowMs, rows: null, reason: 'restart' });
      }
      await write(database);
    },
    stopped: async (database, nowMs) => {
      await write(database);
      await database
        .insertInto('gaps')
        .values({ from_ms: nowMs, to_ms: null, rows: null, reason: 'restart' })
        .execute();
    },
  };
}
