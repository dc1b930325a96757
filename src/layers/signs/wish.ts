import type { Scope } from '@/contracts/scope';
import type { SignDefinition } from '@/contracts/sign';
import { signDefinition, signDefinitions } from '@/domain/definitions';
import { wholeCity, type CityScopes } from '@/domain/signs/scopes';

export const firstSign = 'road-water-depth';
export const areaChoices = ['districts', 'zones', 'subdistricts'] as const;

/** What a person has asked of the layer. */
export interface Wish {
  readonly sign: SignDefinition;
  readonly perHead: boolean;
  /** Without one the areas follow the part of the city that is looked at. */
  readonly areas: (typeof areaChoices)[number] | undefined;
}

export function wishOf(options: Readonly<Record<string, string>> | undefined): Wish {
  return {
    sign: signDefinition(options?.['sign'] ?? firstSign) ?? signDefinitions[0]!,
    perHead: options?.['show'] === 'per-head',
    areas: areaChoices.find((id) => id === options?.['areas']),
  };
}

/** The areas that are coloured: of the city its districts, and lower down the 街道 of the district or zone one is in. */
export function areasFor({ areas }: Wish, scope: string, scopes: CityScopes): readonly Scope[] {
  const around = scopes.way(scope).findLast(({ kind }) => kind !== 'subdistrict') ?? scopes.find(wholeCity);
  const inCity = scopes.below(wholeCity);
  if (areas === 'districts') return inCity.filter(({ kind }) => kind === 'district');
  if (areas === 'zones') return inCity.filter(({ kind }) => kind === 'zone');
  if (around !== undefined && around.kind !== 'city') return scopes.below(around.id);
  if (areas === undefined) return inCity.filter(({ kind }) => kind === 'district');
  return inCity.filter(({ kind }) => kind === 'district').flatMap(({ id }) => scopes.below(id));
}
