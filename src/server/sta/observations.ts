import { sql, type RawBuilder } from 'kysely';
import type { Database } from '../database/open';
import type { History } from '../history';
import { mostAheadMs } from '../ingest';
import type { Latest } from '../latest';
import { badField, notYet, ProblemError } from '../problems';
import type { ObservationEntity, StaCity, Told } from './city';
import type { RowFilter } from './filter/rowFilter';
import type { RowOrder } from './rowOrder';

export interface ObservationAsk {
  readonly filter: RowFilter;
  readonly order: RowOrder;
  readonly top: number;
  readonly skip: number;
  readonly after: RowKey | undefined;
  readonly count: boolean;
  /** How a refusal names the options it is about. */
  readonly place: string;
}

/** Where a row stands in the order of time; no two rows that differ stand in one place. */
export interface RowKey {
  readonly ms: number;
  readonly series: number;
  readonly received: number;
}

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

/** Rows read at most for one page where a filter must look at each; the next page goes on from there. */
const scanRows = 20_000;
/** Series looked up each by its own index; beyond it the index of time is walked. */
const fewSeries = 64;
/** Rows that are ordered otherwise than by time, or counted, at most. */
const orderedRows = 200_000;
const countedRows = 1_000_000;
const statementMs = 5_000;
const mostAsking = 6;
const hourMs = 3_600_000;
const windows = [hourMs, 24 * hourMs, Infinity] as const;

const columns = sql.raw('series, phenomenon_ms, received_ms, value, quality, n, since_ms, low, high');

export const keyOf = ({ row }: ObservationEntity): RowKey => ({
  ms: row.phenomenon_ms,
  series: row.series,
  received: row.received_ms,
});

const compareKeys = (a: RowKey, b: RowKey): number =>
  a.ms - b.ms || a.series - b.series || a.received - b.received;

/** What the history and the newest readings know, as pages of Observations. */
export function createObservations(city: StaCity, history: History, latest: Latest): Observations {
  let asking = 0;

  const newestOf = (id: number): ObservationEntity | undefined => {
    const slot = city.slotOf.get(id);
    if (slot === undefined || Number.isNaN(latest.times[slot])) return undefined;
    const row: Told = {
      series: id,
      phenomenon_ms: latest.times[slot]!,
      received_ms: latest.received[slot]!,
      value: latest.values[slot]!,
      quality: latest.qualities[slot]!,
      n: 1,
      since_ms: null,
      low: null,
      high: null,
    };
    return city.observation(row);
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

  /** Of the newest readings those that may not be written yet. */
  const unwritten = ({ filter, order, after }: ObservationAsk): readonly ObservationEntity[] => {
    const ids = filter.series ?? city.slotOf.keys();
    const fitting: ObservationEntity[] = [];
    for (const id of ids) {
      const row = newestOf(id);
      if (row === undefined || row.row.phenomenon_ms < filter.from || row.row.phenomenon_ms > filter.to)
        continue;
      if (after !== undefined && order.way * compareKeys(keyOf(row), after) <= 0) continue;
      if (filter.test(row)) fitting.push(row);
    }
    return fitting;
  };

  const told = (rows: readonly Told[]) => rows.map(city.observation).filter((row) => row !== undefined);

  const page = async (asked: ObservationAsk): Promise<ObservationPage> => {
    const { filter, order, top, skip, place } = asked;
    const need = skip + top + 1;
    const fresh = unwritten(asked);
    const found = await ask(async (database) => {
      const count = asked.count ? await countRows(database, filter, place) : undefined;
      if (!order.byTime) return { ...(await ordered(database, asked, need)), count };
      return { ...(await walk(database, asked, need)), count };
    });
    const kept = told(found.rows);
    const keys = new Set(kept.map(({ id }) => id));
    const horizon = found.horizon;
    const beyond = (row: ObservationEntity) =>
      horizon !== undefined && order.way * (row.row.phenomenon_ms - horizon) >= 0;
    const merged = [...kept, ...fresh.filter((row) => !keys.has(row.id))]
      .filter((row) => !beyond(row))
      .sort(order.compare);
    const rows = merged.slice(skip, skip + top);
    const count =
      found.count === undefined ? undefined : found.count + Math.max(0, merged.length - kept.length);
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

const finite = (bound: number) => (Number.isFinite(bound) ? bound : undefined);

/** Bounds in time; a row arrives at most `mostAheadMs` before it happens, so that older partitions are left alone. */
function within(filter: RowFilter, from: number): readonly RawBuilder<unknown>[] {
  const receivedFrom = Math.max(filter.receivedFrom, from - mostAheadMs);
  const parts: RawBuilder<unknown>[] = [];
  if (finite(from) !== undefined) parts.push(sql`phenomenon_ms >= ${from}::bigint`);
  if (finite(filter.to) !== undefined) parts.push(sql`phenomenon_ms <= ${filter.to}::bigint`);
  if (finite(receivedFrom) !== undefined) parts.push(sql`received_ms >= ${receivedFrom}::bigint`);
  if (finite(filter.receivedTo) !== undefined) parts.push(sql`received_ms <= ${filter.receivedTo}::bigint`);
  return parts;
}

const all = (parts: readonly RawBuilder<unknown>[]) =>
  parts.length === 0 ? sql`true` : sql.join([...parts], sql` and `);
const anyOf = (filter: RowFilter): readonly RawBuilder<unknown>[] =>
  filter.series === undefined ? [] : [sql`series = any(${[...filter.series]}::int[])`];

interface Walked {
  readonly rows: readonly Told[];
  /** Where reading stopped before the page was full: only what comes before this moment is complete. */
  readonly horizon: number | undefined;
}

/** The next rows in the order of time. Reads no more than the page needs, or `scanRows` where each must be looked at. */
async function walk(database: Database, asked: ObservationAsk, need: number): Promise<Walked> {
  const { filter, order, after } = asked;
  if (filter.series?.size === 0 || filter.from > filter.to) return { rows: [], horizon: undefined };
  const few = filter.series !== undefined && filter.series.size <= fewSeries ? [...filter.series] : undefined;
  const looks = filter.rest !== undefined || (few === undefined && filter.series !== undefined);
  const way = order.way > 0 ? sql.raw('asc') : sql.raw('desc');
  const sign = order.way > 0 ? sql.raw('>') : sql.raw('<');
  const begun =
    after === undefined
      ? []
      : [
          sql`phenomenon_ms ${sign}= ${after.ms}::bigint`,
          sql`(phenomenon_ms, series, received_ms) ${sign} (${after.ms}::bigint, ${after.series}::bigint, ${after.received}::bigint)`,
        ];
  const perSeries = few === undefined ? scanRows : Math.ceil(scanRows / few.length);
  const scan = looks ? Math.max(perSeries, few === undefined ? 2 * cityRows(asked) : need) : need;
  const rest = all(filter.rest === undefined ? [] : [filter.rest]);
  const by = sql`order by phenomenon_ms ${way}, series ${way}, received_ms ${way}`;
  const source = (from: number, more: readonly RawBuilder<unknown>[], what: RawBuilder<unknown>) =>
    sql`select ${what} from observations where ${all([...within(filter, from), ...begun, ...more])} ${by}`;

  const look = async (from: number): Promise<readonly Told[]> => {
    const own = few === undefined ? [] : [sql`series = asked.id`];
    const inner = sql`select ${columns} from (${source(from, own, sql`*`)} limit ${scan}) scanned
      where ${few === undefined ? all([...anyOf(filter), rest]) : rest} ${by} limit ${need}`;
    const found =
      few === undefined
        ? await sql<Told>`${inner}`.execute(database)
        : await sql<Told>`select ${columns} from (select o.* from unnest(${few}::int[]) as asked(id)
            cross join lateral (${inner}) o) found ${by} limit ${need}`.execute(database);
    return found.rows;
  };
  /** The moment of the last row that was looked at, where the look was cut short. */
  const stopped = async (from: number): Promise<number | undefined> => {
    if (!looks) return undefined;
    const own = few === undefined ? [] : [sql`series = asked.id`];
    const edge = sql`${source(from, own, sql`phenomenon_ms`)} offset ${scan - 1} limit 1`;
    const least = order.way > 0 ? sql.raw('min') : sql.raw('max');
    const found =
      few === undefined
        ? await sql<{ edge: number | null }>`select ${least}(phenomenon_ms) as edge from (${edge}) e`.execute(
            database,
          )
        : await sql<{ edge: number | null }>`select ${least}(e.phenomenon_ms) as edge
            from unnest(${few}::int[]) as asked(id) cross join lateral (${edge}) e`.execute(database);
    const at = found.rows[0]?.edge;
    return at === null || at === undefined ? undefined : Number(at);
  };

  if (order.way < 0 && filter.from === -Infinity) {
    // Most want the newest: a short window first leaves all older partitions alone.
    const end = Math.min(filter.to, after?.ms ?? Infinity, order.now + mostAheadMs);
    for (const window of windows) {
      const rows = await look(end - window);
      if (rows.length >= need) return { rows, horizon: undefined };
      if (window === Infinity) return { rows, horizon: await stopped(-Infinity) };
    }
  }
  const rows = await look(filter.from);
  return { rows, horizon: rows.length >= need ? undefined : await stopped(filter.from) };
}

const cityRows = ({ order }: ObservationAsk): number => order.seriesCount;

/** Rows in another order than time's: all that fit are read, so there may not be too many. */
async function ordered(database: Database, asked: ObservationAsk, need: number): Promise<Walked> {
  const { filter, order, place } = asked;
  const where = all([...within(filter, filter.from), ...anyOf(filter)]);
  const found = await sql<{ count: number }>`select count(*) as count from
    (select 1 from observations where ${where} limit ${orderedRows + 1}) fitting`.execute(database);
  if (Number(found.rows[0]?.count) > orderedRows) {
    throw badField(
      `${place}$orderby`,
      `more than ${String(orderedRows)} Observations to order; narrow them by Datastream and phenomenonTime`,
    );
  }
  const rows = await sql<Told>`select ${columns} from observations
    where ${all([where, ...(filter.rest === undefined ? [] : [filter.rest])])}
    order by ${order.sql} limit ${need}`.execute(database);
  return { rows: rows.rows, horizon: undefined };
}

async function countRows(database: Database, filter: RowFilter, place: string): Promise<number> {
  const where = all([...within(filter, filter.from), ...anyOf(filter)]);
  const rest = all(filter.rest === undefined ? [] : [filter.rest]);
  const found = await sql<{ looked: number; fitting: number }>`
    select count(*) as looked, count(*) filter (where ${rest}) as fitting
    from (select * from observations where ${where} limit ${countedRows + 1}) looked`.execute(database);
  if (Number(found.rows[0]?.looked) > countedRows) {
    throw badField(
      `${place}$count`,
      `more than ${String(countedRows)} Observations to count; narrow them by Datastream or phenomenonTime`,
    );
  }
  return Number(found.rows[0]?.fitting);
}
