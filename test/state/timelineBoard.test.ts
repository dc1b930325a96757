import { describe, expect, it, vi } from 'vitest';
import type { CityQuery } from '@/feeds/cityQuery';
import { binMsOf, followTimeline } from '@/state/timelineBoard';
import { createTimeStore } from '@/state/timeStore';
import { createFakeClock, monday, settled } from '../support/fakeClock';

const minute = 60_000;
const hour = 60 * minute;

function setting() {
  const clock = createFakeClock();
  const time = createTimeStore(clock.now);
  const ask = vi.fn<CityQuery['timeline']>(({ from, to, bins }) =>
    Promise.resolve({
      from: monday - 20 * hour,
      to: clock.now(),
      bins: {
        t: Array.from({ length: bins }, (_, bin) => from + (bin * (to - from)) / bins),
        readings: Array.from({ length: bins }, () => 1),
        alarms: Array.from({ length: bins }, () => 0),
        late: Array.from({ length: bins }, () => 0),
      },
    }),
  );
  return { clock, time, ask, timeline: followTimeline(ask, time, clock.now) };
}

describe('the time line', () => {
  it('tells the clock since when the past is kept', async () => {
    const { time, timeline } = setting();
    timeline.look();
    await settled();
    expect(time.getState()).toMatchObject({ kept: true, range: { from: monday - 20 * hour } });
    expect(timeline.board.getState()).toMatchObject({ failing: false, binMs: 15 * minute });
  });

  it('cuts a view into whole minutes, about a hundred at most', () => {
    const bins = [15 * minute, hour, 6 * hour, 24 * hour].map((span) =>
      binMsOf({ from: monday - span, to: monday }),
    );
    expect(bins).toEqual([minute, minute, 4 * minute, 15 * minute]);
  });

  it('asks again where the view goes, for whole bins, and not for every second of it', async () => {
    const { clock, time, ask, timeline } = setting();
    timeline.look();
    await settled();
    time.getState().setSpan(15 * minute);
    await settled();
    expect(ask).toHaveBeenCalledTimes(2);
    for (let second = 0; second < 20; second += 1) {
      clock.advance(1_000);
      time.getState().advance(0);
      timeline.look();
      await settled();
    }
    expect(ask.mock.calls.length).toBeLessThanOrEqual(4);
    for (const [{ from, to, bins }] of ask.mock.calls) {
      expect(((to - from) / bins) % minute).toBe(0);
      expect(from % minute).toBe(0);
    }
  });

  it('says when nobody answers, and asks on', async () => {
    const { ask, timeline } = setting();
    ask.mockRejectedValueOnce(new Error('starting'));
    timeline.look();
    await settled();
    expect(timeline.board.getState()).toMatchObject({ failing: true, bins: undefined });
    timeline.look();
    await settled();
    expect(timeline.board.getState().failing).toBe(false);
  });
});
