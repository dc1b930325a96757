import type { HandOverSign } from '@/contracts/handOver';
import type { SignEvent, SignReading, SignState } from '@/contracts/sign';
import { measureOf, signDefinitions } from './definitions';

/** One line of the numbered log `signs`. */
export interface SignEntry {
  readonly seq: number;
  readonly body: SignEvent;
}

/** The scope of the whole city in the log of signs. */
const city = 'city';
const districtCode = /^\d{6}$/;
const worstFirst: readonly SignState[] = ['alarm', 'warning', 'attention', 'absent', 'stale', 'normal'];
const rank = (state: SignState): number => worstFirst.indexOf(state);
const worse = (one: SignState, other: SignState): SignState => (rank(one) <= rank(other) ? one : other);

/**
 * The signs of the whole city that turned after `from` and up to `to` (Unix ms), or that stand beyond a limit or stale without
 * having turned, worst first; and how many have had no data all the time.
 */
export function handedSigns(
  entries: readonly SignEntry[],
  now: readonly SignReading[],
  from: number,
  to: number,
): { readonly signs: readonly HandOverSign[]; readonly withoutData: number } {
  const inOrder = entries
    .filter(({ body: { at } }) => from < at && at <= to)
    .toSorted((one, other) => one.seq - other.seq);
  let withoutData = 0;
  const signs = signDefinitions.flatMap((definition): HandOverSign[] => {
    const events = inOrder.flatMap(({ body }) => (body.sign === definition.id ? [body] : []));
    const ofCity = events.filter(({ scope }) => scope === city);
    const reading = now.find(({ id }) => id === definition.id);
    const first = ofCity[0];
    const last = ofCity.at(-1);
    const state = last?.state ?? reading?.state ?? 'absent';
    const districts = districtsOf(events);
    if (last === undefined && state === 'absent') withoutData += 1;
    if (last === undefined && districts.length === 0 && (state === 'normal' || state === 'absent')) return [];
    const measure = measureOf(definition, last?.measure ?? reading?.measure);
    return [
      {
        id: definition.id,
        title: definition.title,
        before: first?.before ?? state,
        state,
        worst: ofCity.reduce((so, event) => worse(so, event.state), first?.before ?? state),
        turns: ofCity.length,
        lastAt: last === undefined ? null : new Date(last.at).toISOString(),
        value: last === undefined ? (reading?.value ?? null) : last.value,
        unit: measure.unit,
        districts,
      },
    ];
  });
  return {
    signs: signs.toSorted(
      (one, other) =>
        rank(one.state) - rank(other.state) ||
        rank(one.worst) - rank(other.worst) ||
        other.turns - one.turns ||
        (one.id < other.id ? -1 : 1),
    ),
    withoutData,
  };
}

function districtsOf(events: readonly SignEvent[]): HandOverSign['districts'] {
  const codes = new Set(events.flatMap(({ scope }) => (districtCode.test(scope) ? [scope] : [])));
  return [...codes]
    .flatMap((district) => {
      const ofDistrict = events.filter(({ scope }) => scope === district);
      const before = ofDistrict[0]!.before;
      const state = ofDistrict.at(-1)!.state;
      return before === state ? [] : [{ district, before, state }];
    })
    .sort((one, other) => rank(one.state) - rank(other.state) || (one.district < other.district ? -1 : 1));
}
