import { drift } from '../hash';
import { shareOfYear } from '../time';
import { bell, rushOf, sunOf, swing, type Moment } from './moment';
import { hazeOf, rainAt } from './weather';

const hourMs = 3_600_000;

/** µg/m³. The station's own habit and wander belong to the Thing: its index must agree with its particles. */
export function fineParticles(moment: Moment): number {
  const { timeMs, hour, place, placeHabit } = moment;
  const winter = 0.5 + 0.5 * Math.cos(2 * Math.PI * (shareOfYear(timeMs) - 0.02));
  const washed = 1 - 0.35 * Math.min(1, rainAt(moment, timeMs) / 70);
  return Math.max(
    3,
    (13 +
      12 * winter +
      13 * bell(hour, 20.5, 2.4) +
      4 * rushOf(moment) +
      6 * drift(7, timeMs, 36 * hourMs) +
      14 * hazeOf(moment) +
      2 * placeHabit +
      1.5 * drift(place, timeMs, hourMs / 4)) *
      washed,
  );
}

/** µg/m³: the fine ones and the dust of streets and building sites. */
export function coarseParticles(moment: Moment): number {
  const dust = 14 + 22 * moment.placeHabit + 6 * rushOf(moment);
  const dry = 1 - 0.7 * Math.min(1, rainAt(moment, moment.timeMs) / 6);
  return 1.15 * fineParticles(moment) + dust * dry + 3 * drift(moment.place + 1, moment.timeMs, hourMs / 3);
}

/** µg/m³, made by the sun, worn down by the traffic's gases. */
export function ozone(moment: Moment): number {
  const summer = 0.5 - 0.5 * Math.cos(2 * Math.PI * (shareOfYear(moment.timeMs) - 0.02));
  const sun = sunOf(moment) ** 0.7;
  return Math.max(
    4,
    24 + (34 + 70 * summer) * sun - 12 * rushOf(moment) + 8 * moment.placeHabit + 4 * swing(moment, 40),
  );
}

/** µg/m³. */
export function nitrogenDioxide(moment: Moment): number {
  return Math.max(
    4,
    20 +
      24 * rushOf(moment) +
      9 * bell(moment.hour, 21, 3) +
      10 * moment.placeHabit +
      9 * hazeOf(moment) +
      2 * swing(moment, 20),
  );
}

/** Breakpoints of the Chinese index for PM2.5, µg/m³ → index (HJ 633, not re-read in the standard). */
const particleBreakpoints = [
  [0, 0],
  [35, 50],
  [75, 100],
  [115, 150],
  [150, 200],
  [250, 300],
  [500, 500],
] as const;

/** The index of what the same station says of fine particles. */
export function airQualityIndex(moment: Moment): number {
  const concentration = fineParticles(moment);
  for (let index = 1; index < particleBreakpoints.length; index += 1) {
    const [low, lowIndex] = particleBreakpoints[index - 1] ?? [0, 0];
    const [high, highIndex] = particleBreakpoints[index] ?? [0, 0];
    if (concentration <= high)
      return Math.ceil(lowIndex + ((concentration - low) / (high - low)) * (highIndex - lowIndex));
  }
  return 500;
}

/** dB(A). Rain is loud, and so are people. */
export function noiseLevel(moment: Moment, day: number, throng: number): number {
  const rain = Math.min(1, rainAt(moment, moment.timeMs) / 40);
  return (
    41 + 9 * day + 5 * rushOf(moment) + 6 * moment.habit + 8 * rain + 10 * throng + 2.5 * swing(moment, 0.5)
  );
}
