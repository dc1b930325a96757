import type { Scenario } from '@/contracts/scenario';
import type { Series } from '@/contracts/series';
import { demoThing, drillThingPrefix } from '../fleetPlan';
import { chance, drift, hashText } from '../hash';
import { hourOfDay, weekdayOf } from '../time';
import { groundPlane } from './plane';

const minuteMs = 60_000;

/** What is true of a series at any time: worked out once, as it is asked for millions of times. */
export interface Standing {
  /** Kilometres east and north of the city's middle. */
  readonly x: number;
  readonly y: number;
  /** Seed of the Thing, shared by all it observes. */
  readonly place: number;
  /** Seed of this one series. */
  readonly own: number;
  /** 0…1, fixed for the series, and for the Thing. */
  readonly habit: number;
  readonly placeHabit: number;
  /** What the register says it can do, in the property's unit; NaN where it says nothing. */
  readonly rated: number;
  readonly demo: boolean;
  /** Its number in the drill, from 0; -1 where it takes no part. */
  readonly drill: number;
}

/** What a curve may look at; everything else it works out from here. */
export interface Moment extends Standing {
  readonly scenario: Scenario;
  readonly timeMs: number;
  /** Beijing time, 0…24 with fraction. */
  readonly hour: number;
}

const standings = new WeakMap<Series, Standing>();

export function standingOf(series: Series): Standing {
  const held = standings.get(series);
  if (held !== undefined) return held;
  const [x, y] = groundPlane(series.at);
  const place = hashText(series.thing);
  const own = series.id * 131 + (hashText(series.property) & 0xffff);
  const standing = {
    x,
    y,
    place,
    own,
    habit: chance(own, 5),
    placeHabit: chance(place, 5),
    rated: series.rated ?? Number.NaN,
    demo: series.thing === demoThing,
    drill: series.thing.startsWith(drillThingPrefix)
      ? Number(series.thing.slice(drillThingPrefix.length)) - 1
      : -1,
  };
  standings.set(series, standing);
  return standing;
}

export function momentOf(scenario: Scenario, standing: Standing, timeMs: number): Moment {
  const { x, y, place, own, habit, placeHabit, rated, demo, drill } = standing;
  const hour = hourOfDay(timeMs);
  return { scenario, timeMs, hour, x, y, place, own, habit, placeHabit, rated, demo, drill };
}

/** -1…1, the series' own slow wander, the same in every replay; `minutes` picks its tempo. */
export function swing(moment: Moment, minutes: number): number {
  return drift(moment.own, moment.timeMs, minutes * minuteMs);
}

/** Gaussian around the clock: 1 at `peak`, near 0 three widths away; midnight is no wall. */
export function bell(hour: number, peak: number, width: number): number {
  const apart = Math.abs(hour - peak);
  const distance = Math.min(apart, 24 - apart) / width;
  return Math.exp(-0.5 * distance * distance);
}

/** 0…1, how strongly the rush is felt: one rhythm on days people work, another at the weekend. */
export function rushOf({ scenario, hour, timeMs }: Moment): number {
  const weekday = weekdayOf(timeMs);
  const peaks = weekday === 0 || weekday === 6 ? scenario.rush.weekend : scenario.rush.working;
  let most = 0;
  for (const { hour: peak, width, strength } of peaks)
    most = Math.max(most, strength * bell(hour, peak, width));
  return most;
}

/** 0…1, how busy the day is apart from the rush: low before dawn. */
export function dayOf({ hour }: Moment): number {
  return Math.max(bell(hour, 10, 3.2), bell(hour, 15.5, 3.6), 0.7 * bell(hour, 20, 2.5));
}

/** 0 at night, 1 when the sun stands highest. */
export function sunOf({ hour }: Moment): number {
  return Math.max(0, Math.sin((Math.PI * (hour - 6)) / 12));
}

export function between(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}
