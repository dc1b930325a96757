import { chosenOf } from '@/contracts/layer';
import { sensingDomains, type ObservedProperty, type Series } from '@/contracts/series';
import { standings, type Standing } from './standing';

/** What a person has asked to see of the sensors; an empty set asks for all. */
export interface Wish {
  /** Colours marks by the values of this observed property instead of by state. */
  readonly colour: string | undefined;
  readonly properties: ReadonlySet<string>;
  readonly domains: ReadonlySet<ObservedProperty['domain']>;
  readonly districts: ReadonlySet<string>;
  readonly states: ReadonlySet<Standing>;
}

/** Reads a layer view's options; what they do not say is not asked. */
export function readWish(options: Readonly<Record<string, string>> | undefined): Wish {
  const among = <T extends string>(known: readonly T[], key: string): ReadonlySet<T> => {
    const chosen = chosenOf(options, key);
    return new Set(known.filter((one) => chosen.includes(one)));
  };
  return {
    colour: chosenOf(options, 'colour')[0],
    properties: new Set(chosenOf(options, 'property')),
    domains: among(sensingDomains, 'domain'),
    districts: new Set(chosenOf(options, 'district')),
    states: among(standings, 'state'),
  };
}

/** Does a series pass the filters that do not depend on its readings? */
export function admits(
  wish: Wish,
  { property, district }: Pick<Series, 'property' | 'district'>,
  domain: ObservedProperty['domain'] | undefined,
): boolean {
  if (wish.properties.size > 0 && !wish.properties.has(property)) return false;
  if (wish.districts.size > 0 && !wish.districts.has(district)) return false;
  return wish.domains.size === 0 || (domain !== undefined && wish.domains.has(domain));
}

export function passesState(wish: Wish, standing: Standing): boolean {
  return wish.states.size === 0 || wish.states.has(standing);
}
