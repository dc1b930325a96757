import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { severities, type AlarmEvent, type AlarmRule } from '@/contracts/alarm';
import { advance, advanceAll, historyOf, noAlarms, type AlarmFold } from '@/domain/alarm';
import { alarmRules } from '@/domain/alarmDefinitions';
import { createLimitWatch } from '@/domain/limitWatch';
import { monday } from '../support/fakeClock';
import { fakeFleet } from '../support/fakeFleet';

const depth = alarmRules.find(({ id }) => id === 'water-depth')!;
const slot = fakeFleet.series.findIndex(({ property }) => property === 'road-water-depth');

/** A gauge that reports every ten seconds, its watch and the log the watch writes. */
function gauge(rule: AlarmRule = depth) {
  const watch = createLimitWatch([rule], fakeFleet);
  const told: AlarmEvent[] = [];
  let fold: AlarmFold = noAlarms;
  let at = monday;
  const write = (event: AlarmEvent) => {
    told.push(event);
    fold = advance(fold, { seq: told.length, body: event });
  };
  return {
    told,
    alarm: () => [...fold.values()].at(-1),
    read: (...depthsCm: readonly number[]) => {
      for (const value of depthsCm) {
        at += 10_000;
        const event = watch.observe(slot, value, at, at + 200);
        if (event !== undefined) write(event);
      }
    },
    acknowledge: () => {
      const { id } = [...fold.values()].at(-1)!;
      write({ kind: 'acknowledged', alarm: id, at, known: at, by: 'operator', comment: '' });
    },
    shelve: () => {
      const { id } = [...fold.values()].at(-1)!;
      const until = at + 3_600_000;
      write({ kind: 'shelved', alarm: id, at, known: at, by: 'operator', comment: '', until });
    },
    fold: () => fold,
    now: () => at,
  };
}

const kinds = (events: readonly AlarmEvent[]) => events.map(({ kind }) => kind);

describe('a condition that becomes graver', () => {
  it('is one alarm that turns red, not a second one', () => {
    const road = gauge();
    road.read(18, 18, 18, 35, 35, 35, 35);
    expect(kinds(road.told)).toEqual(['raised', 'escalated']);
    expect(road.fold().size).toBe(1);
    expect(road.alarm()).toMatchObject({ severity: 'alarm', escalated: { value: 35, limit: 30 } });
  });

  it('must last past the graver limit as well, without a break', () => {
    const road = gauge();
    road.read(18, 18, 18, 35, 35, 20, 35, 35);
    expect(kinds(road.told)).toEqual(['raised']);
    road.read(35);
    expect(kinds(road.told)).toEqual(['raised', 'escalated']);
  });

  it('needs a person anew who had acknowledged less, or had put it aside', () => {
    const road = gauge();
    road.read(18, 18, 18);
    road.acknowledge();
    road.shelve();
    road.read(35, 35, 35, 35);
    expect(road.alarm()).toMatchObject({ handling: 'new', severity: 'alarm' });
    expect(road.alarm()?.shelved).toBeUndefined();
    expect(historyOf(road.alarm()!, road.now()).map(({ step }) => step)).toContain('escalated');
  });

  it('stays red while it eases, is told once, and begins anew after it has returned', () => {
    const road = gauge();
    road.read(35, 35, 35, 35, 20, 20, 35, 35, 35, 35);
    expect(kinds(road.told)).toEqual(['raised', 'escalated']);
    road.read(...Array.from({ length: 8 }, () => 2));
    expect(road.told.at(-1)?.kind).toBe('returned');
    road.read(18, 18, 18, 18);
    expect(road.alarm()).toMatchObject({ condition: 'active', severity: 'warning', handling: 'new' });
    road.read(40, 40, 40, 40);
    expect(road.alarm()).toMatchObject({ severity: 'alarm' });
  });

  it('is not told again after a restart', () => {
    const road = gauge();
    road.read(35, 35, 35, 35);
    const watch = createLimitWatch([depth], fakeFleet);
    watch.restore(road.fold());
    const later = [1, 2, 3, 4].map((step) => {
      const at = road.now() + step * 10_000;
      return watch.observe(slot, 36, at, at);
    });
    expect(later).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('never lowers an alarm, and changes none that has returned or is closed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('raised', 'returned', 'escalated', 'acknowledged', 'closed'), {
          maxLength: 12,
        }),
        fc.constantFrom(...severities),
        (steps, severity) => {
          const road = gauge();
          road.read(18, 18, 18);
          const first = road.told[0];
          if (first?.kind !== 'raised') throw new Error('nothing was raised');
          const person = { by: 'operator', comment: '' };
          let fold = advanceAll(noAlarms, [{ seq: 1, body: first }]);
          steps.forEach((kind, index) => {
            const at = monday + 60_000 * (index + 1);
            const said = { alarm: first.alarm, at, known: at };
            const body: AlarmEvent =
              kind === 'raised'
                ? { ...first, kind, at, known: at }
                : kind === 'returned'
                  ? { kind, ...said, value: 3 }
                  : kind === 'escalated'
                    ? { kind, ...said, severity, value: 40, limit: 30 }
                    : { kind, ...said, ...person };
            const before = fold.get(first.alarm)!;
            fold = advance(fold, { seq: index + 2, body });
            const after = fold.get(first.alarm)!;
            const grave = (one: typeof after) => severities.indexOf(one.severity);
            if (kind !== 'raised') expect(grave(after)).toBeGreaterThanOrEqual(grave(before));
            if (kind === 'escalated' && (before.handling === 'closed' || before.condition === 'returned'))
              expect(after).toBe(before);
          });
        },
      ),
    );
  });
});
