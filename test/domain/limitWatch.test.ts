import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alarmEvent, type AlarmEvent } from '@/contracts/alarm';
import { advance, advanceAll, isOpen, noAlarms, type AlarmFold } from '@/domain/alarm';
import { alarmRules } from '@/domain/alarmDefinitions';
import { createLimitWatch } from '@/domain/limitWatch';
import { did, evidence, numbered, raised, returned } from '../support/alarmEvents';
import { monday } from '../support/fakeClock';
import { fakeFleet } from '../support/fakeFleet';

const depth = alarmRules.find(({ id }) => id === 'water-depth')!;
const slot = fakeFleet.series.findIndex(({ property }) => property === 'road-water-depth');
const series = fakeFleet.series[slot]!;

describe('a watch on limits', () => {
  const watchOf = (): { say: (depthCm: number, seconds: number) => AlarmEvent | undefined } & ReturnType<
    typeof createLimitWatch
  > => {
    const watch = createLimitWatch([depth], fakeFleet);
    return {
      ...watch,
      say: (value, seconds) =>
        watch.observe(slot, value, monday + seconds * 1000, monday + seconds * 1000 + 300),
    };
  };

  it('raises once the limit has been passed for the rule’s delay, with the evidence', () => {
    const { say } = watchOf();
    expect(say(15, 0)).toBeUndefined();
    expect(say(16, 10)).toBeUndefined();
    const event = say(17, depth.onDelayS);
    expect(alarmEvent.safeParse(event).error).toBeUndefined();
    expect(event).toMatchObject({
      kind: 'raised',
      rule: 'water-depth',
      district: series.district,
      place: series.at,
    });
    expect(event?.kind === 'raised' && event.evidence).toMatchObject({
      series: series.id,
      value: 17,
      limit: 15,
    });
    expect(say(18, 40)).toBeUndefined();
  });

  it('begins to wait anew where the value fell back in between', () => {
    const { say } = watchOf();
    say(16, 0);
    say(14, 10);
    expect(say(16, 20)).toBeUndefined();
    expect(say(16, 30)).toBeUndefined();
    expect(say(16, 40)?.kind).toBe('raised');
  });

  it('returns only below the lower limit, and only once that has lasted', () => {
    const { say } = watchOf();
    say(16, 0);
    say(16, 20);
    expect(say(12, 30)).toBeUndefined();
    expect(say(10, 40)).toBeUndefined();
    expect(say(9.9, 50)).toBeUndefined();
    expect(say(12, 60)).toBeUndefined();
    expect(say(9.9, 70)).toBeUndefined();
    expect(say(9, 70 + depth.offDelayS - 1)).toBeUndefined();
    expect(say(9.8, 70 + depth.offDelayS)).toMatchObject({ kind: 'returned', value: 9.8 });
    expect(say(9, 200)).toBeUndefined();
  });

  it('raises the same alarm again while it is open, and another once it is closed', () => {
    const watch = watchOf();
    const rise = (from: number): string => {
      watch.say(16, from);
      return watch.say(16, from + 20)?.alarm ?? '';
    };
    const fall = (from: number): void => {
      watch.say(1, from);
      watch.say(1, from + depth.offDelayS);
    };
    const first = rise(0);
    fall(30);
    expect(rise(120)).toBe(first);
    fall(150);
    const log = numbered(
      raised(monday, first),
      returned(monday + 210_000, first),
      did('closed', monday + 215_000, first),
    );
    const fold = advanceAll(
      noAlarms,
      log.map(({ seq, body }) => ({
        seq,
        body: body.kind === 'raised' ? { ...body, evidence: { ...evidence, series: series.id } } : body,
      })),
    );
    watch.restore(fold);
    expect(rise(240)).not.toBe(first);
  });

  it('takes over after a start what is open and active, and raises nothing twice', () => {
    const before = watchOf();
    before.say(16, 0);
    const event = before.say(16, 20)!;
    const after = watchOf();
    after.restore(advanceAll(noAlarms, [{ seq: 1, body: event }]));
    expect(after.say(17, 30)).toBeUndefined();
    expect(after.say(17, 60)).toBeUndefined();
    expect(after.say(2, 70)).toBeUndefined();
    expect(after.say(2, 70 + depth.offDelayS)).toMatchObject({ kind: 'returned', alarm: event.alarm });
  });

  it('ignores readings that are old, not numbers or of no slot', () => {
    const { say, observe } = watchOf();
    say(16, 0);
    expect(say(16, -60)).toBeUndefined();
    expect(observe(slot, NaN, monday + 30_000, monday)).toBeUndefined();
    expect(observe(slot, 16, Infinity, monday)).toBeUndefined();
    expect(observe(99_999, 16, monday + 30_000, monday)).toBeUndefined();
    expect(observe(0, 99, monday + 30_000, monday)).toBeUndefined();
    expect(say(16, 20)?.kind).toBe('raised');
  });

  it('over any readings tells a log the fold accepts whole, with one open alarm at most', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ depth: fc.integer({ min: 0, max: 30 }), at: fc.integer({ min: 0, max: 900 }) }),
          { maxLength: 80 },
        ),
        (readings) => {
          const { say } = watchOf();
          let fold: AlarmFold = noAlarms;
          let seq = 0;
          for (const { depth: value, at } of readings) {
            const body = say(value, at);
            if (body === undefined) continue;
            seq += 1;
            const next = advance(fold, { seq, body });
            expect(next).not.toBe(fold);
            fold = next;
            expect([...fold.values()].filter(isOpen)).toHaveLength(1);
          }
        },
      ),
    );
  });
});
