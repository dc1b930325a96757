import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeFrame } from '@/contracts/live';
import { quality, resolutionOf } from '@/contracts/series';
import { demoThing } from '@/domain/fleetPlan';
import { createSimulateWindow } from '@/domain/simulatedWindow';
import { backfill, stepsBefore, type BackfillMakings } from '@/server/backfill';
import type { Database } from '@/server/database/open';
import { engines, type OpenDatabase } from './databases';
import { smallCatalogue } from './fixture';

const catalogue = smallCatalogue();
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const until = Date.parse('2026-03-20T12:07:31Z');
const demo = catalogue.series.find(({ thing }) => thing === demoThing)?.id;

describe.each(engines)('the day before the first start in %s', (_, open) => {
  it.skipIf(open !== undefined)('is not tested: PostgreSQL is not installed here', () => undefined);
  if (open === undefined) return;

  let kept: OpenDatabase;
  const reports: unknown[] = [];
  const shares: (number | undefined)[] = [];
  const write = (more: Partial<BackfillMakings> = {}, database: Database = kept.database) =>
    backfill({
      database,
      catalogue,
      untilMs: until,
      first: true,
      stop: new AbortController().signal,
      progress: (share) => shares.push(share),
      report: (error) => reports.push(error),
      ...more,
    });
  const count = async () => {
    const found = await sql<{ n: number; different: number }>`select count(*)::int as n,
      count(distinct (series, phenomenon_ms))::int as different from observations`.execute(kept.database);
    return found.rows[0];
  };
  const done = async () =>
    (await kept.database.selectFrom('backfill').select('done').executeTakeFirst())?.done ?? 0;

  beforeAll(async () => {
    kept = await open();
  });
  afterAll(() => kept.close());

  it('is cut short by a stop, and goes on where it was the next time, nothing twice', async () => {
    const stop = new AbortController();
    await write({
      stop: stop.signal,
      progress: (share) => {
        if ((share ?? 0) > 0.2) stop.abort();
      },
    });
    const half = await done();
    expect(half).toBeGreaterThan(10);
    expect(half).toBeLessThan(stepsBefore(until).length);
    // The second run begins later; the day that is written stays the one before the first start.
    await write({ untilMs: until + hourMs, first: false });
    expect(await done()).toBe(stepsBefore(until).length);
    expect(shares.at(0)).toBeCloseTo(half / stepsBefore(until).length);
    expect(shares.at(-1)).toBeUndefined();
    const rows = await count();
    expect(rows?.different).toBe(rows?.n);
    await write();
    expect(await count()).toEqual(rows);
    expect(reports).toEqual([]);
  });

  it('is what the simulated devices said, marked as written afterwards, and nothing of the demo device', async () => {
    const rows = await kept.database.selectFrom('observations').selectAll().execute();
    expect(rows.every((row) => (row.quality & quality.backfilled) !== 0)).toBe(true);
    expect(rows.every((row) => Number(row.received_ms) === Number(row.phenomenon_ms))).toBe(true);
    expect(rows.some((row) => row.series === demo)).toBe(false);
    const times = rows.map((row) => Number(row.phenomenon_ms));
    expect(Math.max(...times)).toBeLessThanOrEqual(until);
    expect(Math.min(...times)).toBeGreaterThan(until - 25 * hourMs);
    const said = createSimulateWindow('weekday', catalogue);
    for (const row of rows.slice(0, 200)) {
      const slot = catalogue.series.findIndex(({ id }) => id === row.series);
      const ms = Number(row.phenomenon_ms);
      expect([...said(ms - 1, ms, { slots: [slot] }).value]).toEqual([row.value]);
    }
  });

  it('is by the quarter of an hour, and by the minute in its last hour, never finer than a device speaks', async () => {
    const often = catalogue.series.find(({ intervalS, thing }) => intervalS < 60 && thing !== demoThing);
    const rows = await kept.database
      .selectFrom('observations')
      .select(['phenomenon_ms', 'quality'])
      .where('series', '=', often?.id ?? 0)
      .orderBy('phenomenon_ms')
      .execute();
    const between = (from: number, to: number) =>
      rows.filter(
        (row) => Number(row.phenomenon_ms) > until - from && Number(row.phenomenon_ms) <= until - to,
      );
    expect(between(30 * minuteMs, 10 * minuteMs).map((row) => resolutionOf(row.quality))).toEqual(
      Array.from({ length: 20 }, () => 60),
    );
    expect(new Set(between(20 * hourMs, 2 * hourMs).map((row) => resolutionOf(row.quality)))).toEqual(
      new Set([900]),
    );
    expect(between(20 * hourMs, 2 * hourMs).length).toBeLessThanOrEqual(72);
  });

  it('leaves a picture of the whole city every quarter of an hour', async () => {
    const frames = await kept.database.selectFrom('keyframes').selectAll().orderBy('at_ms').execute();
    expect(frames.length).toBeGreaterThanOrEqual(95);
    for (const { at_ms, frame } of frames) {
      const told = decodeFrame(Uint8Array.from(frame).buffer);
      expect(Math.max(...(told?.timeMs ?? [Infinity]))).toBeLessThanOrEqual(Number(at_ms));
      expect(told?.slot.length).toBeGreaterThan(catalogue.series.length / 2);
    }
  });

  it('is not imagined where something was stored already', async () => {
    const other = await open();
    await write({ first: false }, other.database);
    expect(await other.database.selectFrom('observations').selectAll().execute()).toEqual([]);
    await write({ first: true }, other.database);
    expect(await other.database.selectFrom('observations').selectAll().execute()).toEqual([]);
    await other.close();
  });
});
