import { sql } from 'kysely';
import { quality } from '@/contracts/series';
import type { Database } from './open';
import type { ObservationRow } from './tables';

/** Readings a device may send again after a restart, because no answer to them came. */
const recallMs = 2 * 60_000;
const mostRecalled = 200_000;

/** The last two minutes of readings that devices sent, by when they happened, oldest first. */
export async function lastKept(database: Database): Promise<readonly ObservationRow[]> {
  const heard = sql<boolean>`quality & ${sql.lit(quality.backfilled)} = 0`;
  const newest = await database
    .selectFrom('observations')
    .select('phenomenon_ms')
    .where(heard)
    .orderBy('phenomenon_ms', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (newest === undefined) return [];
  const rows = await database
    .selectFrom('observations')
    .select(['series', 'phenomenon_ms', 'received_ms', 'value', 'quality'])
    .where('phenomenon_ms', '>', Number(newest.phenomenon_ms) - recallMs)
    .where(heard)
    .orderBy('phenomenon_ms', 'desc')
    .limit(mostRecalled)
    .execute();
  return rows.reverse();
}
