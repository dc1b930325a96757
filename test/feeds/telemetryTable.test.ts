import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTelemetryTable } from '@/feeds/telemetryTable';
import { monday } from '../support/fakeClock';
import { frameOf } from '../support/fakeSocket';

const table = (slots = 4): ReturnType<typeof createTelemetryTable> =>
  createTelemetryTable(new Array<number>(slots).fill(10), 1);

describe('the table of latest readings', () => {
  it('has heard nothing at first', () => {
    const { values, times, states, drain } = table();
    expect([...values, ...times].every(Number.isNaN)).toBe(true);
    expect([...states]).toEqual([0, 0, 0, 0]);
    expect(drain()).toHaveLength(0);
  });

  it('drains each changed slot once however often it was written', () => {
    const { write, drain, values } = table();
    write(frameOf(1, [2, 1, monday], [0, 5, monday], [2, 2, monday + 1]));
    write(frameOf(1, [2, 3, monday + 2]));
    expect([...drain()]).toEqual([2, 0]);
    expect(values[2]).toBe(3);
    expect(drain()).toHaveLength(0);
  });

  it('keeps a drained view whole while the next readings are written', () => {
    const { write, drain } = table();
    write(frameOf(1, [1, 1, monday]));
    const view = drain();
    write(frameOf(1, [3, 1, monday]));
    expect([...view]).toEqual([1]);
    expect([...drain()]).toEqual([3]);
  });

  it('lets later readings win in whatever order they come, and a later arrival correct the same moment', () => {
    const { write, values, drain } = table();
    write(frameOf(1, [0, 1, monday], [0, 9, monday - 1]));
    expect(values[0]).toBe(1);
    drain();
    write(frameOf(1, [0, 1, monday], [0, 7, monday - 5]));
    expect(drain()).toHaveLength(0);
    write(frameOf(1, [0, 2, monday]));
    expect(values[0]).toBe(2);
  });

  it('refuses and counts slots that are not there, values that are no numbers and frames of another fleet', () => {
    const { write, tally, drain } = table();
    write(
      frameOf(
        1,
        [4, 1, monday],
        [4_294_967_295, 1, monday],
        [0, NaN, monday],
        [0, Infinity, monday],
        [0, 1, NaN],
      ),
    );
    write(frameOf(2, [0, 1, monday]));
    expect(tally()).toEqual({ taken: 0, refused: 6, fresh: 0 });
    expect(drain()).toHaveLength(0);
  });

  it('ages each slot by its own interval, and a state that changes counts as changed', () => {
    const { write, expire, drain, states, tally } = createTelemetryTable([5, 60], 1);
    write(frameOf(1, [0, 1, monday], [1, 1, monday]));
    drain();
    expire(monday + 10_000);
    expect(drain()).toHaveLength(0);
    expire(monday + 10_001);
    expect([...drain()]).toEqual([0]);
    expect([...states]).toEqual([2, 1]);
    expect(tally().fresh).toBe(1);
    expire(monday + 60_001);
    expect([...states]).toEqual([3, 1]);
    write(frameOf(1, [0, 2, monday + 60_001]));
    expect([...states]).toEqual([1, 1]);
  });

  it('does not take an old reading for news because it came just now', () => {
    const { write, expire, states } = table();
    expire(monday);
    write(frameOf(1, [0, 1, monday - 60_000]));
    expect(states[0]).toBe(2);
  });

  it('forgets everything when time jumps, and says which slots that changed', () => {
    const { write, clear, drain, values, tally } = table();
    write(frameOf(1, [1, 1, monday], [2, 1, monday]));
    drain();
    clear();
    expect([...drain()].sort()).toEqual([1, 2]);
    expect(values[1]).toBeNaN();
    expect(tally().fresh).toBe(0);
    write(frameOf(1, [1, 1, monday - 1000]));
    expect(values[1]).toBe(1);
  });

  it('holds, after any frames in any order, the newest of each slot, and counts what is fresh', () => {
    const row = fc.tuple(
      fc.integer({ min: 0, max: 6 }),
      fc.integer({ min: 0, max: 99 }),
      fc.integer({ min: 0, max: 50 }),
    );
    fc.assert(
      fc.property(
        fc.array(fc.array(row, { maxLength: 8 }), { maxLength: 12 }),
        fc.integer({ min: 0, max: 200 }),
        (frames, age) => {
          const { write, expire, values, states, times, tally, drain } = table();
          const wanted = new Map<number, number>();
          for (const rows of frames) {
            write(frameOf(1, ...rows.map(([slot, value, at]) => [slot, value, monday + at] as const)));
            for (const [slot, , at] of rows)
              if (slot < 4) wanted.set(slot, Math.max(wanted.get(slot) ?? 0, monday + at));
          }
          for (const [slot, at] of wanted) expect(times[slot]).toBe(at);
          expect(new Set(drain())).toEqual(new Set(wanted.keys()));
          expire(monday + age * 1000);
          expect(tally().fresh).toBe([...states].filter((state) => state === 1).length);
          expect([...values].filter((value) => !Number.isNaN(value))).toHaveLength(wanted.size);
        },
      ),
    );
  });

  it('lists of thirteen thousand only those whose state has changed', () => {
    const many = createTelemetryTable(
      Array.from({ length: 13_000 }, (_, slot) => (slot < 7 ? 10 : 600)),
      1,
    );
    many.write(frameOf(1, ...Array.from({ length: 13_000 }, (_, slot) => [slot, 1, monday] as const)));
    many.drain();
    many.expire(monday + 20_000);
    expect(many.drain()).toHaveLength(0);
    many.expire(monday + 20_001);
    expect([...many.drain()]).toEqual([0, 1, 2, 3, 4, 5, 6]);
    many.expire(monday + 21_000);
    expect(many.drain()).toHaveLength(0);
    expect(many.tally().fresh).toBe(12_993);
  });
});
