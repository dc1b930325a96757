import { describe, expect, it } from 'vitest';
import { quality, type Series } from '@/contracts/series';
import { scenarioIds } from '@/contracts/scenario';
import { scenarioOf } from '@/domain/scenarios';
import { demoThing, drillThingPrefix, simulatedThingCount } from '@/domain/fleetPlan';
import { faultOf, faults, qualityOf, sampleSeries, utterance, type Fault } from '@/domain/simulatedCity';
import { monday } from '../support/fakeClock';
import { fakeFleet } from '../support/fakeFleet';

const minute = 60_000;
const hour = 60 * minute;
const propertyOf = new Map(fakeFleet.properties.map((property) => [property.id, property]));
const say = (series: Series, at: number) =>
  utterance('weekday', series, propertyOf.get(series.property)!, at);
const sample = (series: Series, at: number) =>
  sampleSeries('weekday', series, propertyOf.get(series.property)!, at);
const withFault = (fault: Fault | undefined) =>
  fakeFleet.series.filter((series) => faultOf('weekday', series) === fault);
const everyMinute = (series: Series, minutes: number) =>
  Array.from({ length: minutes }, (_, step) => say(series, monday + step * minute));

describe('the faults of devices', () => {
  it('are all there, each with the share its scenario tells, and few on an ordinary day', () => {
    for (const scenario of scenarioIds) {
      let troubled = 0;
      for (const fault of faults) {
        const things = new Set(
          fakeFleet.series.filter((series) => faultOf(scenario, series) === fault).map(({ thing }) => thing),
        );
        const expected = scenarioOf(scenario).faults[fault] * simulatedThingCount;
        expect(things.size).toBeGreaterThan(expected * 0.6);
        expect(things.size).toBeLessThan(expected * 1.5);
        troubled += things.size;
      }
      if (scenario === 'weekday') expect(troubled).toBeLessThan(0.03 * simulatedThingCount);
    }
  });

  it('never touch the gauge of the river, the drill or the demo device', () => {
    for (const scenario of scenarioIds) {
      for (const series of fakeFleet.series) {
        const spared =
          series.id === 1 || series.thing === demoThing || series.thing.startsWith(drillThingPrefix);
        if (spared) expect(faultOf(scenario, series)).toBeUndefined();
      }
    }
  });

  it('are the whole device’s, in all that it observes', () => {
    const byThing = new Map<string, Fault | undefined>();
    for (const series of fakeFleet.series) {
      const fault = faultOf('weekday', series);
      expect(byThing.has(series.thing) ? byThing.get(series.thing) : fault).toBe(fault);
      byThing.set(series.thing, fault);
    }
  });

  it('leave a sound device speaking at every moment, by the right time and without a doubt', () => {
    for (const series of withFault(undefined).filter(
      ({ id, thing }) => id % 9 === 0 && thing !== demoThing,
    )) {
      const said = say(series, monday);
      expect(said).toEqual({ value: sample(series, monday), claimedMs: monday, suspect: false });
      expect(said?.value).toBeDefined();
    }
  });

  it('silence some for long spells', () => {
    const silent = withFault('silent');
    const mute = silent.filter((series) => everyMinute(series, 20).every((said) => said === undefined));
    expect(mute.length).toBeGreaterThan(silent.length / 3);
    const day = (series: Series) =>
      Array.from({ length: 48 }, (_, half) => say(series, monday + half * 30 * minute));
    expect(silent.every((series) => day(series).some((said) => said !== undefined))).toBe(true);
  });

  it('let some come and go within minutes', () => {
    for (const series of withFault('flapping')) {
      const heard = everyMinute(series, 60).map((said) => said !== undefined);
      expect(heard.filter((on, step) => step > 0 && on !== heard[step - 1]).length).toBeGreaterThan(4);
    }
  });

  it('make some say one number for an hour, and doubt themselves', () => {
    for (const series of withFault('stuck')) {
      const said = everyMinute(series, 59);
      expect(new Set(said.map((one) => one?.value)).size).toBe(1);
      expect(said.every((one) => one?.suspect === true)).toBe(true);
      expect(qualityOf('weekday', series)).toBe(quality.suspect);
    }
  });

  it('make some drift away from what a sound neighbour says, without a word of doubt', () => {
    const drifting = withFault('drifting').filter(({ property }) => property === 'noise');
    const sound = withFault(undefined).filter(({ property }) => property === 'noise');
    const range = 120;
    const mean = (series: readonly Series[]) => {
      const values = series.flatMap((one) => [0, 3, 6, 9].map((step) => sample(one, monday + step * hour)!));
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    };
    expect(mean(drifting) - mean(sound)).toBeGreaterThan(0.01 * range);
    expect(drifting.every((series) => say(series, monday)?.suspect === false)).toBe(true);
  });

  it('put some clocks minutes, hours or a day wrong, and some back into 1970', () => {
    const errors = withFault('clock').map((series) => (say(series, monday)?.claimedMs ?? NaN) - monday);
    expect(errors.every((error) => error !== 0)).toBe(true);
    expect(errors).toContain(24 * hour);
    expect(errors).toContain(-37 * minute);
    const first = withFault('clock').find((series) => (say(series, monday)?.claimedMs ?? NaN) < 24 * hour)!;
    const [now, later] = [say(first, monday)!, say(first, monday + minute)!];
    expect(new Date(now.claimedMs).getUTCFullYear()).toBe(1970);
    expect(later.claimedMs - now.claimedMs).toBe(minute);
    expect(qualityOf('weekday', first)).toBe(quality.clamped);
  });

  it('keep at least 95 of 100 series speaking at any time of an ordinary day', () => {
    const told = fakeFleet.series.filter(({ thing }) => thing !== demoThing);
    for (let step = 0; step < 24; step += 1) {
      const heard = told.filter((series) => sample(series, monday + step * hour) !== undefined).length;
      expect(heard / told.length).toBeGreaterThan(0.98);
    }
  });
});
