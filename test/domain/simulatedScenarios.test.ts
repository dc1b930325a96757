import { describe, expect, it } from 'vitest';
import type { Series } from '@/contracts/series';
import { scenarioIds, type ScenarioId } from '@/contracts/scenario';
import { alarmRules } from '@/domain/alarmDefinitions';
import { drillThingPrefix } from '@/domain/fleetPlan';
import { faultOf, sampleSeries } from '@/domain/simulatedCity';
import { monday } from '../support/fakeClock';
import { fakeFleet } from '../support/fakeFleet';

const hour = 3_600_000;
const propertyOf = new Map(fakeFleet.properties.map((property) => [property.id, property]));
const sample = (scenario: ScenarioId, series: Series, at: number) =>
  sampleSeries(scenario, series, propertyOf.get(series.property)!, at);
const sound = (scenario: ScenarioId, property: string) =>
  fakeFleet.series.filter(
    (series) => series.property === property && series.id !== 2 && faultOf(scenario, series) === undefined,
  );
const values = (scenario: ScenarioId, property: string, at: number) =>
  sound(scenario, property).flatMap((series) => sample(scenario, series, at) ?? []);
const greatest = (scenario: ScenarioId, property: string, at: number) =>
  Math.max(...values(scenario, property, at));
const mean = (scenario: ScenarioId, property: string, at: number) => {
  const all = values(scenario, property, at);
  return all.reduce((sum, value) => sum + value, 0) / all.length;
};
const times = [0, 3, 7, 13, 20].map((hours) => monday + hours * hour);
const kmApart = (a: Series, b: Series) => Math.hypot((a.at[0] - b.at[0]) * 95.8, (a.at[1] - b.at[1]) * 110.9);

describe('a rainstorm', () => {
  const wetTimes = Array.from({ length: 40 }, (_, step) => monday + step * 0.3 * hour);

  it('puts streets under fifteen centimetres of water somewhere, which an ordinary day never does outside the drill', () => {
    const deep = wetTimes.filter((at) => greatest('rainstorm', 'road-water-depth', at) >= 15);
    expect(deep.length).toBeGreaterThan(wetTimes.length / 2);
    const outsideDrill = sound('weekday', 'road-water-depth').filter(
      ({ thing }) => !thing.startsWith(drillThingPrefix),
    );
    for (const at of wetTimes)
      for (const series of outsideDrill) expect(sample('weekday', series, at)).toBeLessThan(15);
  });

  it('pours here and not there, and the cells move on', () => {
    const split = wetTimes.filter((at) => {
      const rain = values('rainstorm', 'rain-intensity', at);
      return rain.some((value) => value > 20) && rain.some((value) => value === 0);
    });
    expect(split.length).toBeGreaterThan(wetTimes.length / 3);
    const gauge = sound('rainstorm', 'rain-intensity')[0]!;
    const seen = wetTimes.map((at) => sample('rainstorm', gauge, at)!);
    expect(Math.min(...seen)).toBe(0);
    expect(Math.max(...seen)).toBeGreaterThan(20);
  });

  it('wets the streets near its cells only', () => {
    const at = wetTimes.find((time) => {
      const rain = values('rainstorm', 'rainfall-1h', time);
      return rain.some((value) => value > 20) && rain.some((value) => value === 0);
    })!;
    const gauges = sound('rainstorm', 'rainfall-1h');
    const roads = sound('rainstorm', 'road-water-depth');
    const depthsNear = (wanted: (rain: number) => boolean) =>
      gauges
        .filter((gauge) => wanted(sample('rainstorm', gauge, at)!))
        .flatMap((gauge) => roads.filter((road) => kmApart(gauge, road) < 0.3))
        .map((road) => sample('rainstorm', road, at)!);
    expect(Math.max(...depthsNear((rain) => rain > 20))).toBeGreaterThan(5);
    expect(Math.max(...depthsNear((rain) => rain === 0))).toBeLessThan(3);
  });

  it('cools, blows, loads the pumps and slows the streets beneath it', () => {
    const gauges = sound('rainstorm', 'rain-intensity');
    const at = wetTimes.find((time) => gauges.some((gauge) => sample('rainstorm', gauge, time)! > 50))!;
    const wet = gauges.find((gauge) => sample('rainstorm', gauge, at)! > 50)!;
    const beside = (property: string) =>
      fakeFleet.series.find((series) => series.thing === wet.thing && series.property === property)!;
    const warm = beside('air-temperature');
    expect(sample('rainstorm', warm, at)!).toBeLessThan(sample('weekday', warm, at)! - 3);
    const wind = beside('wind-speed');
    expect(sample('rainstorm', wind, at)!).toBeGreaterThan(sample('weekday', wind, at)! + 3);
    const whole = (property: string, scenario: ScenarioId) =>
      wetTimes.reduce((sum, time) => sum + mean(scenario, property, time), 0) / wetTimes.length;
    expect(whole('pump-load', 'rainstorm')).toBeGreaterThan(whole('pump-load', 'weekday') + 20);
    expect(whole('traffic-speed', 'rainstorm')).toBeLessThan(whole('traffic-speed', 'weekday') - 5);
  });
});

describe('neighbours', () => {
  it.each([
    ['air-temperature', 2.4],
    ['air-pressure', 1.2],
    ['pm25', 8],
    ['rain-intensity', 22],
  ])('three hundred metres apart agree about %s within %d', (property, most) => {
    for (const scenario of ['weekday', 'rainstorm'] as const) {
      for (const series of sound(scenario, property)) {
        const [lon, lat, height] = series.at;
        const thing = `${series.thing}-neighbour`;
        const beside: Series = { ...series, id: series.id + 50_000, thing, at: [lon + 0.00313, lat, height] };
        if (faultOf(scenario, beside) !== undefined) continue;
        for (const at of times)
          expect(Math.abs(sample(scenario, series, at)! - sample(scenario, beside, at)!)).toBeLessThan(most);
      }
    }
  });
});

describe('high water', () => {
  it('keeps the Yangtze between 27 and 28.5 m, moving slowly, and presses under the embankments', () => {
    const gauge = fakeFleet.series[0]!;
    for (let step = 0; step < 48; step += 1) {
      const at = monday + step * 0.5 * hour;
      const stage = sample('high-water', gauge, at)!;
      expect(stage).toBeGreaterThan(27);
      expect(stage).toBeLessThan(28.5);
      expect(Math.abs(sample('high-water', gauge, at + hour / 6)! - stage)).toBeLessThan(0.15);
    }
    for (const at of times) {
      expect(mean('high-water', 'embankment-seepage', at)).toBeGreaterThan(
        3 * mean('weekday', 'embankment-seepage', at),
      );
      expect(mean('high-water', 'lake-level', at)).toBeGreaterThan(mean('weekday', 'lake-level', at) + 0.4);
    }
  });
});

describe('a power cut', () => {
  it('darkens some areas at any time, by turns, and the rest of the city stays lit', () => {
    const feeders = sound('power-cut', 'feeder-load');
    const off = (at: number) => feeders.filter((feeder) => sample('power-cut', feeder, at) === 0);
    const day = Array.from({ length: 24 }, (_, step) => monday + step * hour);
    expect(day.filter((at) => off(at).length > 0).length).toBeGreaterThan(12);
    for (const at of day) expect(off(at).length).toBeLessThan(feeders.length / 3);
    expect(
      new Set(
        day.map((at) =>
          off(at)
            .map(({ id }) => id)
            .join(),
        ),
      ).size,
    ).toBeGreaterThan(1);
    for (const at of times) expect(values('weekday', 'feeder-load', at)).not.toContain(0);
  });

  it('stops lifts and signals in the dark, silences what has no battery and weakens the mains', () => {
    const feeders = sound('power-cut', 'feeder-load');
    const at = Array.from({ length: 96 }, (_, step) => monday + step * 0.25 * hour).find((time) =>
      feeders.some((feeder) => sample('power-cut', feeder, time) === 0),
    )!;
    const darkFeeder = feeders.find((feeder) => sample('power-cut', feeder, at) === 0)!;
    const near = (property: string) =>
      sound('power-cut', property).filter((series) => kmApart(series, darkFeeder) < 0.25);
    const count = (property: string, wanted: (value: number | undefined) => boolean) =>
      near(property).filter((series) => wanted(sample('power-cut', series, at))).length;
    expect(count('signal-voltage', (volts) => volts! < 60)).toBeGreaterThan(0);
    expect(count('elevator-vibration', (value) => value === 0)).toBeGreaterThan(0);
    expect(count('traffic-speed', (value) => value === undefined)).toBeGreaterThan(0);
    for (const gauge of near('water-pressure').slice(0, 3))
      expect(sample('power-cut', gauge, at)!).toBeLessThanOrEqual(sample('weekday', gauge, at)!);
    expect(mean('power-cut', 'compute-pue', at)).toBeGreaterThan(mean('weekday', 'compute-pue', at) + 0.1);
  });
});

describe('metro crowds', () => {
  it('overload the stations that are named, at every hour, and no others', () => {
    const crowded = fakeFleet.series.find(({ thing }) => thing === 'station-jianghanlu')!;
    const other = sound('metro-crowd', 'metro-load').find(({ thing }) => thing === 'station-s0')!;
    for (const at of times) {
      expect(sample('metro-crowd', crowded, at)).toBeGreaterThan(110);
      expect(sample('metro-crowd', other, at)).toBeLessThan(110);
      expect(sample('weekday', crowded, at)).toBeLessThan(110);
    }
    const square = fakeFleet.series.find(
      ({ thing, property }) => thing === 'station-jianghanlu' && property === 'crowd-density',
    )!;
    for (const at of times) expect(sample('metro-crowd', square, at)).toBeGreaterThan(3.5);
  });
});

describe('the alarms of a scenario', () => {
  const past = (scenario: ScenarioId, at: number) =>
    fakeFleet.series.filter((series) => {
      const rules = alarmRules.filter(({ property }) => property === series.property);
      if (rules.length === 0) return false;
      const value = sample(scenario, series, at);
      return (
        value !== undefined &&
        rules.some(({ direction, on }) => (direction === 'above' ? value >= on : value <= on))
      );
    });

  it.each(scenarioIds)('%s stand above their limits by the tens, never by the hundreds', (scenario) => {
    const ever = new Set(
      Array.from({ length: 32 }, (_, step) => past(scenario, monday + step * 0.75 * hour)).flatMap((all) =>
        all.map(({ id }) => id),
      ),
    );
    expect(ever.size).toBeLessThanOrEqual(scenario === 'weekday' ? 6 : 85);
    if (scenario !== 'weekday') expect(ever.size).toBeGreaterThan(2);
  });
});
