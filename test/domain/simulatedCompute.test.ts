import { describe, expect, it } from 'vitest';
import type { ComputeCentre } from '@/contracts/base';
import type { ScenarioId } from '@/contracts/scenario';
import { planFleet } from '@/domain/fleetPlan';
import { faultOf, sampleSeries } from '@/domain/simulatedCity';
import { monday } from '../support/fakeClock';
import { fakeCentre, fakePlaces } from '../support/fakeFleet';

const hour = 3_600_000;
const day = 24 * hour;
const compute = Array.from({ length: 12 }, (_, index): ComputeCentre => ({
  ...fakeCentre,
  id: `centre-${index}`,
  precision: index % 2 === 0 ? 'FP64' : 'FP16',
  pflops: 100 + index,
  at: [114.2 + index * 0.02, 30.5],
}));
const fleet = planFleet({ ...fakePlaces, compute });
const propertyOf = new Map(fleet.properties.map((property) => [property.id, property]));
const centres = fleet.series.filter(({ on }) => on?.startsWith('compute:') === true);
const sound = (property: string, scenario: ScenarioId) =>
  centres.filter((series) => series.property === property && faultOf(scenario, series) === undefined);
const mean = (property: string, times: readonly number[], scenario: ScenarioId = 'weekday') => {
  const all = sound(property, scenario).flatMap((series) =>
    times.flatMap((at) => sampleSeries(scenario, series, propertyOf.get(property)!, at) ?? []),
  );
  return all.reduce((sum, value) => sum + value, 0) / all.length;
};
/** The same hour of twenty days. */
const daily = (clock: number, from = monday) =>
  Array.from({ length: 20 }, (_, index) => from + (clock - 10) * hour + index * day);
const midsummer = Date.parse('2026-07-20T10:00:00+08:00');
const midwinter = Date.parse('2026-01-20T10:00:00+08:00');

describe('a simulated computing centre', () => {
  it('lets jobs wait when it is full, and hardly any while it has room', () => {
    const pairs = sound('compute-load', 'weekday').flatMap((load) => {
      const beside = (property: string) =>
        centres.find((series) => series.thing === load.thing && series.property === property)!;
      return Array.from({ length: 200 }, (_, step) => {
        const at = monday + step * 1.7 * hour;
        const read = (series: typeof load) =>
          sampleSeries('weekday', series, propertyOf.get(series.property)!, at)!;
        return { load: read(load), jobs: read(beside('compute-queue')), wait: read(beside('compute-wait')) };
      });
    });
    const full = pairs.filter(({ load }) => load > 92);
    const roomy = pairs.filter(({ load }) => load < 80);
    expect(full.length).toBeGreaterThan(10);
    expect(Math.min(...full.map(({ jobs }) => jobs))).toBeGreaterThan(
      Math.max(...roomy.map(({ jobs }) => jobs)),
    );
    expect(Math.min(...full.map(({ wait }) => wait))).toBeGreaterThan(
      Math.max(...roomy.map(({ wait }) => wait)),
    );
  });

  it('is asked for more than it can do now and then, never for less than a third', () => {
    const times = Array.from({ length: 300 }, (_, step) => monday + step * 1.3 * hour);
    const shares = [...sound('compute-demand-fp64', 'weekday'), ...sound('compute-demand-fp16', 'weekday')]
      .flatMap((series) =>
        times.map(
          (at) => sampleSeries('weekday', series, propertyOf.get(series.property)!, at)! / series.rated!,
        ),
      )
      .sort((a, b) => a - b);
    expect(shares.at(-1)).toBeGreaterThan(1);
    expect(shares[Math.floor(shares.length / 2)]).toBeLessThan(0.9);
    expect(shares[0]).toBeGreaterThan(0.33);
  });

  it('cools at greater cost in warm air, and has most green power when the sun is high', () => {
    expect(mean('compute-pue', daily(15, midsummer))).toBeGreaterThan(
      mean('compute-pue', daily(3, midwinter)) + 0.04,
    );
    expect(mean('compute-green', daily(12))).toBeGreaterThan(mean('compute-green', daily(0)) + 10);
    expect(mean('compute-green', daily(12, midsummer))).toBeGreaterThan(
      mean('compute-green', daily(12, midwinter)) + 5,
    );
    expect(mean('compute-green', daily(12), 'rainstorm')).toBeLessThan(mean('compute-green', daily(12)));
  });

  it('is further from the hub in milliseconds when the line is full, and under the city’s target by night', () => {
    expect(mean('compute-delay', daily(20.5))).toBeGreaterThan(mean('compute-delay', daily(4)) + 0.1);
    expect(mean('compute-delay', daily(4))).toBeLessThan(1);
  });

  it('in a power cut works at greater cost, with less green power, and lets more jobs wait', () => {
    const times = daily(14);
    expect(mean('compute-pue', times, 'power-cut')).toBeGreaterThan(mean('compute-pue', times) + 0.1);
    expect(mean('compute-green', times, 'power-cut')).toBeLessThan(mean('compute-green', times) - 8);
    expect(mean('compute-queue', times, 'power-cut')).toBeGreaterThan(mean('compute-queue', times));
    expect(mean('compute-delay', times, 'power-cut')).toBeGreaterThan(mean('compute-delay', times) + 0.3);
  });

  it('says nothing of a demand where no register states a capacity', () => {
    const { rated, ...unrated } = sound('compute-demand-fp64', 'weekday')[0]!;
    expect(rated).toBeGreaterThan(0);
    const property = propertyOf.get('compute-demand-fp64')!;
    expect(sampleSeries('weekday', unrated, property, monday)).toBeUndefined();
  });
});
