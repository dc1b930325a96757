import { sql } from 'kysely';
import { encodeFrame } from '@/contracts/live';
import type { Observations, SeriesCatalogue } from '@/contracts/series';
import type { Database } from './database/open';
import type { ObservationRow } from './database/tables';
import { mostAheadMs } from './ingest';
import { badField } from './problems';

/** Ends of a span of time, ms since the Unix epoch; `knownAt` leaves out what had not arrived by then. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly knownAt: number;
}

export const longestSpanMs = 7 * 24 * 60 * 60 * 1000;

/** A time as asked for: RFC 3339 or Unix ms. */
export function readTime(field: string, asked: string): number {
  const time = /^-?\d{1,15}$/.test(asked) ? Number(asked) : Date.parse(asked);
  // A zone is needed: without one the answer would depend on where the server stands.
  if (Number.isNaN(time) || (!/^-?\d+$/.test(asked) && !/(Z|[+-]\d{2}:\d{2})$/.test(asked))) {
    throw badField(field, 'give RFC 3339 with a zone, or milliseconds since 1970');
  }
  return time;
}

export function readSpan(
  asked: { from: string; to: string; knownAt?: string | undefined },
  now: number,
): Span {
  const from = readTime('from', asked.from);
  const to = readTime('to', asked.to);
  if (from >= to) throw badField('from', 'must be before `to`');
  if (to - from > longestSpanMs) throw badField('to', 'at most 7 days after `from`');
  return { from, to, knownAt: asked.knownAt === undefined ? now : readTime('knownAt', asked.knownAt) };
}

/** Least, greatest and last value of each of `px` equal parts of the span; parts without a reading are left out. */
export async function decimated(
  database: Database,
  series: number,
  span: Span,
  px: number,
): Promise<Observations> {
  const width = (span.to - span.from) / px;
  const found = await sql<{ t: number; min: number; max: number; last: number; quality: number }>`
    select max(phenomenon_ms) as t, min(value) as min, max(value) as max,
      (array_agg(value order by phenomenon_ms desc, received_ms desc))[1] as last, bit_or(quality) as quality
    from observations
    where series = ${series} and phenomenon_ms >= ${span.from} and phenomenon_ms < ${span.to}
      and received_ms <= ${span.knownAt}
    group by floor((phenomenon_ms - ${span.from}::bigint) / ${width}::float8)
    order by 1`.execute(database);
  return {
    series,
    t: found.rows.map((row) => Number(row.t)),
    min: found.rows.map((row) => row.min),
    max: found.rows.map((row) => row.max),
    last: found.rows.map((row) => row.last),
    quality: found.rows.map((row) => Number(row.quality)),
  };
}

/** The last reading of each series at or before a time, as it was known then. */
export async function lastBefore(
  database: Database,
  catalogue: SeriesCatalogue,
  at: number,
  knownAt: number,
): Promise<readonly ObservationRow[]> {
  const ids = catalogue.series.map((series) => series.id);
  const found = await sql<ObservationRow>`
    select o.series, o.phenomenon_ms, o.received_ms, o.value, o.quality
    from unnest(${ids}::int[]) as asked(id)
    cross join lateral (
      select * from observations
      where series = asked.id and phenomenon_ms <= ${at} and received_ms <= ${knownAt}
      order by phenomenon_ms desc limit 1
    ) o`.execute(database);
  return found.rows;
}

const windowMs = 30_000;
const frameMs = 1_000;

/** One window of history as frames, each behind its length: readings of one second together, in order. */
function encodeWindow(
  rows: readonly ObservationRow[],
  slotOf: ReadonlyMap<number, number>,
  revision: number,
  count: { frames: number },
): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let start = 0; start < rows.length;) {
    const second = Math.floor(rows[start]!.phenomenon_ms / frameMs);
    let end = start;
    while (end < rows.length && Math.floor(rows[end]!.phenomenon_ms / frameMs) === second) end += 1;
    parts.push(...lengthAndFrame(rows.slice(start, end), slotOf, revision, count));
    start = end;
  }
  return Buffer.concat(parts);
}

function lengthAndFrame(
  rows: readonly ObservationRow[],
  slotOf: ReadonlyMap<number, number>,
  revision: number,
  count: { frames: number },
): readonly [Uint8Array, Uint8Array] {
  const known = rows.filter((row) => slotOf.has(row.series));
  const frame = encodeFrame({
    epoch: 0,
    seq: count.frames++,
    revision,
    value: Float64Array.from(known, (row) => row.value),
    timeMs: Float64Array.from(known, (row) => row.phenomenon_ms),
    slot: Uint32Array.from(known, (row) => slotOf.get(row.series) ?? 0),
    quality: Uint8Array.from(known, (row) => row.quality),
  });
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, frame.length, true);
  return [length, frame];
}

/**
 * The history of every series over a span, as `u32 byteLength` + frame, in order of phenomenon time. The first frame holds
 * what each slot showed when the span begins. Read window by window, so that a long span never lies in memory whole.
 */
export async function* replayed(
  ask: <T>(question: (database: Database) => Promise<T>) => Promise<T>,
  catalogue: SeriesCatalogue,
  span: Span,
): AsyncGenerator<Uint8Array> {
  const slotOf = new Map(catalogue.series.map((series, slot) => [series.id, slot]));
  const count = { frames: 0 };
  const before = await ask((database) => lastBefore(database, catalogue, span.from - 1, span.knownAt));
  yield Buffer.concat(lengthAndFrame(before, slotOf, catalogue.revision, count));
  for (let from = span.from; from < span.to; from += windowMs) {
    const to = Math.min(span.to, from + windowMs);
    const rows = await ask((database) =>
      database
        .selectFrom('observations')
        .selectAll()
        .where('phenomenon_ms', '>=', from)
        .where('phenomenon_ms', '<', to)
        // Nothing arrives before it happens, so that older partitions need not be looked into.
        .where('received_ms', '>=', from - mostAheadMs)
        .where('received_ms', '<=', span.knownAt)
        .orderBy('phenomenon_ms')
        .execute(),
    );
    if (rows.length > 0) yield encodeWindow(rows, slotOf, catalogue.revision, count);
  }
}
