import type { SeriesCatalogue } from '@/contracts/series';
import type { SignDefinition, SignMemory, SignReading } from '@/contracts/sign';
import { planSigns, planWithin, type SignPlan, type SignTable } from './plan';
import { readSign } from './read';
import { createScopes, wholeCity, type CityScopes } from './scopes';
import { withStates } from './tally';

export { wholeCity };

/** One scope's signs as they stand, in the definitions' order. */
export interface ScopeReadings {
  readonly scope: string;
  readonly readings: readonly SignReading[];
}

/** All signs of the city, of each of its districts and of each functional zone, kept from beat to beat. */
export interface SignBeat {
  /** Every scope's signs at a time, Unix ms; remembers them for the next beat. */
  readonly beat: (table: SignTable, at: number) => readonly ScopeReadings[];
  /** Of any scope there is, also of one that is in no beat. */
  readonly plans: (scope: string) => readonly SignPlan[] | undefined;
  readonly memories: (scope: string) => readonly (SignMemory | undefined)[];
  /** Takes over what was remembered elsewhere; a list of another length is ignored. */
  readonly recall: (scope: string, memories: readonly (SignMemory | undefined)[]) => void;
  /** Whether a scope is in the beat by itself: 街道 are only while somebody watches them. */
  readonly isStanding: (scope: string) => boolean;
  /** Takes a scope into the beat and reads it at once; `undefined` where there is no such scope. */
  readonly join: (scope: string, table: SignTable, at: number) => ScopeReadings | undefined;
  /** Lets a scope that joined out of the beat; what was remembered of it is forgotten. */
  readonly leave: (scope: string) => void;
}

export function createSignBeat(
  definitions: readonly SignDefinition[],
  catalogue: Pick<SeriesCatalogue, 'series'>,
  scopes: CityScopes = createScopes(catalogue),
): SignBeat {
  const city = planSigns(definitions, catalogue);
  const planned = (scope: string): readonly SignPlan[] | undefined => {
    if (scope === wholeCity) return city;
    const slots = scopes.slotsOf(scope);
    if (slots === undefined) return undefined;
    const within = new Uint8Array(catalogue.series.length);
    for (const slot of slots) within[slot] = 1;
    return city.map((plan) => planWithin(plan, (slot) => within[slot] === 1));
  };
  const standing = new Set([wholeCity, ...scopes.below(wholeCity).map(({ id }) => id)]);
  const plans = new Map<string, readonly SignPlan[]>();
  const kept = new Map<string, (SignMemory | undefined)[]>();
  const enter = (scope: string): void => {
    const found = planned(scope);
    if (found === undefined || plans.has(scope)) return;
    plans.set(scope, found);
    kept.set(
      scope,
      definitions.map(() => undefined),
    );
  };
  standing.forEach(enter);

  const look = (scope: string, table: SignTable, at: number): ScopeReadings => {
    const memories = kept.get(scope)!;
    const readings = plans.get(scope)!.map((plan, index) => {
      const seen = readSign(plan, table, at, memories[index]);
      memories[index] = seen.memory;
      return seen.reading;
    });
    return { scope, readings };
  };
  return {
    beat: (table, at) => {
      const [any] = city;
      const known = any === undefined ? table : withStates(table, any, at);
      return [...plans.keys()].map((scope) => look(scope, known, at));
    },
    plans: (scope) => plans.get(scope) ?? planned(scope),
    memories: (scope) => kept.get(scope) ?? [],
    recall: (scope, memories) => {
      if (plans.has(scope) && memories.length === definitions.length) kept.set(scope, [...memories]);
    },
    isStanding: (scope) => standing.has(scope),
    join: (scope, table, at) => {
      enter(scope);
      return plans.has(scope) ? look(scope, table, at) : undefined;
    },
    leave: (scope) => {
      if (standing.has(scope)) return;
      plans.delete(scope);
      kept.delete(scope);
    },
  };
}
