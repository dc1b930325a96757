import { hourOfDay } from '../time';
import type { Moment } from './moment';
import { rainAt } from './weather';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** The same place at another time. */
const at = (moment: Moment, timeMs: number): Moment => ({ ...moment, timeMs, hour: hourOfDay(timeMs) });

/** Mean of a curve over the last hours, from one look at the middle of each. */
export function meanOver(curve: (moment: Moment) => number, hours: number): (moment: Moment) => number {
  return (moment) => {
    let sum = 0;
    for (let back = 0; back < hours; back += 1)
      sum += curve(at(moment, moment.timeMs - (back + 0.5) * hourMs));
    return sum / hours;
  };
}

/** Millimetres that fell in the last hours, from looks evenly spread. */
export function rainfallOver(hours: number, looks: number): (moment: Moment) => number {
  const stepMs = (hours * hourMs) / looks;
  return (moment) => {
    let sum = 0;
    for (let back = 0; back < looks; back += 1) sum += rainAt(moment, moment.timeMs - (back + 0.5) * stepMs);
    return (sum * hours) / looks;
  };
}
