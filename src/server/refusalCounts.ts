import { sql } from 'kysely';
import { answerWithinMs, within } from './deadline';
import type { Database } from './database/open';
import { notYet } from './problems';
import type { RefusalBook } from './refusalBook';

/** How many messages the door refused since a moment, by reason. Times are Unix ms. */
export interface RefusedSince {
  /** The minute counting began with: that of the moment asked about, or a later one where nobody counted before. */
  readonly from: number;
  readonly reasons: Readonly<Record<string, number>>;
}

export interface RefusalCounts {
  readonly attach: (database: Database) => void;
  readonly since: (from: number) => Promise<RefusedSince>;
  readonly close: () => Promise<void>;
}

const minuteMs = 60_000;
const keptMs = 40 * 24 * 60 * minuteMs;
const minuteOf = (ms: number) => Math.floor(ms / minuteMs) * minuteMs;

/** The book forgets with the process; by the minute its counts are kept. What cannot be written waits. */
export function createRefusalCounts(
  book: Pick<RefusalBook, 'byReason'>,
  report: (error: unknown, what: string) => void,
  now: () => number = Date.now,
): RefusalCounts {
  const startedAt = minuteOf(now());
  /** By minute and reason, what is not in the database. The start itself leaves a row of nothing. */
  const waiting = new Map<string, { minute_ms: number; reason: string; refused: number }>([
    ['', { minute_ms: startedAt, reason: '', refused: 0 }],
  ]);
  let told: Readonly<Record<string, number>> = {};
  let database: Database | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  const collect = () => {
    const minute_ms = minuteOf(now());
    const counted = book.byReason();
    for (const [reason, count] of Object.entries(counted)) {
      const more = count - (told[reason] ?? 0);
      if (more === 0) continue;
      const key = `${String(minute_ms)} ${reason}`;
      const refused = (waiting.get(key)?.refused ?? 0) + more;
      waiting.set(key, { minute_ms, reason, refused });
    }
    told = counted;
  };
  const write = async () => {
    collect();
    const to = database;
    if (to === undefined || waiting.size === 0) return;
    const rows = [...waiting.values()];
    await to
      .insertInto('refusal_counts')
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .columns(['minute_ms', 'reason'])
          .doUpdateSet({ refused: sql`refusal_counts.refused + excluded.refused` }),
      )
      .execute();
    waiting.clear();
    await to
      .deleteFrom('refusal_counts')
      .where('minute_ms', '<', now() - keptMs)
      .execute();
  };
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined);
    return turn;
  };
  const writeOrTell = () =>
    inTurn(write).catch((error: unknown) => {
      report(error, 'the counts of refused messages cannot be written');
    });
  const beat = setInterval(() => void writeOrTell(), minuteMs);

  return {
    attach: (opened) => {
      database = opened;
      void writeOrTell();
    },
    since: (from) => {
      const counted = inTurn(async () => {
        await write();
        if (database === undefined) throw notYet('The history is not open yet.');
        const rows = await database
          .selectFrom('refusal_counts')
          .select(['reason', (counts) => counts.fn.sum<number>('refused').as('count')])
          .where('minute_ms', '>=', minuteOf(from))
          .groupBy('reason')
          .execute();
        const first = await database
          .selectFrom('refusal_counts')
          .select((counts) => counts.fn.min<number>('minute_ms').as('minute'))
          .executeTakeFirst();
        const counts = rows.filter(({ reason }) => reason !== '');
        return {
          from: Math.max(minuteOf(from), Number(first?.minute ?? startedAt)),
          reasons: Object.fromEntries(counts.map(({ reason, count }) => [reason, Number(count)])),
        };
      });
      return within(counted, answerWithinMs, 'The history does not answer in time.');
    },
    close: async () => {
      clearInterval(beat);
      await writeOrTell();
    },
  };
}
