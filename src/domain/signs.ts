import type { SeriesCatalogue } from '@/contracts/series';
import type { SignDefinition, SignReading, SignState, SignTrace } from '@/contracts/sign';
import type { TimeContext } from '@/contracts/time';
import { freshnessOf } from './freshness';

/** One input as last heard; `value` and `observedAt` are NaN where nothing was. */
export interface SignInput {
  readonly series: number;
  readonly intervalS: number;
  readonly value: number;
  readonly observedAt: number;
  /** The reading's quality byte, where it is known: a mean of history is fresh for longer. */
  readonly quality?: number;
}

type Level = 'normal' | 'attention' | 'warning' | 'alarm';
const levels = ['normal', 'attention', 'warning', 'alarm'] as const satisfies readonly Level[];

/** What is true of a sign before its inputs are written down one by one. */
interface Assessment {
  readonly reading: SignReading;
  /** The series that decides a greatest or least value, where one does. */
  readonly deciding: number | undefined;
  /** Which freshness carries the value: 1 while there is news, 2 where only old readings are left. */
  readonly carriedBy: 'fresh' | 'stale' | undefined;
  readonly carriers: number;
}

/** The catalogue's slots a sign is made of, in slot order. */
export function inputsOf(definition: SignDefinition, catalogue: SeriesCatalogue): readonly number[] {
  return catalogue.series.flatMap((series, slot) =>
    definition.aggregate === 'online' || series.property === definition.property ? [slot] : [],
  );
}

/** The sign's value and state without the account of each input: what a board shows at every beat. */
export function readSign(
  definition: SignDefinition,
  inputs: readonly SignInput[],
  at: TimeContext,
  previous?: SignState,
): SignReading {
  return assess(definition, inputs, at, previous).reading;
}

/**
 * The sign at a time, with everything needed to say why: each input, what it carries, and the threshold met. Stale
 * inputs are named and never counted; below the definition's coverage there is no value; where every reading left is
 * old, the old value is given with its age and the state says so. `previous` is the state last shown: leaving it takes
 * the threshold's hysteresis.
 */
export function evaluateSign(
  definition: SignDefinition,
  inputs: readonly SignInput[],
  at: TimeContext,
  previous?: SignState,
): SignTrace {
  const found = assess(definition, inputs, at, previous);
  const weight = inputs.length === 0 ? 0 : 1 / inputs.length;
  const lines = inputs.map((input) => {
    const state = stateOf(input, at.at);
    return {
      series: input.series,
      value: state === 'absent' ? null : input.value,
      observedAt: state === 'absent' ? null : input.observedAt,
      state,
      weight,
      contribution: contributionOf(found, input, state),
    };
  });
  const level = levels.find((one) => one === found.reading.state && one !== 'normal');
  const crossed = level === undefined || level === 'normal' ? null : level;
  return {
    reading: found.reading,
    formula: definition.formula,
    inputs: lines,
    missing: lines.filter((line) => line.state !== 'fresh').map((line) => line.series),
    threshold: {
      crossed,
      limit: crossed === null ? null : definition.thresholds[crossed],
      source: definition.source,
      version: definition.version,
      effective: definition.effective,
      standing: definition.standing,
    },
    at: at.at,
    knownAt: at.knownAt,
  };
}

function stateOf(input: SignInput, now: number): 'fresh' | 'stale' | 'absent' {
  if (!Number.isFinite(input.value)) return 'absent';
  const freshness = freshnessOf(input.observedAt, input.intervalS, now, input.quality);
  if (freshness === 0) return 'absent';
  return freshness === 1 ? 'fresh' : 'stale';
}

function assess(
  definition: SignDefinition,
  inputs: readonly SignInput[],
  at: TimeContext,
  previous: SignState | undefined,
): Assessment {
  const fresh = tally(definition, inputs, at.at, 'fresh');
  const stale = tally(definition, inputs, at.at, 'stale');
  const online = definition.aggregate === 'online';
  // A count of who reports is complete once enough were ever heard; a value only while enough of it is news.
  const covering = online ? fresh.count + stale.count : fresh.count;
  const coverage = inputs.length === 0 ? 0 : covering / inputs.length;
  const base = { id: definition.id, coverage };
  if (fresh.count === 0 && stale.count > 0) {
    const value = online ? null : stale.value;
    return {
      reading: { ...base, value, state: 'stale', observedAt: stale.oldest },
      deciding: stale.deciding,
      carriedBy: 'stale',
      carriers: stale.count,
    };
  }
  if (fresh.count === 0 || coverage < definition.coverage) {
    return {
      reading: { ...base, value: null, state: 'absent', observedAt: null },
      deciding: undefined,
      carriedBy: undefined,
      carriers: 0,
    };
  }
  const value = online ? (fresh.count / inputs.length) * 100 : fresh.value;
  return {
    reading: { ...base, value, state: levelOf(definition, value, previous), observedAt: fresh.oldest },
    deciding: fresh.deciding,
    carriedBy: 'fresh',
    carriers: fresh.count,
  };
}

interface Tally {
  readonly count: number;
  readonly value: number;
  readonly oldest: number | null;
  readonly deciding: number | undefined;
}

function tally(
  definition: SignDefinition,
  inputs: readonly SignInput[],
  now: number,
  wanted: 'fresh' | 'stale',
): Tally {
  let count = 0;
  let sum = 0;
  let oldest = Infinity;
  let best: SignInput | undefined;
  for (const input of inputs) {
    if (stateOf(input, now) !== wanted) continue;
    count += 1;
    sum += input.value;
    oldest = Math.min(oldest, input.observedAt);
    if (best === undefined || decidesOver(definition.aggregate, input, best)) best = input;
  }
  if (best === undefined) return { count: 0, value: NaN, oldest: null, deciding: undefined };
  if (definition.aggregate === 'max' || definition.aggregate === 'min') {
    return { count, value: best.value, oldest: best.observedAt, deciding: best.series };
  }
  return { count, value: sum / count, oldest, deciding: undefined };
}

/** Ties go to the lower series, so that the order of the inputs never matters. */
function decidesOver(aggregate: SignDefinition['aggregate'], one: SignInput, other: SignInput): boolean {
  if (one.value === other.value) return one.series < other.series;
  return aggregate === 'min' ? one.value < other.value : one.value > other.value;
}

function contributionOf(found: Assessment, input: SignInput, state: 'fresh' | 'stale' | 'absent'): number {
  if (state !== found.carriedBy || found.carriers === 0) return 0;
  if (found.deciding !== undefined) return input.series === found.deciding ? 1 : 0;
  return 1 / found.carriers;
}

/** A worse state begins at its threshold; a better one only when the value has come back by the hysteresis. */
function levelOf(definition: SignDefinition, value: number, previous: SignState | undefined): Level {
  const now = reached(definition, value, 0);
  const before = levels.findIndex((level) => level === previous);
  const index =
    now >= before ? now : Math.min(before, reached(definition, value, definition.thresholds.hysteresis));
  return levels[index] ?? 'normal';
}

function reached(definition: SignDefinition, value: number, slack: number): number {
  const { attention, warning, alarm } = definition.thresholds;
  const limits = [attention, warning, alarm];
  return definition.direction === 'above'
    ? limits.filter((limit) => value >= limit - slack).length
    : limits.filter((limit) => value < limit + slack).length;
}
