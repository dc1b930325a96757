import { sql, type RawBuilder } from 'kysely';
import type { SeriesCatalogue } from '@/contracts/series';
import type { Database } from './database/open';
import { keyframeBefore } from './keyframes';
import { lastBefore, type ReadHistory } from './readings';

/** Every slot's last reading at a time, as columns; NaN where nothing had been heard. */
export interface CityMoment {
  readonly values: Float64Array;
  readonly times: Float64Array;
  readonly qualities: Uint8Array;
}

/** A reading's clock may be ahead of ours by so much without being set right (ingest). */
const aheadMs = 5_000;
/** What is not marked late came at most a minute after it happened; the rest is for means, which come when they end. */
export const promptMs = 2 * 60_000;
/** Nothing older than a day is taken by the door. */
export const latestArrivalMs = 24 * 60 * 60 * 1000 + promptMs;
/** A message received just before a keyframe may have been taken just after it. */
const overlapMs = 2_000;

/** Rows as columns: far quicker through the embedded engine than as objects. `null` where there are none. */
export interface RowColumns {
  readonly series: readonly number[] | null;
  readonly time: readonly number[] | null;
  readonly received: readonly number[] | null;
  readonly value: readonly number[] | null;
  readonly quality: readonly number[] | null;
}

export async function columnsOf(database: Database, rows: RawBuilder<unknown>): Promise<RowColumns> {
  const found = await sql<RowColumns>`
    select array_agg(series) as series, array_agg(phenomenon_ms::float8) as "time",
      array_agg(received_ms::float8) as received, array_agg(value) as value, array_agg(quality) as quality
    from (${rows}) found`.execute(database);
  return found.rows[0] ?? { series: null, time: null, received: null, value: null, quality: null };
}

/**
 * The city as it was at `at`, as it was known at `knownAt` (both Unix ms): the last keyframe before both, what was
 * received after it, and what came late but was known by then. Equal, row for row, to asking each series by itself.
 */
export async function seek(
  history: ReadHistory,
  catalogue: SeriesCatalogue,
  at: number,
  knownAt: number,
): Promise<CityMoment> {
  const slotOf = new Map(catalogue.series.map((series, slot) => [series.id, slot]));
  const moment: CityMoment = {
    values: new Float64Array(catalogue.series.length).fill(Number.NaN),
    times: new Float64Array(catalogue.series.length).fill(Number.NaN),
    qualities: new Uint8Array(catalogue.series.length),
  };
  const put = (slot: number | undefined, time: number, value: number, quality: number) => {
    if (slot === undefined || moment.times[slot]! > time) return;
    moment.times[slot] = time;
    moment.values[slot] = value;
    moment.qualities[slot] = quality;
  };
  // Taken before the database is asked: a row may then be seen twice, but never missed.
  const unwritten = history.pending(undefined, at - latestArrivalMs, at);
  const start = await history.ask((database) =>
    keyframeBefore(database, catalogue.revision, Math.min(at - aheadMs, knownAt)),
  );
  if (start === undefined) {
    for (const row of await history.ask((database) => lastBefore(database, catalogue, at, knownAt)))
      put(slotOf.get(row.series), Number(row.phenomenon_ms), row.value, row.quality);
  } else {
    const { slot, timeMs, value, quality } = start.frame;
    slot.forEach((one, row) => {
      if (one < moment.values.length) put(one, timeMs[row]!, value[row]!, quality[row]!);
    });
    const rows = await history.ask((database) =>
      columnsOf(database, receivedSince(start.at - overlapMs, at, knownAt)),
    );
    rows.series?.forEach((series, row) => {
      put(slotOf.get(series), rows.time![row]!, rows.value![row]!, rows.quality![row]!);
    });
  }
  for (const row of unwritten) {
    if (row.received_ms <= knownAt && row.phenomenon_ms <= at)
      put(slotOf.get(row.series), row.phenomenon_ms, row.value, row.quality);
  }
  return moment;
}

/**
 * The last row of each series known by `knownAt` that came after `since`; of one moment the later arrival counts. Prompt
 * rows are found by when they happened and late ones by when they came: each has an index of its own.
 */
function receivedSince(since: number, at: number, knownAt: number): RawBuilder<unknown> {
  return sql`
    select distinct on (series) series, phenomenon_ms, received_ms, value, quality from (
      select series, phenomenon_ms, received_ms, value, quality from observations
      where phenomenon_ms > ${Math.floor(since - promptMs)} and phenomenon_ms <= ${Math.floor(at)}
        and received_ms > ${Math.floor(since)} and received_ms <= ${Math.floor(Math.min(knownAt, at + promptMs))}
      union all
      select series, phenomenon_ms, received_ms, value, quality from observations
      where quality & 4 <> 0 and received_ms > ${Math.floor(since)}
        and received_ms <= ${Math.floor(Math.min(knownAt, at + latestArrivalMs))}
        and phenomenon_ms <= ${Math.floor(at)}
    ) since order by series, phenomenon_ms desc, received_ms desc`;
}
