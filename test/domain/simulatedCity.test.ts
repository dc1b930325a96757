import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ObservedProperty, Series } from '@/contracts/series';
import { alarmRules } from '@/domain/definitions';
import { demoThing, drillThingPrefix } from '@/domain/fleetPlan';
import { nextBeat, qualityOf, sampleSeries } from '@/domain/simulatedCity';
import { monday } from '../support/fakeClock';
import { fakeFleet } from '../support/fakeFleet';

const propertyOf = new Map(fakeFleet.properties.map((property) => [property.id, property]));
const sample = (series: Series, at: number): number | undefined =>
  sampleSeries('weekday', series, propertyOf.get(series.property) as ObservedProperty, at);
const midnight = monday - 10 * 3_600_000;
const at = (hour: number): number => midnight + hour * 3_600_000;
const mean = (property: string, hour: number): number => {
  const values = fakeFleet.series
    .filter((series) => series.property === property && series.thing !== demoThing)
    .flatMap((series) => sample(series, at(hour)) ?? []);
  return values.reduce((sum, value) => sum + value, 0) / values.length;
};

describe('the simulated city', () => {
  it('is a function of series and time: asked twice it says the same, and never the impossible', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: fakeFleet.series.length - 1 }),
        fc.integer({ min: Date.parse('2025-01-01'), max: Date.parse('2028-01-01') }),
        (slot, time) => {
          const series = fakeFleet.series[slot]!;
          const property = propertyOf.get(series.property)!;
          const value = sample(series, time);
          expect(sample(series, time)).toBe(value);
          if (value === undefined) return;
          expect(value).toBeGreaterThanOrEqual(property.min);
          expect(value).toBeLessThanOrEqual(property.max);
          expect(Number(value.toFixed(property.decimals))).toBe(value);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('has two rush hours, an evening of fine particles and a quiet night', () => {
    expect(mean('traffic-index', 8.2)).toBeGreaterThan(2 * mean('traffic-index', 13));
    expect(mean('traffic-index', 18)).toBeGreaterThan(2 * mean('traffic-index', 23));
    expect(mean('traffic-speed', 8.2)).toBeLessThan(mean('traffic-speed', 4) - 15);
    const week = [0, 1, 2, 3, 4, 5, 6].map(
      (day) => mean('pm25', day * 24 + 20.5) - mean('pm25', day * 24 + 14),
    );
    expect(week.reduce((sum, rise) => sum + rise, 0) / 7).toBeGreaterThan(5);
    expect(mean('noise', 4)).toBeLessThan(mean('noise', 10));
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

  it('leaves about one device in a hundred silent, and never the demo device but always that', () => {
    const silent = fakeFleet.series.filter((series) => sample(series, monday) === undefined);
    expect(silent.length).toBeGreaterThan(8);
    expect(silent.length).toBeLessThan(45);
    expect(silent.filter(({ thing }) => thing === demoThing)).toHaveLength(1);
    const hourLater = fakeFleet.series.filter((series) => sample(series, monday + 3_600_000) === undefined);
    expect(hourLater.map(({ id }) => id)).not.toEqual(silent.map(({ id }) => id));
  });

  it('has a few stuck devices: they say one number for an hour and their readings are marked suspect', () => {
    const stuck = fakeFleet.series.filter((series) => qualityOf('weekday', series) !== 0);
    expect(stuck.length).toBeGreaterThan(0);
    expect(stuck.length).toBeLessThan(20);
    for (const series of stuck) {
      const said = [0, 1, 2, 3, 4, 5].flatMap((part) => sample(series, at(9) + part * 540_000) ?? []);
      expect(new Set(said).size).toBeLessThanOrEqual(1);
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
          if (value !== undefined)
            expect(rule.direction === 'above' ? value < rule.on : value > rule.on).toBe(true);
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
