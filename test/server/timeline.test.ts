import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeFrame } from '@/contracts/live';
import type { Observations } from '@/contracts/series';
import type { Timeline } from '@/contracts/timeline';
import { jsonOf, openCity, problemOf, until, type TestCity } from './city';

const minute = 60_000;
let city: TestCity;
let opened = 0;
let before = 0;
let between = 0;

beforeAll(async () => {
  opened = Date.now();
  city = await openCity();
  before = Date.now();
  await city.publish(20, 30);
  await until(async () => (await temperature(30, Date.now())).last.length === 1);
  between = Date.now();
  // Happened before the first, and came after it.
  await until(() => Date.now() > between);
  await city.publish(35, 50);
  await until(async () => (await temperature(60, Date.now())).last.length === 2);
});
afterAll(() => city.close());

async function temperature(secondsBack: number, knownAt: number): Promise<Observations> {
  const to = Date.now();
  const span = `from=${String(before - secondsBack * 1000 - minute)}&to=${String(to)}`;
  return jsonOf<Observations>(
    await city.ask(`/api/observations?series=2&px=4000&${span}&knownAt=${String(knownAt)}`),
  );
}

describe('a reading that came late', () => {
  it('is in the history at once, and not in what was known before it came', async () => {
    expect((await temperature(60, Date.now())).last).toEqual([35, 20]);
    expect((await temperature(60, between)).last).toEqual([20]);
  });

  it('vanishes from the replayed city where one asks what was known then', async () => {
    const at = before - 40_000;
    const shown = async (more: string) => {
      const answer = await city.ask(`/api/replay?from=${String(at)}&to=${String(at + 1)}${more}`);
      const frame = decodeFrame(Uint8Array.from(answer.bytes.subarray(4)).buffer);
      return [...(frame?.value ?? [])];
    };
    expect(await shown('')).toEqual([35]);
    expect(await shown(`&knownAt=${String(between)}`)).toEqual([]);
    expect(await shown('&known=then')).toEqual([]);
  });
});

describe('the time line', () => {
  it('says since when the city is kept, and how much was heard when', async () => {
    const from = Math.floor((before - 10 * minute) / minute) * minute;
    const answer = await city.ask(
      `/api/timeline?from=${String(from)}&to=${String(from + 20 * minute)}&bins=20`,
    );
    const told = jsonOf<Timeline>(answer);
    expect(told.from).toBeGreaterThanOrEqual(opened);
    expect(told.from).toBeLessThanOrEqual(told.to);
    expect(told.bins.t[1]).toBe(from + minute);
    expect(told.bins.readings).toHaveLength(20);
    expect(told.bins.readings.reduce((sum, count) => sum + count, 0)).toBe(2);
    expect(told.bins.late.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(told.bins.alarms.reduce((sum, count) => sum + count, 0)).toBe(0);
  });

  it('still knows both after a restart, and stands whole from its last picture', async () => {
    const since = jsonOf<Timeline>(await city.ask('/api/timeline?from=0&to=1')).from ?? NaN;
    await city.restart();
    const to = Date.now();
    const told = jsonOf<Timeline>(
      await city.ask(`/api/timeline?from=${String(to - 20 * minute)}&to=${String(to)}`),
    );
    expect(told.from).toBe(since);
    expect(told.bins.readings.reduce((sum, count) => sum + count, 0)).toBe(2);
    const frames = await city.ask(`/api/timeline/frames?from=${String(since)}&to=${String(to)}&step=86400`);
    const frame = decodeFrame(Uint8Array.from(frames.bytes.subarray(4)).buffer);
    expect([...(frame?.value ?? [])]).toContain(20);
    expect(since + (frame?.seq ?? NaN)).toBeLessThanOrEqual(to);
  });

  it.each([
    ['/api/timeline?from=2&to=1', 'from'],
    ['/api/timeline?from=1&to=2&bins=0', 'bins'],
    ['/api/timeline?from=1&to=2&bins=1001', 'bins'],
    ['/api/timeline/frames?from=0&to=86400001', 'to'],
    ['/api/timeline/frames?from=0&to=86400000&step=60', 'step'],
    ['/api/timeline/frames?from=0&to=1&step=1', 'step'],
    ['/api/replay?from=0&to=86400001', 'to'],
    ['/api/replay?from=0&to=1&known=now', 'known'],
  ])('refuses %s and says that `%s` is wrong', async (path, field) => {
    const answer = await city.ask(path);
    expect([answer.status, problemOf(answer).errors?.[0]?.field]).toEqual([400, field]);
  });
});
