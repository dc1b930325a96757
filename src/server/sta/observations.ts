import { sql } from 'kysely';
import type { Database } from '../database/open';
import type { History } from '../history';
import type { Latest } from '../latest';
import { badField, notYet, ProblemError } from '../problems';
import type { ObservationEntity, StaCity, Told } from './city';
import { countRows, orderedRows, walkRows, type ObservationAsk, type RowKey } from './rowWalk';

export interface ObservationPage {
  readonly rows: readonly ObservationEntity[];
  /** Where the next page begins; absent after the last. */
  readonly next: RowKey | 'skip' | undefined;
  /** How many rows the next page still has to skip, where reading stopped before they were. */
  readonly skipLeft: number;
  readonly count: number | undefined;
}

export interface Observations {
  readonly page: (ask: ObservationAsk) => Promise<ObservationPage>;
  /** The newest of some series as it was heard, which needs no history. */
  readonly newest: (series: readonly number[]) => ObservationEntity | undefined;
}

const statementMs = 5_000;
const mostAsking = 6;
export const keyOf = ({ row }: ObservationEntity): RowKey => ({
  ms: row.phenomenon_ms,
  series: row.series,
  received: row.received_ms,
});

/** A reading itself rather than a mean of several. */
const plainReading = { n: 1, since_ms: null, low: null, high: null } as const satisfies Partial<Told>;

const compareKeys = (a: RowKey, b: RowKey): number =>
  a.ms - b.ms || a.series - b.series || a.received - b.received;

/** What the history and the newest readings know, as pages of Observations. */
export function createObservations(
  city: StaCity,
  history: Pick<History, 'ask' | 'pending'>,
  latest: Latest,
): Observations {
  let asking = 0;
  const everySeries: ReadonlySet<number> = new Set(city.slotOf.keys());

  const newestOf = (id: number): ObservationEntity | undefined => {
    const slot = city.slotOf.get(id);
    if (slot === undefined || Number.isNaN(latest.times[slot])) return undefined;
    return city.observation({
      ...plainReading,
      series: id,
      phenomenon_ms: latest.times[slot]!,
      received_ms: latest.received[slot]!,
      value: latest.values[slot]!,
      quality: latest.qualities[slot]!,
    });
  };

  const ask = async <T>(question: (database: Database) => Promise<T>): Promise<T> => {
    if (asking >= mostAsking) throw notYet('Too much is being asked of the history at once.');
    asking += 1;
    try {
      const answer = await history.ask((database) =>
        database
          .transaction()
          .execute(async (transaction) => {
            await sql`set local statement_timeout = ${sql.lit(statementMs)}`.execute(transaction);
            // Rows are walked in an index's order and the walk ends with the page; sorting all of them never would.
            await sql`set local enable_sort = off`.execute(transaction);
            await sql`set local enable_bitmapscan = off`.execute(transaction);
            // The sort that is left over then counts as endless work, for which PostgreSQL would compile the query anew.
            await sql`set local jit = off`.execute(transaction);
            return { given: await question(transaction) };
          })
          .catch((error: unknown) => ({ failed: failureOf(error) })),
      );
      if ('failed' in answer) throw answer.failed;
      return answer.given;
    } finally {
      asking -= 1;
    }
  };

  const newest = (series: readonly number[]) =>
    series
      .map(newestOf)
      .filter((row) => row !== undefined)
      .reduce<ObservationEntity | undefined>(
        (best, row) => (best === undefined || compareKeys(keyOf(row), keyOf(best)) > 0 ? row : best),
        undefined,
      );

  /** What has come but is not written yet and fits, in any order. */
  const unwritten = ({ filter, order, after }: ObservationAsk): readonly ObservationEntity[] => {
    const [only, ...others] = filter.series ?? [undefined, undefined];
    const rows = history.pending(others.length === 0 ? only : undefined, filter.from, filter.to);
    return rows
      .filter((row) => filter.series?.has(row.series) ?? true)
      .map((row) => city.observation({ ...plainReading, ...row }))
      .filter((row) => row !== undefined)
      .filter((row) => after === undefined || order.way * compareKeys(keyOf(row), after) > 0)
      .filter((row) => filter.test(row));
  };

  const page = async (question: ObservationAsk): Promise<ObservationPage> => {
    // The history may hold series that a former catalogue had; what they were can no longer be told.
    const series = question.filter.series ?? everySeries;
    const asked = { ...question, filter: { ...question.filter, series } };
    const { order, top, skip } = asked;
    const need = skip + top + 1;
    // Before the database is asked: what is written meanwhile is then seen twice, never not at all.
    const fresh = unwritten(asked);
    const uncounted = asked.count ? unwritten({ ...asked, after: undefined }).map(keyOf) : [];
    const found = await ask(async (database) => ({
      ...(await (order.byTime ? walkRows : orderedRows)(database, asked, need)),
      count: asked.count ? await countRows(database, asked, uncounted) : undefined,
    }));
    const kept = found.rows.map(city.observation).filter((row) => row !== undefined);
    const known = new Set(kept.map(({ id }) => id));
    const { horizon, count } = found;
    const told = (row: ObservationEntity) =>
      horizon === undefined || order.way * (row.row.phenomenon_ms - horizon) < 0;
    const merged = [...kept, ...fresh.filter(({ id }) => !known.has(id))].filter(told).sort(order.compare);
    const rows = merged.slice(skip, skip + top);
    const last = rows.at(-1);
    if (merged.length > skip + top) {
      return { rows, count, skipLeft: 0, next: order.byTime && last !== undefined ? keyOf(last) : 'skip' };
    }
    if (horizon === undefined) return { rows, count, skipLeft: 0, next: undefined };
    const before = order.way > 0 ? -1 : Number.MAX_SAFE_INTEGER;
    return {
      rows,
      count,
      skipLeft: Math.max(0, skip - merged.length),
      next: { ms: horizon, series: before, received: before },
    };
  };

  return { page, newest };
}

/** What the database says about a filter that leads out of the numbers, or that takes too long, is the asker's. */
function failureOf(error: unknown): Error {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (error instanceof ProblemError) return error;
  if (code.startsWith('22')) return badField('$filter', 'it leads to a number out of range');
  if (code === '57014')
    return notYet('The question takes too long; narrow it by Datastream or phenomenonTime.');
  return notYet('The history does not answer.');
}
