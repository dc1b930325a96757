import { lostIntervals, resolutionOf } from '@/contracts/series';
import type { SignMeasure } from '@/contracts/sign';
import { freshnessOf } from '../freshness';
import { hourOfDay } from '../time';
import type { SignPlan, SignTable } from './plan';

/** What the inputs of a measure that are in one state come to. `value` is NaN where there are none. */
export interface Tally {
  readonly count: number;
  readonly value: number;
  /** Unix ms; NaN where there are none. */
  readonly oldest: number;
  /** The slot that decides a greatest or least value; -1 where none does alone. */
  readonly deciding: number;
  /** Sum of the magnitudes, for the inputs' shares of a mean. */
  readonly magnitude: number;
}

export interface Tallies {
  readonly total: number;
  readonly fresh: Tally;
  readonly stale: Tally;
}

/** First and last hour of the day, in Wuhan, for limits that are stricter by night (GB 3096's 6–22 h). */
const dayHours = [6, 22] as const;

/** What is taken off every input, in the measure's unit. */
export function allowanceOf(measure: SignMeasure, now: number): number {
  if (measure.less === undefined) return 0;
  const hour = hourOfDay(now);
  return hour >= dayHours[0] && hour < dayHours[1] ? measure.less.day : measure.less.night;
}

export function isCounted(measure: SignMeasure, value: number): boolean {
  if (measure.counts === undefined) return false;
  return measure.counts.when === 'above' ? value >= measure.counts.limit : value < measure.counts.limit;
}

/** 0 nothing to go by, 1 news, 2 old. What was lost long ago is still old, never absent. */
export function inputState(plan: SignPlan, table: SignTable, slot: number, now: number): 0 | 1 | 2 {
  if (table.states !== undefined) return table.states[slot] as 0 | 1 | 2;
  const value = table.values[slot]!;
  if (!Number.isFinite(value)) return 0;
  const freshness = freshnessOf(table.times[slot]!, plan.intervals[slot]!, now, table.qualities[slot]);
  return freshness === 0 ? 0 : freshness === 1 ? 1 : 2;
}

/** The table with each slot's state worked out once: worth it where many plans look at the same slots. */
export function withStates(table: SignTable, plan: SignPlan, now: number): SignTable {
  const states = Uint8Array.from(plan.intervals, (_, slot) => inputState(plan, table, slot, now));
  return { values: table.values, times: table.times, qualities: table.qualities, states };
}

/** Ages are sorted into bins of a twentieth of an interval, up to where a series is lost. */
const binsPerInterval = 20;
const ageBins = new Uint32Array(lostIntervals * binsPerInterval + 1);

/** The 95th percentile of the inputs' ages, in their own intervals; what is lost counts as no older than that. */
function ageP95(plan: SignPlan, slots: Uint32Array, table: SignTable, now: number): number {
  ageBins.fill(0);
  let heard = 0;
  for (const slot of slots) {
    if (inputState(plan, table, slot, now) === 0) continue;
    const interval = Math.max(plan.intervals[slot]!, resolutionOf(table.qualities[slot] ?? 0)) * 1000;
    const age = Math.max(0, now - table.times[slot]!) / interval;
    const bin = Math.min(ageBins.length - 1, Math.floor(age * binsPerInterval));
    ageBins[bin] = ageBins[bin]! + 1;
    heard += 1;
  }
  let passed = 0;
  const bin = ageBins.findIndex((count) => (passed += count) >= heard * 0.95);
  return bin / binsPerInterval;
}

interface Running {
  count: number;
  sum: number;
  magnitude: number;
  counted: number;
  oldest: number;
  deciding: number;
  best: number;
}
const nothing = (): Running => ({
  count: 0,
  sum: 0,
  magnitude: 0,
  counted: 0,
  oldest: Infinity,
  deciding: -1,
  best: NaN,
});

/** One pass over a measure's inputs. The same inputs in any order come to the same. */
export function tally(plan: SignPlan, index: number, table: SignTable, now: number): Tallies {
  const { measure, slots } = plan.measures[index]!;
  const fresh = nothing();
  const stale = nothing();
  const less = allowanceOf(measure, now);
  const least = measure.aggregate === 'min';
  for (const slot of slots) {
    const state = inputState(plan, table, slot, now);
    if (state === 0) continue;
    const into = state === 1 ? fresh : stale;
    const value = table.values[slot]! - less;
    const at = table.times[slot]!;
    into.count += 1;
    into.sum += value;
    into.magnitude += Math.abs(value);
    if (isCounted(measure, value)) into.counted += 1;
    if (at < into.oldest) into.oldest = at;
    const better = least ? value < into.best : value > into.best;
    // Ties go to the lower series, so that the order of the inputs never matters.
    const tied = value === into.best && plan.ids[slot]! < plan.ids[into.deciding]!;
    if (into.deciding < 0 || better || tied) {
      into.deciding = slot;
      into.best = value;
    }
  }
  const found = {
    total: slots.length,
    fresh: closed(measure, fresh, table),
    stale: closed(measure, stale, table),
  };
  if (measure.aggregate !== 'ageP95' || fresh.count === 0) return found;
  return { ...found, fresh: { ...found.fresh, value: ageP95(plan, slots, table, now) } };
}

function closed(measure: SignMeasure, running: Running, table: SignTable): Tally {
  const { count, magnitude } = running;
  if (count === 0) return { count, value: NaN, oldest: NaN, deciding: -1, magnitude };
  switch (measure.aggregate) {
    case 'max':
    case 'min':
      return {
        count,
        value: running.best,
        oldest: table.times[running.deciding]!,
        deciding: running.deciding,
        magnitude,
      };
    case 'beyond':
      return { count, value: running.counted, oldest: running.oldest, deciding: -1, magnitude };
    case 'mean':
    case 'online':
    case 'ageP95':
      return { count, value: running.sum / count, oldest: running.oldest, deciding: -1, magnitude };
  }
}
