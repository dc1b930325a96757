import { sql } from 'kysely';
import { quality } from '@/contracts/series';
import type { Database } from './open';
import { dayMs, dayName, partitionsOf, type Partition } from './partitions';

/** How much of the past is kept, and how finely. */
export interface Keeping {
  /** Length of the means that series are kept as when they speak more often, 0…60; 0 keeps every reading. */
  readonly samplingSeconds: number;
  /** How long readings and their means are kept as they were written. */
  readonly rawDays: number;
  /** Length of the means they become after that, 1…60. */
  readonly coarseMinutes: number;
  /** How long anything is kept at all. */
  readonly coarseDays: number;
}

/** So many series are coarsened in one statement: the database has one connection, and readings wait meanwhile. */
const seriesAtOnce = 500;

/** The days that have wholly passed out of the raw days and still have raw partitions, oldest first. */
function daysDue(partitions: readonly Partition[], rawDays: number, nowMs: number): readonly number[] {
  const days = partitions.flatMap(({ coarse, from }) => (coarse ? [] : [Math.floor(from / dayMs)]));
  return [...new Set(days)].filter((day) => (day + 1) * dayMs <= nowMs - rawDays * dayMs);
}

/** One day's readings become means in one partition. Cut short, it begins anew the next time and nothing is lost. */
async function coarsen(
  database: Database,
  day: number,
  from: readonly Partition[],
  minutes: number,
): Promise<void> {
  const name = dayName(day);
  const code = minutes <= 15 ? 2 : 3;
  const all = sql.join(
    from.map((partition) => sql`select * from ${sql.table(partition.name)}`),
    sql` union all `,
  );
  await sql`drop table if exists ${sql.table(name)}`.execute(database);
  await sql`create table ${sql.table(name)} (like observations including defaults)`.execute(database);
  const ids = await sql<{ id: number }>`select distinct series as id from (${all}) raw order by 1`.execute(
    database,
  );
  for (let at = 0; at < ids.rows.length; at += seriesAtOnce) {
    const some = ids.rows.slice(at, at + seriesAtOnce).map(({ id }) => id);
    // Late readings become means of their own, so that what was known before them stays tellable. A lone row stays itself.
    await sql`insert into ${sql.table(name)}
        (series, phenomenon_ms, received_ms, value, quality, n, since_ms, low, high, last)
      select series, max(phenomenon_ms), max(received_ms), sum(value * n) / sum(n),
        case when count(*) = 1 then max(quality) else (bit_or(quality) & ~48) | ${sql.lit(code << 4)} end, sum(n),
        case when sum(n) > 1 then min(coalesce(since_ms, phenomenon_ms)) end,
        case when sum(n) > 1 then min(coalesce(low, value)) end,
        case when sum(n) > 1 then max(coalesce(high, value)) end,
        case when sum(n) > 1 then (array_agg(coalesce(last, value) order by phenomenon_ms desc))[1] end
      from (${all}) raw where series = any(${some}::int[])
      group by series, phenomenon_ms / ${sql.lit(minutes * 60_000)}, quality & ${sql.lit(quality.late)}`.execute(
      database,
    );
  }
  await database.transaction().execute(async (swap) => {
    for (const partition of from) await sql`drop table ${sql.table(partition.name)}`.execute(swap);
    await sql`alter table observations attach partition ${sql.table(name)}
      for values from (${sql.lit(day * dayMs)}) to (${sql.lit((day + 1) * dayMs)})`.execute(swap);
  });
}

/** Coarsens what is older than the raw days and lets go of what is older than anything is kept. `nowMs`: Unix ms. */
export async function retain(database: Database, keeping: Keeping, nowMs: number): Promise<void> {
  const partitions = await partitionsOf(database);
  const oldest = nowMs - Math.max(keeping.coarseDays, keeping.rawDays) * dayMs;
  for (const { name } of partitions.filter(({ to }) => to <= oldest)) {
    await sql`drop table ${sql.table(name)}`.execute(database);
  }
  const left = partitions.filter(({ to }) => to > oldest);
  for (const day of daysDue(left, keeping.rawDays, nowMs)) {
    const raw = left.filter(({ coarse, from }) => !coarse && Math.floor(from / dayMs) === day);
    await coarsen(database, day, raw, keeping.coarseMinutes);
  }
  await database
    .deleteFrom('keyframes')
    .where('at_ms', '<', nowMs - keeping.rawDays * dayMs)
    .execute();
  await database.deleteFrom('gaps').where('to_ms', '<', oldest).execute();
}
