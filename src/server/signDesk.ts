import type { SeriesCatalogue } from '@/contracts/series';
import type { SignEvent, SignMemory, SignReading } from '@/contracts/sign';
import type { TimeContext } from '@/contracts/time';
import { signDefinitions } from '@/domain/definitions';
import { traceSign, type SignPlan, type SignTable } from '@/domain/signs';
import { createSignBeat } from '@/domain/signs/beat';
import { signTextOf } from '@/domain/signTexts';
import type { Database } from './database/open';
import type { Latest } from './latest';
import { everyEntry, openLog, type NumberedLog } from './numberedLog';
import { ProblemError } from './problems';
import { signPast, type SignPast } from './signPast';

/** The vital signs of the city and of each district, read every second, and the log of how they changed. */
export interface SignDesk {
  /** Each sign as of the last beat, with what is remembered of it; `undefined` where there is no such scope. */
  readonly now: (scope: string) => readonly SignNow[] | undefined;
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

export interface SignDeskMakings {
  readonly catalogue: SeriesCatalogue;
  readonly latest: Latest;
  readonly report: (error: unknown, what: string) => void;
  readonly now?: () => number;
}

export function createSignDesk({ catalogue, latest, report, now = Date.now }: SignDeskMakings): SignDesk {
  const beat = createSignBeat(signDefinitions, catalogue);
  let past: SignPast = signPast();
  let standing = new Map<string, readonly SignReading[]>();
  let log: NumberedLog<SignEvent> | undefined;
  let waiting: SignEvent[] = [];
  let writing: Promise<void> = Promise.resolve();

  const write = async () => {
    const to = log;
    while (to !== undefined && waiting[0] !== undefined) {
      const event = waiting[0];
      try {
        await to.append(event, event.known);
      } catch (error) {
        // The next beat tries again; nothing is skipped.
        report(error, 'a change of a vital sign cannot be written');
        return;
      }
      // While it was written the oldest may have been dropped.
      if (waiting[0] === event) waiting.shift();
      past.take(event);
    }
  };
  const look = () => {
    const at = now();
    const before = standing;
    standing = new Map(beat.beat(latest, at).map(({ scope, readings }) => [scope, readings]));
    for (const [scope, readings] of standing) {
      readings.forEach((reading, index) => {
        const was = before.get(scope)?.[index];
        const memory = beat.memories(scope)[index];
        if (was === undefined || memory === undefined || was.state === reading.state) return;
        const { id: sign, state, value, measure } = reading;
        waiting.push({
          kind: 'changed',
          sign,
          scope,
          before: was.state,
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
    now: (scope) =>
      standing.get(scope)?.map((reading, index) => ({ reading, memory: beat.memories(scope)[index] })),
    then: (scope, table, time) =>
      beat.plans(scope)?.map((plan) => past.read(plan, scope, table, time).reading),
    why: (sign, scope, table, time) => {
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
      for (const scope of standing.keys()) {
        beat.recall(
          scope,
          beat.memories(scope).map((memory, index) => {
            const last = found.last(signDefinitions[index]!.id, scope);
            // A state that stands as before the start has stood since before it.
            return memory !== undefined && last?.state === memory.state
              ? { ...memory, since: last.memory.since }
              : memory;
          }),
        );
      }
      log = opened;
    },
    close: async () => {
      clearInterval(timer);
      await writing;
    },
  };
}
