import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ObservedProperty, Series } from '@/contracts/series';
import { alarmRules } from '@/domain/alarmDefinitions';
import { demoThing, drillThingPrefix } from '@/domain/fleetPlan';
import { nextBeat, sampleSeries } from '@/domain/simulatedCity';
import { curves } from '@/domain/simulation/curves';
import { fakeFleet } from '../support/fakeFleet';
import { monday } from '../support/fakeClock';

const propertyOf = new Map(fakeFleet.properties.map((property) => [property.id, property]));
const sample = (series: Series, at: number): number | undefined =>
  sampleSeries('weekday', series, propertyOf.get(series.property) as ObservedProperty, at);
const midnight = monday - 10 * 3_600_000;
const at = (hour: number, day = 0): number => midnight + (day * 24 + hour) * 3_600_000;
const mean = (property: string, when: number): number => {
  const values = fakeFleet.series
    .filter((series) => series.property === property && series.thing !== demoThing)
    .flatMap((series) => sample(series, when) ?? []);
  return values.reduce((sum, value) => sum + value, 0) / values.length;
};

describe('the simulated city', () => {
  it('has a curve for every property it is said to observe', () => {
    expect(Object.keys(curves).sort()).toEqual([...propertyOf.keys()].sort());
  });

  it('is a function of series and time: asked again, in any order, it says the same, and never the impossible', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.integer({ min: 0, max: fakeFleet.series.length - 1 }),
            fc.integer({ min: Date.parse('2025-01-01'), max: Date.parse('2028-01-01') }),
          ),
          { minLength: 1, maxLength: 8 },
        ),
        (asked) => {
          const values = asked.map(([slot, time]) => sample(fakeFleet.series[slot]!, time));
          const again = [...asked].reverse().map(([slot, time]) => sample(fakeFleet.series[slot]!, time));
          expect(again.reverse()).toEqual(values);
          asked.forEach(([slot], index) => {
            const value = values[index];
            const property = propertyOf.get(fakeFleet.series[slot]!.property)!;
            if (value === undefined) return;
            expect(value).toBeGreaterThanOrEqual(property.min);
            expect(value).toBeLessThanOrEqual(property.max);
            expect(Number(value.toFixed(property.decimals))).toBe(value);
          });
        },
      ),
      { numRuns: 200 },
    );
  });

  it('has two rush hours on a day people work, an evening of fine particles and a quiet night', () => {
    expect(mean('traffic-index', at(8.2))).toBeGreaterThan(1.8 * mean('traffic-index', at(13)));
    expect(mean('traffic-index', at(18))).toBeGreaterThan(1.8 * mean('traffic-index', at(23)));
    expect(mean('traffic-speed', at(8.2))).toBeLessThan(mean('traffic-speed', at(4)) - 15);
    expect(mean('metro-load', at(8.2))).toBeGreaterThan(1.5 * mean('metro-load', at(13)));
    const week = [0, 1, 2, 3, 4, 5, 6].map((day) => mean('pm25', at(20.5, day)) - mean('pm25', at(14, day)));
    expect(week.reduce((sum, rise) => sum + rise, 0) / 7).toBeGreaterThan(5);
    expect(mean('noise', at(4))).toBeLessThan(mean('noise', at(10)));
  });

  it('sleeps in at the weekend', () => {
    const saturday = 5;
    expect(mean('traffic-index', at(8.2, saturday))).toBeLessThan(0.75 * mean('traffic-index', at(8.2)));
    expect(mean('traffic-speed', at(8.2, saturday))).toBeGreaterThan(mean('traffic-speed', at(8.2)) + 8);
  });

  it('lights its lamps at night, makes ozone by day and fills the car parks when people work', () => {
    expect(mean('lamps-lit', at(22))).toBeGreaterThan(90);
    expect(mean('lamps-lit', at(12))).toBeLessThan(10);
    expect(mean('ozone', at(13))).toBeGreaterThan(mean('ozone', at(3)) + 20);
    expect(mean('parking-occupancy', at(10))).toBeGreaterThan(mean('parking-occupancy', at(3)) + 15);
  });

  it('keeps the river calm and below the fortification stage on every ordinary day', () => {
    const gauge = fakeFleet.series[0]!;
    for (let day = 0; day < 365; day += 5) {
      const now = sample(gauge, monday + day * 86_400_000)!;
      const soon = sample(gauge, monday + day * 86_400_000 + 600_000)!;
      expect(now).toBeLessThan(25);
      expect(Math.abs(soon - now)).toBeLessThan(0.2);
    }
  });

  it('lets one or two underpasses stand above the alarm limit in every ten minutes, and all drain again', () => {
    const limit = alarmRules.find(({ id }) => id === 'water-depth')!;
    const underpasses = fakeFleet.series.filter(({ thing }) => thing.startsWith(drillThingPrefix));
    for (let round = 0; round < 12; round += 1) {
      const start = Math.floor(monday / 600_000) * 600_000 + round * 600_000;
      const seconds = underpasses.map(
        (series) =>
          Array.from({ length: 60 }, (_, step) => sample(series, start + step * 10_000)!).filter(
            (depth) => depth >= limit.on,
          ).length * 10,
      );
      const flooded = seconds.filter((time) => time > 0);
      expect(flooded.length).toBeGreaterThanOrEqual(1);
      expect(flooded.length).toBeLessThanOrEqual(2);
      for (const time of flooded) expect(time).toBeGreaterThan(limit.onDelayS + 60);
      for (const series of underpasses) expect(sample(series, start + 599_000)!).toBeLessThan(limit.off);
    }
  });

  it('raises no alarm but the drill’s on an ordinary day', () => {
    for (const series of fakeFleet.series) {
      if (series.thing.startsWith(drillThingPrefix)) continue;
      for (const rule of alarmRules.filter(({ property }) => property === series.property)) {
        for (const hour of [3, 8.2, 12, 18]) {
          const value = sample(series, at(hour));
          if (value === undefined) continue;
          const past = rule.direction === 'above' ? value >= rule.on : value <= rule.on;
          expect([series.thing, rule.id, value, past]).toEqual([series.thing, rule.id, value, false]);
        }
      }
    }
  });

  it('spreads the devices’ beats over their interval, each in its own rhythm', () => {
    const series = fakeFleet.series.filter(({ intervalS }) => intervalS === 10);
    const first = series.map((one) => nextBeat(one, monday));
    expect(new Set(first.map((time) => Math.floor(time / 1000))).size).toBeGreaterThanOrEqual(10);
    series.forEach((one, index) => {
      expect(first[index]).toBeGreaterThan(monday);
      expect(nextBeat(one, first[index]!)).toBe(first[index]! + 10_000);
    });
  });
});
