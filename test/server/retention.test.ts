import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quality, resolutionOf } from '@/contracts/series';
import { insertRows } from '@/server/database/insert';
import { createPartitioner, dayMs, partitionsOf } from '@/server/database/partitions';
import { retain, type Keeping } from '@/server/database/retention';
import type { StoredRow } from '@/server/database/tables';
import { asItCame } from '@/server/sampler';
import { engines, type OpenDatabase } from './databases';

const keeping: Keeping = { samplingSeconds: 60, rawDays: 7, coarseMinutes: 15, coarseDays: 30 };
/** Noon, so that a day never ends while the test looks. */
const now = Date.parse('2026-03-20T12:00:00Z');
const hourMs = 3_600_000;
const daysAgo = (days: number, ms = 0) => Math.floor(now / dayMs) * dayMs - days * dayMs + ms;
const reading = (ms: number, value: number, more: Partial<StoredRow> = {}): StoredRow => ({
  ...asItCame({ series: 1, phenomenon_ms: ms, received_ms: ms, value, quality: 0 }),
  ...more,
});

describe.each(engines)('what is kept in %s', (_, open) => {
  it.skipIf(open !== undefined)('is not tested: PostgreSQL is not installed here', () => undefined);
  if (open === undefined) return;

  let kept: OpenDatabase;
  const put = async (rows: readonly StoredRow[]) => {
    await createPartitioner().ensure(
      kept.database,
      rows.map((row) => row.received_ms),
    );
    await insertRows(kept.database, rows);
  };
  const stored = async (): Promise<readonly StoredRow[]> =>
    (await kept.database.selectFrom('observations').selectAll().orderBy('phenomenon_ms').execute()).map(
      (row) => ({ ...row, phenomenon_ms: Number(row.phenomenon_ms) }),
    );
  beforeAll(async () => {
    kept = await open();
    await put([
      // A week and two days ago: a mean and two readings of one quarter of an hour, one alone in the next, one late.
      reading(daysAgo(9, hourMs), 10, {
        n: 3,
        since_ms: daysAgo(9, hourMs - 30_000),
        low: 8,
        high: 13,
        last: 12,
      }),
      reading(daysAgo(9, hourMs + 60_000), 20),
      reading(daysAgo(9, hourMs + 120_000), 6, { quality: quality.suspect }),
      reading(daysAgo(9, hourMs + 180_000), 99, {
        quality: quality.late,
        received_ms: daysAgo(9, 7 * hourMs),
      }),
      reading(daysAgo(9, 2 * hourMs), 7),
      // Part of a day that has not wholly passed out of the raw days.
      reading(daysAgo(7, hourMs), 1),
      reading(daysAgo(7, hourMs + 60_000), 2),
      reading(daysAgo(0, hourMs), 3),
    ]);
    for (const days of [8, 6]) {
      await kept.database
        .insertInto('keyframes')
        .values({ at_ms: now - days * dayMs, revision: 1, frame: new Uint8Array([1]) })
        .execute();
    }
    await retain(kept.database, keeping, now);
  });
  afterAll(() => kept.close());

  it('becomes means a week later, with their low, high and last, and what came late apart', async () => {
    const old = (await stored()).filter((row) => row.phenomenon_ms < daysAgo(8));
    expect(old).toHaveLength(3);
    expect(old[0]).toMatchObject({
      value: (10 * 3 + 20 + 6) / 5,
      n: 5,
      low: 6,
      high: 20,
      last: 6,
      phenomenon_ms: daysAgo(9, hourMs + 120_000),
    });
    expect(Number(old[0]?.since_ms)).toBe(daysAgo(9, hourMs - 30_000));
    expect(resolutionOf(old[0]?.quality ?? 0)).toBe(900);
    expect((old[0]?.quality ?? 0) & quality.suspect).toBe(quality.suspect);
    expect(old[1]).toMatchObject({ value: 99, n: 1, quality: quality.late });
    expect(old[2]).toMatchObject({ value: 7, n: 1, quality: 0, since_ms: null });
  });

  it('is left as it came while any of its day is younger than that', async () => {
    expect(
      (await stored()).filter((row) => row.phenomenon_ms > daysAgo(8)).map(({ value }) => value),
    ).toEqual([1, 2, 3]);
  });

  it('lies in one partition a day once it is coarse', async () => {
    const partitions = await partitionsOf(kept.database);
    expect(partitions.map(({ coarse, from }) => [coarse, from])).toEqual([
      [true, daysAgo(9)],
      [false, daysAgo(7)],
      [false, daysAgo(0)],
    ]);
  });

  it('loses the keyframes of the raw days that have passed, and no other', async () => {
    const frames = await kept.database.selectFrom('keyframes').select('at_ms').execute();
    expect(frames.map(({ at_ms }) => Number(at_ms))).toEqual([now - 6 * dayMs]);
  });

  it('is the same when it is done again, also after it was cut short', async () => {
    const before = await stored();
    // What a killed server leaves: the half-made means of a day, not yet in the place of its readings.
    await sql`create table ${sql.table(`observations_day_${String(daysAgo(7) / dayMs)}`)} (like observations)`.execute(
      kept.database,
    );
    await retain(kept.database, keeping, now);
    expect(await stored()).toEqual(before);
    await retain(kept.database, keeping, now + dayMs);
    expect((await stored()).map(({ n }) => n)).toEqual([5, 1, 1, 2, 1]);
  });

  it('is gone after the last of the coarse days', async () => {
    await retain(kept.database, keeping, now + 22 * dayMs);
    expect((await stored()).map(({ n }) => n)).toEqual([2, 1]);
    await retain(kept.database, keeping, now + 40 * dayMs);
    expect(await stored()).toEqual([]);
  });
});
