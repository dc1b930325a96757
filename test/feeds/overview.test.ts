import { beforeEach, describe, expect, it, vi } from 'vitest';
import { quality, resolutionOf, withResolution } from '@/contracts/series';
import { createOverview, overviewStepMs, type OverviewOptions } from '@/feeds/overview';
import { freshnessOf } from '@/domain/freshness';
import { createFakeClock, monday, settled } from '../support/fakeClock';
import { frameOf } from '../support/fakeSocket';

const hour = 3_600_000;
const minute = 60_000;
const block = 2 * hour;

function setting(reachMs = 24 * hour) {
  const clock = createFakeClock();
  let failing = false;
  /** Slot 0 says how many minutes before monday the picture is; slot 1 spoke once; slot 2 never. */
  const load = vi.fn<OverviewOptions['load']>((from, to, step, take) => {
    if (failing) return Promise.reject(new Error('away'));
    for (let at = Math.ceil(from / step) * step; at <= to; at += step) {
      const frame = frameOf(1, [0, (at - monday) / minute, at - 100], [1, 0.1, monday - 26 * hour]);
      take({ ...frame, seq: at - from });
    }
    return Promise.resolve();
  });
  const changed = vi.fn<OverviewOptions['changed']>();
  const overview = createOverview({
    load,
    revision: 1,
    range: () => ({ from: clock.now() - reachMs, to: clock.now() }),
    clock,
    changed,
  });
  return {
    clock,
    load,
    changed,
    overview,
    fail: (next: boolean) => {
      failing = next;
    },
    /** Lets the background load everything it wants. */
    finish: async () => {
      for (let turn = 0; turn < 40; turn += 1) {
        await settled();
        clock.advance(50);
      }
    },
  };
}

let day: ReturnType<typeof setting>;
beforeEach(() => {
  day = setting();
});

describe('the day at a glance', () => {
  it('is loaded from where one looks outwards, one part at a time', async () => {
    const at = monday - 10 * hour;
    day.overview.around(at);
    expect(day.load).toHaveBeenCalledTimes(1);
    expect(day.load.mock.calls[0]?.[0]).toBe(Math.floor(at / block) * block);
    expect(day.overview.at(at)).toBeUndefined();
    await settled();
    expect(day.overview.at(at)).toBeDefined();
    expect(day.overview.at(monday - 20 * hour)).toBeUndefined();
    await day.finish();
    expect(day.overview.at(monday - 20 * hour)).toBeDefined();
    expect(day.changed).toHaveBeenLastCalledWith({ ready: 1, failing: false });
    expect(day.load.mock.calls.length).toBeLessThanOrEqual(13);
  });

  it('holds at any moment the last picture before it, never one after', async () => {
    day.overview.around(monday);
    await day.finish();
    for (let ago = 1; ago < 24 * 60; ago += 7) {
      const at = monday - ago * minute;
      const rows = day.overview.at(at);
      const picture = Math.floor(at / overviewStepMs) * overviewStepMs;
      expect(rows?.value[0]).toBe((picture - monday) / minute);
      expect(rows?.timeMs[0]).toBeCloseTo(picture - 100, 0);
      expect([...(rows?.slot ?? [])]).toEqual([0, 1]);
    }
  });

  it('says of itself that it stands for a quarter of an hour, so that it does not look stale', async () => {
    day.overview.around(monday);
    await day.finish();
    const at = monday - 3 * hour - 1;
    const rows = day.overview.at(at);
    expect(resolutionOf(rows?.quality[0] ?? 0)).toBe(900);
    expect(freshnessOf(rows?.timeMs[0] ?? 0, 10, at, rows?.quality[0])).toBe(1);
    expect(freshnessOf(rows?.timeMs[1] ?? 0, 10, at, rows?.quality[1])).toBe(3);
  });

  it('keeps what a reading said of itself', async () => {
    const coarse = withResolution(quality.suspect, 3);
    day.load.mockImplementation((from, _to, _step, take) => {
      take({ ...frameOf(1, [0, 1, from]), quality: Uint8Array.of(coarse), seq: 0 });
      return Promise.resolve();
    });
    day.overview.around(monday);
    await day.finish();
    expect(day.overview.at(monday)?.quality[0]).toBe(coarse);
  });

  it('takes no picture of another fleet', async () => {
    day.load.mockImplementation((_from, _to, _step, take) => {
      take(frameOf(2, [0, 1, monday]));
      return Promise.resolve();
    });
    day.overview.around(monday);
    await day.finish();
    expect(day.overview.at(monday)).toBeUndefined();
  });

  it('says when it cannot be had, waits before it asks again, and goes on', async () => {
    day.fail(true);
    day.overview.around(monday);
    await settled();
    expect(day.changed).toHaveBeenLastCalledWith({ ready: 0, failing: true });
    day.overview.around(monday);
    expect(day.load).toHaveBeenCalledTimes(1);
    day.fail(false);
    day.clock.advance(10_000);
    await day.finish();
    expect(day.changed).toHaveBeenLastCalledWith({ ready: 1, failing: false });
  });

  it('grows with the day, and lets go of what is older', async () => {
    day.overview.around(monday);
    await day.finish();
    const loads = day.load.mock.calls.length;
    day.overview.around(monday);
    expect(day.load).toHaveBeenCalledTimes(loads);
    day.clock.advance(4 * hour);
    day.overview.around(day.clock.now());
    await day.finish();
    expect(day.overview.at(day.clock.now() - minute)?.timeMs[0]).toBeGreaterThan(monday + 3 * hour);
    expect(day.overview.at(monday - 23 * hour)).toBeUndefined();
  });

  it('stops loading when nobody replays any more, and keeps what it has', async () => {
    day.overview.around(monday);
    await settled();
    day.overview.rest();
    await day.finish();
    expect(day.load).toHaveBeenCalledTimes(1);
    expect(day.overview.at(monday)).toBeDefined();
    expect(day.clock.pending()).toBe(0);
  });

  it('asks only for what is kept', async () => {
    const short = setting(30 * minute);
    short.overview.around(monday - 20 * hour);
    await short.finish();
    for (const [from] of short.load.mock.calls) expect(from).toBeGreaterThan(monday - 3 * hour);
  });
});
