import { drift } from '../hash';
import { shareOfYear } from '../time';
import { bell, dayOf, sunOf, swing, type Moment } from './moment';
import { rainAt, temperatureOf } from './weather';

const minuteMs = 60_000;

/** 0…1 where slow noise of the place rises above `from`: a campaign of work, a line that fills. */
function surge({ place, timeMs }: Moment, seed: number, minutes: number, from: number): number {
  return Math.max(0, drift(place + seed, timeMs, minutes * minuteMs) - from) / (1 - from);
}

/** What is asked of a centre, as a share of what it can do; above 1 in a campaign that finds no room. */
function askedOf(moment: Moment): number {
  const { placeHabit, place, timeMs } = moment;
  return (
    0.5 +
    0.16 * placeHabit +
    0.1 * dayOf(moment) +
    0.03 * drift(place + 7, timeMs, 8 * minuteMs) +
    0.5 * surge(moment, 31, 150, 0.5)
  );
}

/** The same against what it can do now: where mains are short a part of the halls is shut. */
function pressureOn(moment: Moment): number {
  return askedOf(moment) * (moment.scenario.power ? 1.12 : 1);
}

/** 0 while there is room, then as much as is asked beyond four fifths. */
function crowding(moment: Moment): number {
  return Math.max(0, pressureOn(moment) - 0.82);
}

/** Per cent of the capacity in use: it follows what is asked, and no scheduler fills the last of it. */
export function computeLoad(moment: Moment): number {
  const pressure = pressureOn(moment);
  const full = 0.9;
  return 100 * (pressure < full ? pressure : full + 0.07 * (1 - Math.exp((full - pressure) / 0.1)));
}

/** Jobs that wait; it follows the load. */
export function computeQueue(moment: Moment): number {
  const { placeHabit } = moment;
  return Math.max(0, (1 + 3 * placeHabit) * dayOf(moment) + 160 * crowding(moment) + 0.6 * swing(moment, 3));
}

/** Minutes a job that comes now will wait. */
export function computeWait(moment: Moment): number {
  return Math.max(0, 2 + 3 * moment.placeHabit + 210 * crowding(moment) + swing(moment, 5));
}

/** Total power over that of the machines: cooling costs more in warm air, and on emergency power. */
export function computePue(moment: Moment): number {
  return (
    1.19 +
    0.07 * moment.placeHabit +
    0.003 * (temperatureOf(moment) - 17) +
    (moment.scenario.power ? 0.14 : 0) +
    0.01 * swing(moment, 20)
  );
}

/** Per cent of the power that is renewable: it follows the sun, less under clouds; emergency sets burn oil. */
export function computeGreen(moment: Moment): number {
  const { placeHabit, timeMs } = moment;
  const season = 0.75 - 0.25 * Math.cos(2 * Math.PI * (shareOfYear(timeMs) - 0.05));
  const clear = 1 - 0.6 * Math.min(1, rainAt(moment, timeMs) / 10);
  return (
    22 +
    10 * placeHabit +
    26 * sunOf(moment) * season * clear -
    (moment.scenario.power ? 12 : 0) +
    1.5 * swing(moment, 90)
  );
}

/** Milliseconds one way to the city's exchange hub: it follows how full the line is; in a power cut the way is longer. */
export function computeDelay(moment: Moment): number {
  const line = Math.max(dayOf(moment), bell(moment.hour, 20.5, 2));
  return (
    0.26 +
    0.26 * moment.placeHabit +
    0.2 * line +
    0.7 * surge(moment, 53, 40, 0.75) +
    (moment.scenario.power ? 0.45 : 0) +
    0.03 * swing(moment, 2)
  );
}

/** PFLOPS asked for, in the precision the register states; NaN where it states none. */
export function computeDemand(moment: Moment): number {
  return moment.rated * askedOf(moment);
}
