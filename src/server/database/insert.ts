import { sql } from 'kysely';
import type { Database } from './open';
import type { StoredRow } from './tables';

const column = <K extends keyof StoredRow>(rows: readonly StoredRow[], name: K) =>
  rows.map((row) => row[name]);

/** Writes rows of history in one statement; their partitions must be there. */
export async function insertRows(database: Database, rows: readonly StoredRow[]): Promise<void> {
  const times = sql`${column(rows, 'series')}::int[], ${column(rows, 'phenomenon_ms')}::bigint[],
    ${column(rows, 'received_ms')}::bigint[], ${column(rows, 'value')}::float8[],
    ${column(rows, 'quality')}::smallint[]`;
  // Most batches of a city that keeps every reading hold no mean: half the columns need not travel.
  if (rows.every((row) => row.n === 1)) {
    await sql`insert into observations (series, phenomenon_ms, received_ms, value, quality)
      select * from unnest(${times})`.execute(database);
    return;
  }
  await sql`insert into observations
      (series, phenomenon_ms, received_ms, value, quality, n, since_ms, low, high, last)
    select * from unnest(${times}, ${column(rows, 'n')}::int[], ${column(rows, 'since_ms')}::bigint[],
      ${column(rows, 'low')}::float8[], ${column(rows, 'high')}::float8[],
      ${column(rows, 'last')}::float8[])`.execute(database);
}
