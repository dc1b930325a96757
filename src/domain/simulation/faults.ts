import type { Scenario, ScenarioId } from '@/contracts/scenario';
import type { Series } from '@/contracts/series';
import { scenarioOf } from '../scenarios';
import { chance } from '../hash';
import { standingOf, type Standing } from './moment';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** A drifting device is set right twice a day. */
const driftMs = 12 * hourMs;

/**
 * What is wrong with a device all through a scenario: it says one number for an hour (`stuck`), ever more than there is
 * (`drifting`), nothing for long spells (`silent`), comes and goes within minutes (`flapping`), or tells the wrong time
 * (`clock`). A fault is the whole Thing's.
 */
export const faults = ['silent', 'flapping', 'clock', 'stuck', 'drifting'] as const;
export type Fault = (typeof faults)[number];

/** The truth about a device that no reading of it tells. */
export function faultOf(scenario: ScenarioId, series: Series): Fault | undefined {
  return faultIn(scenarioOf(scenario), standingOf(series), series);
}

export function faultIn(scenario: Scenario, standing: Standing, series: Series): Fault | undefined {
  // Devices whose trouble would be a story of its own: the one gauge of the river, and the drill.
  if (standing.demo || standing.drill >= 0 || series.property === 'river-stage') return undefined;
  let lot = chance(standing.place, 71);
  for (const fault of faults) {
    lot -= scenario.faults[fault];
    if (lot < 0) return fault;
  }
  return undefined;
}

/** Whether a silent or flapping device says nothing just now. */
export function holdsItsTongue(
  { faults: told }: Scenario,
  fault: Fault | undefined,
  { place }: Standing,
  timeMs: number,
): boolean {
  if (fault !== 'silent' && fault !== 'flapping') return false;
  const spell = (fault === 'silent' ? told.silentMinutes : told.flapMinutes) * minuteMs;
  const own = Math.floor(chance(place, 61) * spell);
  return chance(place, Math.floor((timeMs + own) / spell), 62) < (fault === 'silent' ? 0.75 : 0.5);
}

/** When a stuck device took the number it still says. */
export function stuckSince(timeMs: number): number {
  return Math.floor(timeMs / hourMs) * hourMs;
}

/** What a drifting device adds by now, as a share of the property's whole range. */
export function driftShare({ place }: Standing, timeMs: number): number {
  const since = (timeMs / driftMs + chance(place, 67)) % 1;
  return 0.01 + 0.03 * since;
}

/** Errors of wrong clocks, ms; the last of them thinks that it is still 1970. */
const clockErrors = [
  -37 * minuteMs,
  9 * minuteMs,
  -3 * hourMs,
  8 * hourMs,
  dayMs,
  -dayMs,
  'began in 1970',
] as const;

/** The time a device with a wrong clock claims when it is `timeMs`. */
export function claimedTime({ place }: Standing, timeMs: number): number {
  const error = clockErrors[Math.floor(chance(place, 73) * clockErrors.length)] ?? 0;
  return typeof error === 'number' ? timeMs + error : timeMs % dayMs;
}
