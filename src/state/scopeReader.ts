import type { SeriesCatalogue } from '@/contracts/series';
import type { SignMemory, SignReading, SignState } from '@/contracts/sign';
import { signDefinitions } from '@/domain/definitions';
import { planSigns, readSign, type SignPlan, type SignTable } from '@/domain/signs';
import { planWithin } from '@/domain/signs/plan';
import type { CityScopes } from '@/domain/signs/scopes';

/** Whose slots count: all that lie in the scope, or those where the census counts its residents. */
export type Counting = 'all' | 'census';

/** The signs of any part of the city over the page's table, each remembered from look to look. */
export interface ScopeReader {
  /** A sign as of a time, Unix ms; `undefined` where there is no such sign or scope. */
  readonly read: (
    scope: string,
    sign: string,
    table: SignTable,
    at: number,
    counting?: Counting,
  ) => SignReading | undefined;
  /** All its signs, in the definitions' order. */
  readonly readAll: (scope: string, table: SignTable, at: number) => readonly SignReading[];
  /** Takes over what the server remembers of a scope, by sign. */
  readonly recall: (scope: string, memories: Readonly<Record<string, SignMemory>>) => void;
  /** After a jump in time nothing that was remembered holds. */
  readonly forget: () => void;
}

/** The gravest first; what is old stands before what is well, and what was never heard comes last. */
export const gravest: readonly SignState[] = ['alarm', 'warning', 'attention', 'stale', 'normal', 'absent'];

/** The sign that stands worst, the first of equals. */
export function worstReading(readings: readonly SignReading[]): SignReading | undefined {
  return readings.toSorted((one, other) => gravest.indexOf(one.state) - gravest.indexOf(other.state))[0];
}

export function createScopeReader(catalogue: SeriesCatalogue, scopes: CityScopes): ScopeReader {
  const whole = new Map(planSigns(signDefinitions, catalogue).map((plan) => [plan.definition.id, plan]));
  const plans = new Map<string, SignPlan>();
  const masks = new Map<string, Uint8Array>();
  const memories = new Map<string, SignMemory>();
  const maskOf = (scope: string, counting: Counting): Uint8Array | undefined => {
    const key = `${counting} ${scope}`;
    const before = masks.get(key);
    if (before !== undefined) return before;
    const slots = counting === 'all' ? scopes.slotsOf(scope) : scopes.countedSlotsOf(scope);
    if (slots === undefined) return undefined;
    const mask = new Uint8Array(catalogue.series.length);
    for (const slot of slots) mask[slot] = 1;
    masks.set(key, mask);
    return mask;
  };
  const planOf = (scope: string, sign: string, counting: Counting): SignPlan | undefined => {
    const key = `${counting} ${scope} ${sign}`;
    const city = whole.get(sign);
    const mask = city === undefined ? undefined : maskOf(scope, counting);
    if (city === undefined || mask === undefined) return undefined;
    const plan = plans.get(key) ?? planWithin(city, (slot) => mask[slot] === 1);
    plans.set(key, plan);
    return plan;
  };
  const read: ScopeReader['read'] = (scope, sign, table, at, counting = 'all') => {
    const plan = planOf(scope, sign, counting);
    if (plan === undefined) return undefined;
    const key = `${counting} ${scope} ${sign}`;
    const look = readSign(plan, table, at, memories.get(key));
    memories.set(key, look.memory);
    return look.reading;
  };
  return {
    read,
    readAll: (scope, table, at) => signDefinitions.flatMap(({ id }) => read(scope, id, table, at) ?? []),
    recall: (scope, told) => {
      for (const [sign, memory] of Object.entries(told)) memories.set(`all ${scope} ${sign}`, memory);
    },
    forget: () => memories.clear(),
  };
}
