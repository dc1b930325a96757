import { livingPatch, patch } from './field';
import { throngAt } from './crowd';
import { dayOf, rushOf, swing, type Moment } from './moment';
import { darkMinutes } from './outage';
import { rainAt } from './weather';

const minuteMs = 60_000;

/**
 * 0…1 (more where everything comes together), how full the streets are here: the rush, felt more in some quarters than
 * in others, a crash now and then, rain, dead signals, people who throng.
 */
function jamOf(moment: Moment): number {
  const { scenario, x, y, timeMs } = moment;
  const quarter = 0.75 + 0.5 * patch(307, x / 1.6, y / 1.6);
  const crash = Math.max(0, livingPatch(311, x / 1.2, y / 1.2, timeMs, 25 * minuteMs) - 0.78);
  return (
    rushOf(moment) * quarter +
    1.2 * crash +
    0.3 * Math.min(1, rainAt(moment, timeMs) / 30) +
    0.5 * throngAt(moment) +
    (darkMinutes(moment, timeMs) > 0 ? 0.35 : 0) +
    scenario.slowing
  );
}

/** Kilometres an hour on a street. */
export function streetSpeed(moment: Moment): number {
  const free = 58 - 8 * dayOf(moment) - 27 * Math.min(1.5, jamOf(moment));
  return Math.max(4, free * (0.8 + 0.35 * moment.habit) + 3 * swing(moment, 1.5));
}

/** 0 free … 10 jammed. */
export function trafficIndex(moment: Moment): number {
  return 0.6 + 1.2 * dayOf(moment) + (3.4 + 0.8 * moment.habit) * jamOf(moment) + 0.3 * swing(moment, 6);
}

/** Kilometres an hour on a crossing of the river. */
export function crossingSpeed(moment: Moment): number {
  const { scenario, timeMs, habit } = moment;
  const rain = Math.min(1, rainAt(moment, timeMs) / 30);
  return (
    68 -
    7 * dayOf(moment) -
    (20 + 14 * habit) * rushOf(moment) -
    9 * rain -
    14 * scenario.slowing +
    3 * swing(moment, 2)
  );
}

/** Micro-strain at mid-span against the deck at rest: the heat of the day and what drives over it. */
export function bridgeStrain(moment: Moment): number {
  const { placeHabit, hour } = moment;
  const load = 18 + 34 * dayOf(moment) + 24 * rushOf(moment);
  return (
    -40 + 90 * placeHabit + 30 * Math.sin((2 * Math.PI * (hour - 9)) / 24) + load + 9 * swing(moment, 0.4)
  );
}

/** Metres a second squared of the deck. */
export function bridgeVibration(moment: Moment): number {
  return (0.02 + 0.06 * dayOf(moment) + 0.02 * rushOf(moment)) * (1 + 0.5 * swing(moment, 0.3));
}

/** Per cent of a section's room. A gathering fills the stations beside it beyond that. */
export function sectionLoad(moment: Moment): number {
  const { placeHabit } = moment;
  const usual =
    6 +
    (22 + 20 * placeHabit) * dayOf(moment) +
    (28 + 34 * placeHabit) * rushOf(moment) +
    3 * swing(moment, 2);
  const throng = throngAt(moment);
  return throng === 0 ? usual : Math.max(usual, 142 * throng + 3 * swing(moment, 2));
}

/** Persons a square metre. */
export function crowdDensity(moment: Moment): number {
  const { hour, habit } = moment;
  const noon = Math.exp(-0.5 * ((hour - 12.3) / 1.5) ** 2);
  const evening = Math.exp(-0.5 * ((hour - 19.5) / 2.2) ** 2);
  const shelter = 1 - 0.6 * Math.min(1, rainAt(moment, moment.timeMs) / 10);
  const usual = 0.05 + (0.2 + 0.5 * habit) * (noon + 1.1 * evening) * shelter;
  return Math.max(usual, 5.2 * throngAt(moment)) + 0.05 * swing(moment, 3);
}

/** Per cent of buses that keep their time. */
export function busPunctuality(moment: Moment): number {
  return Math.min(100, 98 - 14 * jamOf(moment) - 3 * moment.habit + 2 * swing(moment, 15));
}
