import { afterEach, describe, expect, it, vi } from 'vitest';
import { createLatest } from '@/server/latest';
import { createSignDesk } from '@/server/signDesk';
import { monday } from '../support/fakeClock';
import { fakeFleet } from '../support/fakeFleet';
import { openEmbedded } from './databases';

afterEach(() => void vi.useRealTimers());

const gauge = fakeFleet.series.findIndex(({ property }) => property === 'river-stage');
const district = fakeFleet.series[gauge]!.district;

describe('the desk of the vital signs', () => {
  it('shows them every second, writes down how they change, and reads the past as it was shown', async () => {
    const { database, close } = await openEmbedded();
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    let at = monday;
    const latest = createLatest(fakeFleet);
    const report = vi.fn();
    const desk = createSignDesk({ catalogue: fakeFleet, latest, report, now: () => at });
    await desk.attach(database);
    const stage = (value: number, seconds: number) => {
      at = monday + seconds * 1000;
      latest.write(gauge, value, at, at, 0);
      vi.advanceTimersByTime(1_000);
      return desk.now('city')?.find(({ reading }) => reading.id === 'river-stage')?.reading;
    };
    expect(stage(24, 1)).toMatchObject({ state: 'normal', value: 24 });
    expect(stage(26, 2)).toMatchObject({ state: 'attention', since: monday + 2_000 });
    expect(stage(24.97, 3)).toMatchObject({ state: 'attention' });
    expect(desk.now(district)?.find(({ reading }) => reading.id === 'river-stage')?.reading.state).toBe(
      'attention',
    );
    expect(desk.now('nowhere')).toBeUndefined();
    await desk.close();
    expect(report).not.toHaveBeenCalled();

    const again = createSignDesk({ catalogue: fakeFleet, latest, report, now: () => at });
    await again.attach(database);
    const when = monday + 3_000;
    const time = { mode: 'replay', at: when, knownAt: when } as const;
    const then = again.then('city', latest, time)?.find(({ id }) => id === 'river-stage');
    expect(then).toMatchObject({ state: 'attention', value: 24.97, since: monday + 2_000 });
    const early = { ...time, knownAt: monday + 1_500 };
    expect(again.then('city', latest, early)?.find(({ id }) => id === 'river-stage')?.state).toBe('normal');
    expect(again.why('river-stage', 'city', latest, time).reading).toEqual(then);
    expect(() => again.why('river-stage', 'nowhere', latest, time)).toThrow('no scope');
    await again.close();
    vi.useRealTimers();
    await close();
  });
});
