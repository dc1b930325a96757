import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '@/server/database/open';
import type { ObservationRow } from '@/server/database/tables';
import { createHistory } from '@/server/history';
import { createReadiness } from '@/server/readiness';
import { until } from './city';
import { engines, type OpenDatabase } from './databases';

const keeping = { samplingSeconds: 0, rawDays: 7, coarseMinutes: 15, coarseDays: 400 };
const noon = Date.parse('2026-03-20T12:00:00Z');
const row = (turn: number): ObservationRow => ({
  series: 1,
  phenomenon_ms: noon + turn,
  received_ms: noon + turn,
  value: turn,
  quality: 0,
});
const open = (now: number, readiness = createReadiness()) =>
  createHistory({ readiness, keeping, report: () => undefined, now: () => now });
const stored = async (database: Database) =>
  (await sql<{ n: number }>`select count(*)::int as n from observations`.execute(database)).rows[0]?.n ?? 0;

describe.each(engines)('what is missing in %s', (_, openDatabase) => {
  it.skipIf(openDatabase !== undefined)('is not tested: PostgreSQL is not installed here', () => undefined);
  if (openDatabase === undefined) return;

  let kept: OpenDatabase;
  beforeEach(async () => {
    kept = await openDatabase();
  });
  afterEach(() => kept.close());

  it('is, with what is stored, exactly what was sent, when there was no room for all', async () => {
    const sent = 125_000;
    const readiness = createReadiness();
    const history = open(noon + sent, readiness);
    for (let turn = 0; turn < sent; turn++) history.keep(row(turn));
    await history.attach(kept.database, false);
    await until(() => history.waiting() === 0);
    await history.close();
    const gaps = await kept.database.selectFrom('gaps').selectAll().where('reason', '=', 'shed').execute();
    expect(gaps).toHaveLength(1);
    const { rows, from_ms, to_ms } = gaps[0]!;
    expect((await stored(kept.database)) + Number(rows)).toBe(sent);
    expect([Number(from_ms), Number(to_ms)]).toEqual([noon, noon + Number(rows) - 1]);
    expect(history.health()).toMatchObject({ waiting: 0, shed: Number(rows), failing: false });
    expect(readiness.get('history').detail).toContain(`${String(Number(rows))} readings were lost`);
  });

  it('after a stop is the time until the next start, no more and no less', async () => {
    const before = open(noon + 10);
    await before.attach(kept.database, false);
    before.keep(row(1));
    await before.close();
    const after = open(noon + 60_000);
    await after.attach(kept.database, false);
    expect(after.health().gaps).toEqual([
      { from: noon + 10, to: noon + 60_000, rows: null, reason: 'restart' },
    ]);
    await after.close();
  });

  it('after a kill begins before the last that was stored, for what was still on its way', async () => {
    const killed = open(noon + 10);
    await killed.attach(kept.database, false);
    killed.keep(row(5));
    await until(() => killed.written() === 1);
    const after = open(noon + 600_000);
    const known = await after.attach(kept.database, false);
    expect(known.map(({ value }) => value)).toEqual([5]);
    const [gap, ...more] = after.health().gaps;
    expect(more).toEqual([]);
    expect(gap).toMatchObject({ to: noon + 600_000, rows: null, reason: 'restart' });
    expect(gap?.from).toBeLessThanOrEqual(noon + 5 - 60_000);
    await after.close();
    await killed.close();
  });

  it('is nothing at the first start, and what another tells it is kept', async () => {
    const history = open(noon);
    await history.attach(kept.database, false);
    expect(history.health().gaps).toEqual([]);
    const gap = { from: noon - 10_000, to: noon, rows: null, reason: 'away' } as const;
    history.missing(gap);
    expect(history.health().gaps).toEqual([gap]);
    await until(async () => (await kept.database.selectFrom('gaps').selectAll().execute()).length === 1);
    await history.close();
  });
});
