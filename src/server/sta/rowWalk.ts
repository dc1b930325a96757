import { sql, type RawBuilder } from 'kysely';
import type { Database } from '../database/open';
import { mostAheadMs } from '../ingest';
import { badField } from '../problems';
import type { Told } from './city';
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

/** Rows read at most for one page where a filter must look at each; the next page goes on from there. */
const scanRows = 20_000;
/** Series looked up each by its own index, or where each row must be looked at; beyond, the index of time is walked. */
const fewSeries = { plain: 64, looked: 16 } as const;
/** Rows that are ordered otherwise than by time, or counted, at most. */
const mostOrdered = 100_000;
const mostCounted = 1_000_000;
const hourMs = 3_600_000;
const windows = [hourMs, 24 * hourMs, Infinity] as const;

const columns = sql.raw('series, phenomenon_ms, received_ms, value, quality, n, since_ms, low, high');

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

export interface Walked {
  readonly rows: readonly Told[];
  /** Where reading stopped before the page was full: only what comes before this moment is complete. */
  readonly horizon: number | undefined;
}

/** The next rows in the order of time. Reads no more than the page needs, or `scanRows` where each must be looked at. */
export async function walkRows(database: Database, asked: ObservationAsk, need: number): Promise<Walked> {
  const { filter, order, after } = asked;
  if (filter.series?.size === 0 || filter.from > filter.to) return { rows: [], horizon: undefined };
  const mostFew = filter.rest === undefined ? fewSeries.plain : fewSeries.looked;
  const few = filter.series !== undefined && filter.series.size <= mostFew ? [...filter.series] : undefined;
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
  const scan = looks ? Math.max(perSeries, few === undefined ? 2 * order.seriesCount : need) : need;
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
      const horizon = await stopped(end - window);
      if (horizon !== undefined || window === Infinity) return { rows, horizon };
    }
  }
  const rows = await look(filter.from);
  return { rows, horizon: rows.length >= need ? undefined : await stopped(filter.from) };
}

/** Rows in another order than time's: all that fit are read, so there may not be too many. */
export async function orderedRows(database: Database, asked: ObservationAsk, need: number): Promise<Walked> {
  const { filter, order, place } = asked;
  const where = all([...within(filter, filter.from), ...anyOf(filter)]);
  const found = await sql<{ count: number }>`select count(*) as count from
    (select 1 from observations where ${where} limit ${mostOrdered + 1}) fitting`.execute(database);
  if (Number(found.rows[0]?.count) > mostOrdered) {
    throw badField(
      `${place}$orderby`,
      `more than ${String(mostOrdered)} Observations to order; narrow them by Datastream and phenomenonTime`,
    );
  }
  const rows = await sql<Told>`select ${columns} from observations
    where ${all([where, ...(filter.rest === undefined ? [] : [filter.rest])])}
    order by ${order.sql} limit ${need}`.execute(database);
  return { rows: rows.rows, horizon: undefined };
}

/** How many rows fit, exactly; `unwritten` are counted where they are not written after all. */
export async function countRows(
  database: Database,
  { filter, place }: ObservationAsk,
  unwritten: readonly RowKey[],
): Promise<number> {
  const where = all([...within(filter, filter.from), ...anyOf(filter)]);
  const rest = all(filter.rest === undefined ? [] : [filter.rest]);
  const found = await sql<{ looked: number; fitting: number }>`
    select count(*) as looked, count(*) filter (where ${rest}) as fitting
    from (select * from observations where ${where} limit ${mostCounted + 1}) looked`.execute(database);
  if (Number(found.rows[0]?.looked) > mostCounted) {
    throw badField(
      `${place}$count`,
      `more than ${String(mostCounted)} Observations to count; narrow them by Datastream or phenomenonTime`,
    );
  }
  const written = await sql<{ count: number }>`select count(*) as count from unnest(
      ${unwritten.map(({ series }) => series)}::int[],
      ${unwritten.map(({ ms }) => ms)}::bigint[],
      ${unwritten.map(({ received }) => received)}::bigint[]) as asked(series, ms, received)
    where exists (select 1 from observations o
      where o.series = asked.series and o.phenomenon_ms = asked.ms and o.received_ms = asked.received)`.execute(
    database,
  );
  return Number(found.rows[0]?.fitting) + unwritten.length - Number(written.rows[0]?.count);
}
