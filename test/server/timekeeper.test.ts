import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { createLatest } from '@/server/latest';
import { seek } from '@/server/seek';
import { createTimekeeper, type Timekeeper } from '@/server/timekeeper';
import { openEmbedded, type OpenDatabase } from './databases';
import { smallCatalogue } from './fixture';
import { writePast } from './pastOf';

const catalogue = smallCatalogue();
const hour = 3_600_000;
let kept: OpenDatabase;
let timekeeper: Timekeeper;
let away: boolean;
const latest = createLatest(catalogue);
const history = {
  ask: <T>(question: (database: OpenDatabase['database']) => Promise<T>) =>
    away ? Promise.reject(new Error('away')) : question(kept.database),
  pending: () => [],
};
const frames = () => kept.database.selectFrom('keyframes').select('at_ms').orderBy('at_ms').execute();

beforeEach(async () => {
  away = false;
  kept = await openEmbedded();
  await sql`create table observations_test partition of observations default`.execute(kept.database);
  timekeeper = createTimekeeper(history, catalogue, latest, 7 * 24 * hour, () => undefined);
});
afterEach(async () => {
  await timekeeper.close();
  await kept.close();
});

describe('the keeper of time', () => {
  it('makes anew the pictures that lack a past written later, and knows it from then on', async () => {
    const at = Date.now() - 1_000;
    await timekeeper.start();
    const [series] = catalogue.series;
    await writePast(kept.database, [
      { series: series!.id, phenomenon_ms: at - hour, received_ms: at - hour, value: 7, quality: 8 },
    ]);
    await timekeeper.remember(at);
    expect(latest.values[0]).toBe(7);
    expect((await frames()).filter(({ at_ms }) => Number(at_ms) > at)).toHaveLength(1);
    const now = Date.now();
    expect((await seek(history, catalogue, now + 10_000, now)).values[0]).toBe(7);
  });

  it('counts again what could not be written', async () => {
    await timekeeper.start();
    const minute = Math.floor(Date.now() / 60_000) * 60_000;
    const heard = { series: 1, phenomenon_ms: minute, received_ms: minute, value: 1 };
    timekeeper.count({ ...heard, quality: 0 });
    timekeeper.count({ ...heard, quality: 4 });
    away = true;
    await timekeeper.close();
    expect(timekeeper.unwritten().get(minute)).toEqual({ readings: 2, late: 1 });
    away = false;
    await timekeeper.close();
    const told = await kept.database.selectFrom('reading_counts').selectAll().executeTakeFirst();
    expect([Number(told?.readings), Number(told?.late)]).toEqual([2, 1]);
  });

  it('says since when the city can be shown whole', async () => {
    expect(await timekeeper.keptSince()).toBeUndefined();
    await timekeeper.start();
    expect(await timekeeper.keptSince()).toBeLessThanOrEqual(Date.now());
  });
});
