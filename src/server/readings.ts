import { sql } from 'kysely';
import type { Observations, SeriesCatalogue } from '@/contracts/series';
import type { Database } from './database/open';
import type { ObservationRow } from './database/tables';
import { mostAheadMs } from './ingest';
import { badField } from './problems';

/** One row as it is kept or about to be: a reading itself, or a mean with its low, high and last. */
export interface KeptReading extends ObservationRow {
  readonly low?: number | null;
  readonly high?: number | null;
  readonly last?: number | null;
}

/** What a question of the past needs: the database, and what has not reached it yet. */
export interface ReadHistory {
  readonly ask: <T>(question: (database: Database) => Promise<T>) => Promise<T>;
  /** Rows of one series, or of all, with a phenomenon time in `[from, to]`, that are not written yet; see `History`. */
  readonly pending: (series: number | undefined, from: number, to: number) => readonly KeptReading[];
}

/** Ends of a span of time, ms since the Unix epoch; `knownAt` leaves out what had not arrived by then. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly knownAt: number;
}

const dayMs = 24 * 60 * 60 * 1000;
/** One series may be asked for over a month, the whole city over a day. */
export const longestSpanMs = { series: 31 * dayMs, city: dayMs } as const;

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
  longestMs: number,
): Span {
  const from = readTime('from', asked.from);
  const to = readTime('to', asked.to);
  if (from >= to) throw badField('from', 'must be before `to`');
  if (to - from > longestMs) throw badField('to', `at most ${String(longestMs / dayMs)} days after \`from\``);
  return { from, to, knownAt: asked.knownAt === undefined ? now : readTime('knownAt', asked.knownAt) };
}

/** One part of a span as it is told; `at` is when its last row came, which decides among rows of one moment. */
interface Part {
  t: number;
  at: number;
  min: number;
  max: number;
  last: number;
  quality: number;
}

/** Flags of both, and the coarser of their resolutions: those two bits are a number, not flags. */
const joinQuality = (one: number, other: number) =>
  ((one | other) & ~0x30) | Math.max(one & 0x30, other & 0x30);

/**
 * Least, greatest and last value of each of `px` equal parts of the span; a mean counts with its own least, greatest
 * and last, at the end of the stretch it stands for. Parts without a row are left out.
 */
export async function decimated(
  history: ReadHistory,
  series: number,
  span: Span,
  px: number,
): Promise<Observations> {
  const width = (span.to - span.from) / px;
  const unwritten = history.pending(series, span.from, span.to);
  const found = await history.ask((database) =>
    sql<Part & { part: number }>`
    select floor((phenomenon_ms - ${span.from}::bigint) / ${width}::float8)::int as part,
      max(phenomenon_ms)::float8 as t,
      (array_agg(received_ms::float8 order by phenomenon_ms desc, received_ms desc))[1] as "at",
      min(coalesce(low, value)) as min, max(coalesce(high, value)) as max,
      (array_agg(coalesce(last, value) order by phenomenon_ms desc, received_ms desc))[1] as last,
      (bit_or(quality & ~48) | max(quality & 48))::int as quality
    from observations
    where series = ${series} and phenomenon_ms >= ${span.from} and phenomenon_ms < ${span.to}
      and received_ms >= ${span.from - mostAheadMs} and received_ms <= ${span.knownAt}
    group by 1`.execute(database),
  );
  const parts = new Map<number, Part>(found.rows.map((row) => [row.part, row]));
  for (const row of unwritten) {
    if (row.phenomenon_ms >= span.to || row.received_ms > span.knownAt) continue;
    const number = Math.floor((row.phenomenon_ms - span.from) / width);
    const part = parts.get(number);
    const low = row.low ?? row.value;
    const high = row.high ?? row.value;
    const last = row.last ?? row.value;
    if (part === undefined) {
      const { phenomenon_ms: t, received_ms: at, quality } = row;
      parts.set(number, { t, at, min: low, max: high, last, quality });
      continue;
    }
    if (row.phenomenon_ms > part.t || (row.phenomenon_ms === part.t && row.received_ms >= part.at))
      Object.assign(part, { t: row.phenomenon_ms, at: row.received_ms, last });
    part.min = Math.min(part.min, low);
    part.max = Math.max(part.max, high);
    part.quality = joinQuality(part.quality, row.quality);
  }
  const told = [...parts.values()].sort((one, other) => one.t - other.t);
  return {
    series,
    t: told.map(({ t }) => t),
    min: told.map(({ min }) => min),
    max: told.map(({ max }) => max),
    last: told.map(({ last }) => last),
    quality: told.map(({ quality }) => quality),
  };
}

/** The last reading of each series at or before a time, as it was known then; each series is asked by itself. */
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
      order by phenomenon_ms desc, received_ms desc limit 1
    ) o`.execute(database);
  return found.rows;
}
