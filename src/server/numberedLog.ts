import { sql, type Transaction } from 'kysely';
import type { Database } from './database/open';
import type { Tables } from './database/tables';

export interface LogEntry<T> {
  readonly seq: number;
  readonly body: T;
}

/** Idempotency: what a command's key already answered. */
export interface CommandKey {
  readonly person: string;
  readonly key: string;
  /** Which command it was used for; the same key for another one is refused. */
  readonly request: string;
}

/** A log in the database whose entries are numbered from 1 without gaps and never change. */
export interface NumberedLog<T> {
  readonly append: (
    entry: T,
    known: number,
    command?: { key: CommandKey; answer: (seq: number) => unknown },
  ) => Promise<LogEntry<T>>;
  readonly after: (seq: number, limit: number) => Promise<readonly LogEntry<T>[]>;
  readonly answered: (
    key: CommandKey,
  ) => Promise<{ readonly request: string; readonly answer: unknown } | undefined>;
}

const pageRows = 1_000;

/** Every entry of a log from its first on, read page by page. */
export async function* everyEntry<T>(log: Pick<NumberedLog<T>, 'after'>): AsyncGenerator<LogEntry<T>> {
  let head = 0;
  for (let page = await log.after(head, pageRows); page.length > 0; page = await log.after(head, pageRows)) {
    yield* page;
    head = page.at(-1)?.seq ?? head;
  }
}

/** Numbers an entry inside a transaction of the caller's; two writers that reach for one number: the second fails on the key. */
export async function appendIn(
  transaction: Transaction<Tables>,
  log: string,
  entry: unknown,
  known: number,
): Promise<number> {
  const numbered = await sql<{ seq: number }>`insert into log_entries (log, seq, known_ms, body)
    select ${log}::text, coalesce(max(seq), 0) + 1, ${known}::bigint, ${JSON.stringify(entry)}::jsonb
    from log_entries where log = ${log}::text returning seq`.execute(transaction);
  const seq = Number(numbered.rows[0]?.seq);
  if (!Number.isInteger(seq)) throw new Error('the log gave no number');
  return seq;
}

export function openLog<T>(database: Database, log: string): NumberedLog<T> {
  return {
    append: (entry, known, command) =>
      database.transaction().execute(async (transaction) => {
        const seq = await appendIn(transaction, log, entry, known);
        if (command !== undefined) {
          await transaction
            .insertInto('answered')
            .values({ ...command.key, at_ms: known, answer: JSON.stringify(command.answer(seq)) })
            .execute();
        }
        return { seq, body: entry };
      }),
    after: async (seq, limit) => {
      const rows = await database
        .selectFrom('log_entries')
        .select(['seq', 'body'])
        .where('log', '=', log)
        .where('seq', '>', seq)
        .orderBy('seq')
        .limit(limit)
        .execute();
      // Entries were checked when they were written, and nothing can change them since.
      return rows.map((row) => ({ seq: Number(row.seq), body: row.body as T }));
    },
    answered: async ({ person, key }) =>
      database
        .selectFrom('answered')
        .select(['request', 'answer'])
        .where('person', '=', person)
        .where('key', '=', key)
        .executeTakeFirst(),
  };
}
