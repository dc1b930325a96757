import type { SeriesCatalogue } from '@/contracts/series';
import type { SignDefinition, SignMemory, SignReading } from '@/contracts/sign';
import { planSigns, planWithin, type SignPlan, type SignTable } from './plan';
import { readSign } from './read';
import { withStates } from './tally';

/** The scope that is the whole city. */
export const wholeCity = 'city';

/** One scope's signs as they stand, in the definitions' order. */
export interface ScopeReadings {
  /** `city`, or a district's code. */
  readonly scope: string;
  readonly readings: readonly SignReading[];
}

/** All signs of the city and of each of its districts, kept from beat to beat. */
export interface SignBeat {
  /** Every scope's signs at a time, Unix ms; remembers them for the next beat. */
  readonly beat: (table: SignTable, at: number) => readonly ScopeReadings[];
  readonly plans: (scope: string) => readonly SignPlan[] | undefined;
  readonly memories: (scope: string) => readonly (SignMemory | undefined)[];
  /** Takes over what was remembered elsewhere; a list of another length is ignored. */
  readonly recall: (scope: string, memories: readonly (SignMemory | undefined)[]) => void;
}

export function createSignBeat(
  definitions: readonly SignDefinition[],
  catalogue: Pick<SeriesCatalogue, 'series'>,
): SignBeat {
  const districts = [...new Set(catalogue.series.map(({ district }) => district))].sort();
  const city = planSigns(definitions, catalogue);
  const scopes = new Map<string, readonly SignPlan[]>([[wholeCity, city]]);
  for (const district of districts) {
    const liesIn = (slot: number) => catalogue.series[slot]?.district === district;
    scopes.set(
      district,
      city.map((plan) => planWithin(plan, liesIn)),
    );
  }
  const kept = new Map<string, (SignMemory | undefined)[]>(
    [...scopes.keys()].map((id) => [id, definitions.map(() => undefined)]),
  );
  return {
    beat: (table, at) => {
      const [any] = city;
      const known = any === undefined ? table : withStates(table, any, at);
      return [...scopes].map(([scope, plans]) => {
        const memories = kept.get(scope)!;
        const readings = plans.map((plan, index) => {
          const look = readSign(plan, known, at, memories[index]);
          memories[index] = look.memory;
          return look.reading;
        });
        return { scope, readings };
      });
    },
    plans: (scope) => scopes.get(scope),
    memories: (scope) => kept.get(scope) ?? [],
    recall: (scope, memories) => {
      if (scopes.has(scope) && memories.length === definitions.length) kept.set(scope, [...memories]);
    },
  };
}
