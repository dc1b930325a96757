import { sql } from 'kysely';
import { quality, withResolution } from '@/contracts/series';
import type { Database } from '@/server/database/open';
import type { KeptReading } from '@/server/readings';

/** Numbers in `[0, 1)` that are the same in every run of a seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export interface PastPlan {
  readonly random: () => number;
  readonly from: number;
  readonly lengthMs: number;
  readonly series: readonly number[];
  readonly rows: number;
}

/** A made-up history in order of arrival: prompt, late and early rows, readings and means, some at the same moment. */
export function makePast({ random, from, lengthMs, series, rows }: PastPlan): readonly KeptReading[] {
  const arrivals = Array.from({ length: rows }, () => from + Math.floor(random() * lengthMs)).sort(
    (one, other) => one - other,
  );
  const newest = new Map<number, number>();
  return arrivals.map((received) => {
    const one = series[Math.floor(random() * series.length)]!;
    const kind = random();
    const lag = kind < 0.1 ? -5_000 * random() : kind < 0.8 ? 3_000 * random() : 2 * 3_600_000 * random();
    const phenomenon = Math.floor((received - lag) / 500) * 500;
    const late = phenomenon <= (newest.get(one) ?? -Infinity) || received - phenomenon > 60_000;
    if (!late) newest.set(one, phenomenon);
    const value = Math.round(random() * 1000) / 10;
    const row = {
      series: one,
      phenomenon_ms: phenomenon,
      received_ms: received,
      value,
      quality: late ? quality.late : random() < 0.1 ? quality.suspect : 0,
    };
    return late || random() < 0.6
      ? row
      : {
          ...row,
          quality: withResolution(row.quality, 1),
          low: value - random(),
          high: value + random(),
          last: value + random() - 0.5,
        };
  });
}

/** Writes rows past the queue, so that the test alone decides what is there. */
export async function writePast(database: Database, rows: readonly KeptReading[]): Promise<void> {
  await sql`insert into observations (series, phenomenon_ms, received_ms, value, quality, n, low, high, last)
    select * from unnest(
      ${rows.map((row) => row.series)}::int[],
      ${rows.map((row) => row.phenomenon_ms)}::bigint[],
      ${rows.map((row) => row.received_ms)}::bigint[],
      ${rows.map((row) => row.value)}::float8[],
      ${rows.map((row) => row.quality)}::smallint[],
      ${rows.map((row) => (row.low === undefined ? 1 : 5))}::int[],
      ${rows.map((row) => row.low ?? null)}::float8[],
      ${rows.map((row) => row.high ?? null)}::float8[],
      ${rows.map((row) => row.last ?? null)}::float8[])`.execute(database);
}

export interface LastWord {
  readonly time: number;
  readonly value: number;
  readonly quality: number;
}

/** What each series had last said at `at` as far as known at `knownAt`, by looking at every row. */
export function lastWords(
  rows: readonly KeptReading[],
  at: number,
  knownAt: number,
): ReadonlyMap<number, LastWord> {
  const found = new Map<number, KeptReading>();
  for (const row of rows) {
    if (row.phenomenon_ms > at || row.received_ms > knownAt) continue;
    const held = found.get(row.series);
    if (
      held === undefined ||
      row.phenomenon_ms > held.phenomenon_ms ||
      (row.phenomenon_ms === held.phenomenon_ms && row.received_ms >= held.received_ms)
    )
      found.set(row.series, row);
  }
  return new Map(
    [...found].map(([one, row]) => [
      one,
      { time: row.phenomenon_ms, value: row.value, quality: row.quality },
    ]),
  );
}
