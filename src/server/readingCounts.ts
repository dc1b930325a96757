import { sql } from 'kysely';
import type { Database } from './database/open';

/** Readings that happened in one minute, and how many of them came late. */
export interface MinuteCount {
  readings: number;
  late: number;
}

/** By the minute's beginning, Unix ms. */
export type MinuteCounts = Map<number, MinuteCount>;

const minuteMs = 60_000;
/** 4 is `quality.late`. */
const lateBit = 4;

/** Counts a reading, or a mean of `n` of them, to the minute it happened in. */
export function countReading(counts: MinuteCounts, phenomenonMs: number, quality: number, n = 1): void {
  const minute = Math.floor(phenomenonMs / minuteMs) * minuteMs;
  let count = counts.get(minute);
  if (count === undefined) {
    count = { readings: 0, late: 0 };
    counts.set(minute, count);
  }
  count.readings += n;
  if ((quality & lateBit) !== 0) count.late += n;
}

/** Adds to what is already counted. */
export async function addCounts(database: Database, counts: MinuteCounts): Promise<void> {
  if (counts.size === 0) return;
  const minutes = [...counts.entries()];
  await sql`insert into reading_counts (minute_ms, readings, late)
    select * from unnest(
      ${minutes.map(([minute]) => minute)}::bigint[],
      ${minutes.map(([, count]) => count.readings)}::bigint[],
      ${minutes.map(([, count]) => count.late)}::bigint[])
    on conflict (minute_ms) do update set
      readings = reading_counts.readings + excluded.readings,
      late = reading_counts.late + excluded.late`.execute(database);
}

export interface CountsByPart {
  readonly readings: number[];
  readonly late: number[];
}

/** What was counted in each of `parts` equal parts of `[from, to)`; a minute belongs to the part it begins in. */
export async function readCounts(
  database: Database,
  unwritten: MinuteCounts,
  from: number,
  to: number,
  parts: number,
): Promise<CountsByPart> {
  const found = await database
    .selectFrom('reading_counts')
    .select(['minute_ms', 'readings', 'late'])
    .where('minute_ms', '>=', Math.ceil(from))
    .where('minute_ms', '<', Math.ceil(to))
    .execute();
  const counts = new Map(unwritten);
  for (const row of found) {
    const minute = Number(row.minute_ms);
    const more = counts.get(minute);
    counts.set(minute, {
      readings: Number(row.readings) + (more?.readings ?? 0),
      late: Number(row.late) + (more?.late ?? 0),
    });
  }
  return countsOf(counts, from, to, parts);
}

/** The counts themselves in `parts` equal parts of `[from, to)`. */
export function countsOf(counts: MinuteCounts, from: number, to: number, parts: number): CountsByPart {
  const width = (to - from) / parts;
  const told: CountsByPart = {
    readings: Array.from({ length: parts }, () => 0),
    late: Array.from({ length: parts }, () => 0),
  };
  for (const [minute, { readings, late }] of counts) {
    const part = Math.floor((minute - from) / width);
    if (part < 0 || part >= parts) continue;
    told.readings[part]! += readings;
    told.late[part]! += late;
  }
  return told;
}
