import { staleIntervals, type SeriesCatalogue } from '@/contracts/series';
import type { SignEvent, SignMemory, SignReading } from '@/contracts/sign';
import type { TimeContext } from '@/contracts/time';
import { signDefinitions } from '@/domain/definitions';
import { traceSign, type SignPlan, type SignTable } from '@/domain/signs';
import { createSignBeat, type ScopeReadings } from '@/domain/signs/beat';
import type { CityScopes } from '@/domain/signs/scopes';
import { signTextOf } from '@/domain/signTexts';
import type { Database } from './database/open';
import type { Latest } from './latest';
import { everyEntry, openLog, type NumberedLog } from './numberedLog';
import { ProblemError } from './problems';
import { signPast, type SignPast } from './signPast';
import { createSignReturns } from './signReturns';

/**
 * The vital signs of the city, of each district and functional zone, read every second, and the log of how they changed.
 * A 街道 is read from when it is asked for until nobody has asked for ten minutes; how it changed is not logged.
 */
export interface SignDesk {
  /** Each sign as of the last beat, with what is remembered of it; `undefined` where there is no such scope. */
  readonly now: (scope: string) => readonly SignNow[] | undefined;
  /** Since when hysteresis and dwell of a 街道 are remembered, Unix ms; `undefined` of what always is, and of the past. */
  readonly watchedSince: (scope: string) => number | undefined;
  /** Whether the log tells how the scope's signs changed, so that its past is read as it was shown. */
  readonly isLogged: (scope: string) => boolean;
  readonly isScope: (scope: string) => boolean;
  /** The same at another time, over a table of that time. */
  readonly then: (scope: string, table: SignTable, time: TimeContext) => readonly SignReading[] | undefined;
  readonly why: (
    sign: string,
    scope: string,
    table: SignTable,
    time: TimeContext,
  ) => ReturnType<typeof traceSign>;
  /** Takes over what the log remembers, and writes to it from then on. */
  readonly attach: (database: Database) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface SignNow {
  readonly reading: SignReading;
  readonly memory: SignMemory | undefined;
}

const beatMs = 1_000;
/** Changes that wait for the log at most; older ones are dropped, and the log then lacks them. */
const mostWaiting = 5_000;
/** How long a 街道 is read on after it was last asked for, and how many are at once: the rest of a beat's cost is fixed. */
const watchMs = 10 * 60_000;
const mostWatched = 32;

export interface SignDeskMakings {
  readonly catalogue: SeriesCatalogue;
  readonly scopes: CityScopes;
  readonly latest: Latest;
  readonly report: (error: unknown, what: string) => void;
  /** Told of every beat what is read in each. */
  readonly beaten?: (scopes: readonly ScopeReadings[], at: number) => void;
  readonly now?: () => number;
}

export function createSignDesk(makings: SignDeskMakings): SignDesk {
  const { catalogue, scopes, latest, report, beaten, now = Date.now } = makings;
  const beat = createSignBeat(signDefinitions, catalogue, scopes);
  const watched = new Map<string, { readonly since: number; readonly asked: number }>();
  const returns = createSignReturns();
  let past: SignPast = signPast();
  let standing = new Map<string, readonly SignReading[]>();
  let log: NumberedLog<SignEvent> | undefined;
  let waiting: SignEvent[] = [];
  let writing: Promise<void> = Promise.resolve();
  let failing = false;

  const write = async () => {
    const to = log;
    while (to !== undefined && waiting[0] !== undefined) {
      const event = waiting[0];
      try {
        await to.append(event, event.known);
      } catch (error) {
        // The next beat tries again; nothing is skipped, and it is told once until it has succeeded.
        if (!failing) report(error, 'a change of a vital sign cannot be written');
        failing = true;
        return;
      }
      failing = false;
      // While it was written the oldest may have been dropped.
      if (waiting[0] === event) waiting.shift();
      past.take(event);
    }
  };
  const unwatch = (scope: string) => {
    watched.delete(scope);
    standing.delete(scope);
    beat.leave(scope);
  };
  /** Reads a 街道 from now on; what is in every beat, and what there is not, stays as it is. */
  const watch = (scope: string) => {
    if (beat.isStanding(scope)) return;
    const at = now();
    const held = watched.get(scope);
    const joined = held === undefined ? beat.join(scope, latest, at) : undefined;
    if (joined !== undefined) standing.set(scope, joined.readings);
    if (held === undefined && joined === undefined) return;
    // The one asked for last comes last.
    watched.delete(scope);
    watched.set(scope, { since: held?.since ?? at, asked: at });
    const [longestUnasked] = watched.keys();
    if (watched.size > mostWatched && longestUnasked !== undefined) unwatch(longestUnasked);
  };
  /** Hysteresis and dwell go on from before the restart, also where the feed took a moment to come back. */
  const carry = (scope: string, starting = false) => {
    beat.recall(
      scope,
      beat.memories(scope).map((memory, index) => {
        const kept = returns.memory(scope, signDefinitions[index]!.id);
        if (kept === undefined || (!starting && isLatched(memory))) return memory;
        return isLatched(kept) || kept.state === memory?.state ? kept : memory;
      }),
    );
  };
  const look = () => {
    const at = now();
    for (const scope of returns.scopes()) carry(scope);
    for (const [scope, { asked }] of watched) if (at - asked > watchMs) unwatch(scope);
    const before = standing;
    const looks = beat.beat(latest, at);
    standing = new Map(looks.map(({ scope, readings }) => [scope, readings]));
    beaten?.(
      looks.filter(({ scope }) => beat.isStanding(scope)),
      at,
    );
    for (const [scope, readings] of standing) {
      if (!beat.isStanding(scope)) continue;
      readings.forEach((reading, index) => {
        const { id: sign, state, value, measure } = reading;
        const was = returns.judge(scope, sign, state, at) ?? before.get(scope)?.[index]?.state;
        const memory = beat.memories(scope)[index];
        if (was === undefined || was === 'quiet' || memory === undefined || was === state) return;
        waiting.push({
          kind: 'changed',
          sign,
          scope,
          before: was,
          state,
          value,
          measure,
          at,
          known: at,
          memory,
        });
      });
    }
    if (waiting.length > mostWaiting) waiting = waiting.slice(-mostWaiting);
    if (waiting.length > 0) writing = writing.then(write);
  };
  const planned = (sign: string, scope: string): SignPlan => {
    const plans = beat.plans(scope);
    if (plans === undefined) throw new ProblemError(404, `There is no scope ${scope}.`);
    const plan = plans.find(({ definition }) => definition.id === sign);
    if (plan === undefined) throw new ProblemError(404, `There is no sign ${sign}.`);
    return plan;
  };
  look();
  const timer = setInterval(look, beatMs);

  return {
    now: (scope) => {
      watch(scope);
      return standing.get(scope)?.map((reading, index) => ({ reading, memory: beat.memories(scope)[index] }));
    },
    watchedSince: (scope) => watched.get(scope)?.since,
    isLogged: beat.isStanding,
    isScope: (scope) => scopes.find(scope) !== undefined,
    then: (scope, table, time) =>
      beat.plans(scope)?.map((plan) => past.read(plan, scope, table, time).reading),
    why: (sign, scope, table, time) => {
      if (time.mode === 'live') watch(scope);
      const plan = planned(sign, scope);
      const index = signDefinitions.findIndex(({ id }) => id === sign);
      const memory = time.mode === 'live' ? beat.memories(scope)[index] : past.memoryAt(sign, scope, time);
      return traceSign(plan, table, time, signTextOf(sign), memory);
    },
    attach: async (database) => {
      const opened = openLog<SignEvent>(database, 'signs');
      const found = signPast();
      for await (const { body } of everyEntry(opened)) found.take(body);
      past = found;
      const at = now();
      for (const scope of standing.keys()) {
        beat.plans(scope)?.forEach((plan) => {
          const last = found.last(plan.definition.id, scope);
          if (last !== undefined) returns.expect(last, at + timeToReturn(plan, catalogue));
        });
        carry(scope, true);
      }
      // What seemed to change while the log was not open yet is judged anew against what it tells.
      waiting = waiting.filter(({ sign, scope }) => found.last(sign, scope) === undefined);
      log = opened;
    },
    close: async () => {
      clearInterval(timer);
      await writing;
    },
  };
}

/** Whether it holds any limit: what was absent remembers none. */
function isLatched(memory: SignMemory | undefined): boolean {
  return memory?.latches.some((latches) => latches !== null) ?? false;
}

/** How long after a start, ms, a sign may take to stand again as before it: its dwell, or until its slowest input is due. */
function timeToReturn({ definition, measures }: SignPlan, { series }: SeriesCatalogue): number {
  const { worseS, betterS } = definition.dwell;
  let longestS = Math.max(worseS, betterS);
  for (const { slots } of measures) {
    for (const slot of slots) longestS = Math.max(longestS, (series[slot]?.intervalS ?? 0) * staleIntervals);
  }
  return longestS * 1000;
}
