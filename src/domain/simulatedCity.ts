import type { ScenarioId } from '@/contracts/scenario';
import { quality, type ObservedProperty, type Series } from '@/contracts/series';
import { scenarioOf } from './scenarios';
import { chance } from './hash';
import { curves } from './simulation/curves';
import { claimedTime, driftShare, faultIn, faultOf, holdsItsTongue, stuckSince } from './simulation/faults';
import { momentOf, standingOf } from './simulation/moment';
import { isUnpowered } from './simulation/outage';

export type { ScenarioId } from '@/contracts/scenario';
export { faultOf, faults, type Fault } from './simulation/faults';

/**
 * The simulated city as a function of time: the reading the series' device would make at `timeMs` (Unix ms), in the
 * property's unit, rounded to its decimals; `undefined` while the device is silent. Its faults are in it, except for what
 * it takes the time to be. Series of the demo device, of properties the city does not know, and of a demand on a capacity no register states
 * are always silent.
 */
export function sampleSeries(
  scenario: ScenarioId,
  series: Series,
  property: ObservedProperty,
  timeMs: number,
): number | undefined {
  const curve = curves[property.id];
  const standing = standingOf(series);
  if (curve === undefined || standing.demo) return undefined;
  const told = scenarioOf(scenario);
  const fault = faultIn(told, standing, series);
  if (holdsItsTongue(told, fault, standing, timeMs)) return undefined;
  const moment = momentOf(told, standing, fault === 'stuck' ? stuckSince(timeMs) : timeMs);
  if (isUnpowered(moment, property.id)) return undefined;
  const drifted = fault === 'drifting' ? driftShare(standing, timeMs) * (property.max - property.min) : 0;
  const scale = 10 ** property.decimals;
  const measured = curve(moment);
  if (Number.isNaN(measured)) return undefined;
  const value = Math.min(property.max, Math.max(property.min, measured + drifted));
  // No device says minus zero, and JSON would not carry it.
  return Math.round(value * scale) / scale + 0;
}

/** What a device sends: its value, the time it claims to have measured it, and whether it doubts itself. */
export interface Utterance {
  readonly value: number;
  readonly claimedMs: number;
  readonly suspect: boolean;
}

/** The message a device sends at `timeMs`; `undefined` while it is silent. */
export function utterance(
  scenario: ScenarioId,
  series: Series,
  property: ObservedProperty,
  timeMs: number,
): Utterance | undefined {
  const value = sampleSeries(scenario, series, property, timeMs);
  if (value === undefined) return undefined;
  const fault = faultOf(scenario, series);
  return {
    value,
    claimedMs: fault === 'clock' ? claimedTime(standingOf(series), timeMs) : timeMs,
    suspect: fault === 'stuck',
  };
}

/** The next time a device's own beat falls strictly after `afterMs`; beats are spread so that the load is even. */
export function nextBeat(series: Series, afterMs: number): number {
  const interval = series.intervalS * 1000;
  const phase = Math.floor(chance(series.id, 41) * interval);
  return Math.floor((afterMs - phase) / interval) * interval + interval + phase;
}

/**
 * The quality byte of a simulated reading where no door stands between: a stuck gauge gives itself away, and a time that
 * had to be set right is said to have been.
 */
export function qualityOf(scenario: ScenarioId, series: Series): number {
  const fault = faultOf(scenario, series);
  return fault === 'stuck' ? quality.suspect : fault === 'clock' ? quality.clamped : 0;
}
