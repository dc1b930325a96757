import type { SignMemory, SignText, SignTrace, TraceInput } from '@/contracts/sign';
import type { TimeContext } from '@/contracts/time';
import { pendingLevel } from './latch';
import type { SignPlan, SignTable } from './plan';
import { lookOf, measureParts, type MeasuredPart } from './read';
import { allowanceOf, inputState, isCounted } from './tally';

/**
 * The sign at a time with everything needed to say why: each input, what it carries, what is missing, the limit that was
 * met and who set it. Its reading is the one `readSign` gives for the same table, time and memory.
 */
export function traceSign(
  plan: SignPlan,
  table: SignTable,
  time: TimeContext,
  texts: SignText,
  memory?: SignMemory,
): SignTrace {
  const { definition } = plan;
  const parts = measureParts(plan, table, time.at, memory);
  const { reading } = lookOf(plan, parts, time.at, memory);
  const inputs = parts.flatMap((part, index) => inputLines(plan, index, part, table, time.at));
  const shown = definition.measures.find(({ id }) => id === reading.measure);
  const { state } = reading;
  const crossed = state === 'attention' || state === 'warning' || state === 'alarm' ? state : null;
  const latches = parts.find((part) => part.reading.id === reading.measure)?.latches ?? null;
  return {
    reading,
    formula: texts.formula,
    inputs: [...inputs],
    missing: [...new Set(inputs.filter((line) => line.state !== 'fresh').map((line) => line.series))],
    gaps: definition.measures.flatMap(({ id }) => {
      const reason = texts.gaps?.[id];
      return reason === undefined ? [] : [{ measure: id, reason }];
    }),
    threshold: {
      crossed,
      limit: crossed === null || shown === undefined ? null : shown.thresholds[crossed],
      source: texts.source,
      version: definition.version,
      effective: definition.effective,
      standing: definition.standing,
    },
    pending: latches === null ? null : pendingLevel(latches),
    at: time.at,
    knownAt: time.knownAt,
  };
}

const stateNames = ['absent', 'fresh', 'stale'] as const;

function inputLines(
  plan: SignPlan,
  index: number,
  part: MeasuredPart,
  table: SignTable,
  now: number,
): readonly TraceInput[] {
  const { measure, slots } = plan.measures[index]!;
  const less = allowanceOf(measure, now);
  return [...slots].map((slot) => {
    const state = stateNames[inputState(plan, table, slot, now)];
    const value = state === 'absent' ? null : table.values[slot]!;
    return {
      series: plan.ids[slot]!,
      measure: measure.id,
      value,
      observedAt: state === 'absent' ? null : table.times[slot]!,
      state,
      weight: 1 / slots.length,
      contribution: contributionOf(plan, index, part, slot, state, (value ?? 0) - less),
    };
  });
}

function contributionOf(
  plan: SignPlan,
  index: number,
  part: MeasuredPart,
  slot: number,
  state: TraceInput['state'],
  value: number,
): number {
  const { measure, slots } = plan.measures[index]!;
  if (part.carriedBy === undefined) return 0;
  const { fresh, stale } = part.tallies;
  if (measure.aggregate === 'online' || measure.aggregate === 'ageP95') {
    const silent = slots.length - fresh.count;
    return state === 'fresh' || silent === 0 ? 0 : 1 / silent;
  }
  if (state !== part.carriedBy) return 0;
  const tally = part.carriedBy === 'fresh' ? fresh : stale;
  if (tally.deciding >= 0) return slot === tally.deciding ? 1 : 0;
  if (measure.aggregate === 'beyond') return isCounted(measure, value) ? 1 / tally.value : 0;
  return tally.magnitude === 0 ? 1 / tally.count : Math.abs(value) / tally.magnitude;
}
