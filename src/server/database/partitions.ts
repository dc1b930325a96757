import { sql } from 'kysely';
import type { Database } from './open';

/**
 * Readings as they came lie in partitions of six hours by when they were received, so that a seek looks into few and a
 * week is 28. Once they are coarsened a day is one.
 */
export const rawMs = 6 * 60 * 60 * 1000;
export const dayMs = 24 * 60 * 60 * 1000;

export const rawNumber = (receivedMs: number) => Math.floor(receivedMs / rawMs);
const rawName = (number: number) => `observations_${String(number)}`;
export const dayName = (day: number) => `observations_day_${String(day)}`;

/** A partition of `observations`: which stretch of time it holds (ms since the Unix epoch, end exclusive). */
export interface Partition {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly coarse: boolean;
}

/** The partitions there are, oldest first. */
export async function partitionsOf(database: Database): Promise<readonly Partition[]> {
  const found = await sql<{ name: string }>`select c.relname as name from pg_inherits i
    join pg_class c on c.oid = i.inhrelid where i.inhparent = 'observations'::regclass`.execute(database);
  return found.rows
    .flatMap(({ name }): Partition[] => {
      const [, day, number] = /^observations_(day_)?(\d+)$/.exec(name) ?? [];
      if (number === undefined) return [];
      const width = day === undefined ? rawMs : dayMs;
      const from = Number(number) * width;
      return [{ name, from, to: from + width, coarse: day !== undefined }];
    })
    .sort((a, b) => a.from - b.from);
}

/** Makes the partitions that readings need before they can be written; remembers which there are. */
export function createPartitioner() {
  const known = new Set<number>();
  return {
    ensure: async (database: Database, receivedMs: Iterable<number>): Promise<void> => {
      for (const number of new Set(Array.from(receivedMs, rawNumber))) {
        if (known.has(number)) continue;
        await sql`create table if not exists ${sql.table(rawName(number))} partition of observations
          for values from (${sql.lit(number * rawMs)}) to (${sql.lit((number + 1) * rawMs)})`.execute(
          database,
        );
        known.add(number);
      }
    },
    /** After anything that may have taken partitions away. */
    forget: () => {
      known.clear();
    },
  };
}
export type Partitioner = ReturnType<typeof createPartitioner>;
