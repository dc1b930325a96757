import type { Latch, SignMeasure } from '@/contracts/sign';
import { turned } from '../latch';

export type Level = 'normal' | 'attention' | 'warning' | 'alarm';
export const levels = ['normal', 'attention', 'warning', 'alarm'] as const satisfies readonly Level[];
export type Latches = readonly [Latch, Latch, Latch];

const limitsOf = ({ thresholds: { attention, warning, alarm } }: SignMeasure) =>
  [attention, warning, alarm] as const;

function isPast(measure: SignMeasure, value: number, limit: number | null): boolean {
  if (limit === null) return false;
  return measure.direction === 'above' ? value >= limit : value < limit;
}

/** Whether a limit that was passed is still held to be: the value must come back by the hysteresis. */
function stillPast(measure: SignMeasure, value: number, limit: number | null): boolean {
  if (limit === null) return false;
  const { hysteresis } = measure.thresholds;
  return isPast(measure, value, measure.direction === 'above' ? limit - hysteresis : limit + hysteresis);
}

/**
 * The three limits after one more look at `at`, Unix ms. A limit is passed once the value has been past it for `worseS`
 * without a break, and left once it has been back, by the hysteresis, for `betterS`. Without a memory the value decides
 * at once. Looks may come at any pace; one that is not later than the turn it continues changes nothing.
 */
export function turn(
  measure: SignMeasure,
  value: number,
  at: number,
  dwell: { readonly worseS: number; readonly betterS: number },
  before: Latches | undefined,
): Latches {
  const delays = { onDelayS: dwell.worseS, offDelayS: dwell.betterS };
  const next = limitsOf(measure).map((limit, index): Latch => {
    const held = before?.[index];
    if (held === undefined) return { on: isPast(measure, value, limit), turning: null };
    const says = held.on ? stillPast(measure, value, limit) : isPast(measure, value, limit);
    return turned(held, says !== held.on, at, delays);
  });
  return next as unknown as Latches;
}

/** The worst limit that is held to be passed: a source may set a graver one without the lighter ones. */
function worst(past: readonly boolean[]): Level {
  return levels[past.lastIndexOf(true) + 1] ?? 'normal';
}

/** The state that is held. */
export function heldLevel(latches: Latches): Level {
  return worst(latches.map(({ on }) => on));
}

/** The state the value says and the dwell does not let through yet, with when it began. */
export function pendingLevel(latches: Latches): { readonly state: Level; readonly since: number } | null {
  const turning = latches.flatMap((one) => (one.turning === null ? [] : [one.turning]));
  if (turning.length === 0) return null;
  const state = worst(latches.map(({ on, turning: since }) => on !== (since !== null)));
  return { state, since: Math.min(...turning) };
}
