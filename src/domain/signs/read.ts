import type { MeasureReading, SignMemory, SignReading, SignState } from '@/contracts/sign';
import { heldLevel, levels, turn, type Latches } from './latch';
import type { SignPlan, SignTable } from './plan';
import { tally, type Tallies } from './tally';

/** A sign's value and state, and what to remember of it for the next look. */
export interface SignLook {
  readonly reading: SignReading;
  readonly memory: SignMemory;
}

/** A measure before the sign is made of it. */
export interface MeasuredPart {
  readonly reading: MeasureReading;
  readonly tallies: Tallies;
  readonly latches: Latches | null;
  /** Which inputs carry the value: the news, or only old ones. */
  readonly carriedBy: 'fresh' | 'stale' | undefined;
}

export function measureParts(
  plan: SignPlan,
  table: SignTable,
  at: number,
  memory: SignMemory | undefined,
): readonly MeasuredPart[] {
  return plan.measures.map((_, index) => measurePart(plan, index, table, at, memory));
}

function measurePart(
  plan: SignPlan,
  index: number,
  table: SignTable,
  at: number,
  memory: SignMemory | undefined,
): MeasuredPart {
  const { measure } = plan.measures[index]!;
  const tallies = tally(plan, index, table, at);
  const { total, fresh, stale } = tallies;
  // How old and how many the readings are is told by old ones, too.
  const online = measure.aggregate === 'online' || measure.aggregate === 'ageP95';
  // A count of who reports is complete once enough were ever heard; a value only while enough of it is news.
  const coverage = total === 0 ? 0 : (online ? fresh.count + stale.count : fresh.count) / total;
  const base = { id: measure.id, coverage };
  if (fresh.count === 0 && stale.count > 0) {
    const value = online ? null : stale.value;
    const reading = { ...base, value, state: 'stale', observedAt: stale.oldest } as const;
    return { reading, tallies, latches: null, carriedBy: 'stale' };
  }
  if (fresh.count === 0 || coverage < plan.definition.coverage) {
    const reading = { ...base, value: null, state: 'absent', observedAt: null } as const;
    return { reading, tallies, latches: null, carriedBy: undefined };
  }
  const value = measure.aggregate === 'online' ? (fresh.count / total) * 100 : fresh.value;
  const latches = turn(measure, value, at, plan.definition.dwell, memory?.latches[index] ?? undefined);
  const reading = { ...base, value, state: heldLevel(latches), observedAt: fresh.oldest };
  return { reading, tallies, latches, carriedBy: 'fresh' };
}

const isLevel = (state: SignState) => (levels as readonly SignState[]).indexOf(state);

/**
 * The sign at a time, Unix ms. Stale inputs are named and never counted; where the measures that have a value weigh less
 * than the definition's coverage there is none, or where old readings are left, the old value with its age. `memory` is
 * what the look before gave: hysteresis and dwell need it, and without one the values decide at once.
 */
export function readSign(plan: SignPlan, table: SignTable, at: number, memory?: SignMemory): SignLook {
  return lookOf(plan, measureParts(plan, table, at, memory), at, memory);
}

export function lookOf(
  plan: SignPlan,
  parts: readonly MeasuredPart[],
  at: number,
  memory: SignMemory | undefined,
): SignLook {
  const { definition } = plan;
  let [weight, valued, covered] = [0, 0, 0];
  parts.forEach(({ reading }, index) => {
    const share = plan.measures[index]!.measure.weight;
    weight += share;
    covered += share * reading.coverage;
    if (isLevel(reading.state) >= 0) valued += share;
  });
  const enough = weight > 0 && valued / weight >= definition.coverage;
  const shown = shownPart(parts, enough);
  const state: SignState = enough
    ? shown.reading.state
    : parts.some(({ reading }) => reading.state === 'stale')
      ? 'stale'
      : 'absent';
  const since = memory !== undefined && memory.state === state ? memory.since : at;
  return {
    reading: {
      id: definition.id,
      value: state === 'absent' ? null : shown.reading.value,
      measure: shown.reading.id,
      state,
      since,
      observedAt: state === 'absent' ? null : shown.reading.observedAt,
      coverage: weight === 0 ? 0 : covered / weight,
      parts: parts.map(({ reading }) => reading),
    },
    memory: { state, since, latches: parts.map(({ latches }) => latches as SignMemory['latches'][number]) },
  };
}

/** The worst measure, the first of equals; where there is no value to go by, the first that has an old one. */
function shownPart(parts: readonly MeasuredPart[], enough: boolean): MeasuredPart {
  const first = parts[0];
  if (first === undefined) throw new Error('a sign has at least one measure');
  if (!enough) return parts.find(({ reading }) => reading.state === 'stale') ?? first;
  return parts.reduce(
    (worst, part) => (isLevel(part.reading.state) > isLevel(worst.reading.state) ? part : worst),
    parts.find(({ reading }) => isLevel(reading.state) >= 0) ?? first,
  );
}
