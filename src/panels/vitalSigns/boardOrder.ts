import {
  signDomains,
  signStates,
  type SignDefinition,
  type SignDomain,
  type SignState,
} from '@/contracts/sign';

/** Worst first; what is not known is worse than normal, and never looks like it. */
export const worstFirst = [
  'alarm',
  'warning',
  'attention',
  'stale',
  'absent',
  'normal',
] as const satisfies readonly SignState[];

export interface BoardChoice {
  readonly search: string;
  readonly domain: SignDomain | undefined;
  /** Only signs in these states; none chosen shows all. */
  readonly states: readonly SignState[];
  readonly group: 'domain' | 'state';
}
export const everything: BoardChoice = { search: '', domain: undefined, states: [], group: 'domain' };

export interface BoardGroup {
  readonly id: SignDomain | SignState;
  readonly signs: readonly SignDefinition[];
}

export function isFound({ id, number, title, measures }: SignDefinition, search: string): boolean {
  const words = [
    id,
    String(number),
    title.zh,
    title.en,
    ...measures.flatMap((m) => [m.title.zh, m.title.en]),
  ];
  const wanted = search.trim().toLowerCase();
  return wanted === '' || words.some((word) => word.toLowerCase().includes(wanted));
}

/** What is chosen, in groups; within a group the worst come first, then by their number. */
export function boardGroups(
  signs: readonly SignDefinition[],
  stateOf: (sign: SignDefinition) => SignState,
  { search, domain, states, group }: BoardChoice,
): readonly BoardGroup[] {
  const rank = (sign: SignDefinition) => worstFirst.indexOf(stateOf(sign));
  const chosen = signs
    .filter((sign) => domain === undefined || sign.domain === domain)
    .filter((sign) => states.length === 0 || states.includes(stateOf(sign)))
    .filter((sign) => isFound(sign, search))
    .toSorted((one, other) => rank(one) - rank(other) || one.number - other.number);
  const ids: readonly (SignDomain | SignState)[] = group === 'domain' ? signDomains : worstFirst;
  return ids
    .map((id) => ({
      id,
      signs: chosen.filter((sign) => (group === 'domain' ? sign.domain : stateOf(sign)) === id),
    }))
    .filter((one) => one.signs.length > 0);
}

export function stateCounts(states: readonly SignState[]): Readonly<Record<SignState, number>> {
  const counts = Object.fromEntries(signStates.map((state) => [state, 0])) as Record<SignState, number>;
  for (const state of states) counts[state] += 1;
  return counts;
}
