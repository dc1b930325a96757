import type { Box } from '@/contracts/geo';
import type { SubdistrictArea } from '@/contracts/partitions';
import type { FunctionalZone, Scope } from '@/contracts/scope';
import type { SeriesCatalogue } from '@/contracts/series';
import type { Text } from '@/contracts/text';
import zonesFile from '@data/functional-zones.json';
import { areaOf, isInside } from '../within';

/** The scope that is the whole city. */
export const wholeCity = 'city';

// A test parses the file with its schema: see `definitions`.
export const functionalZones = zonesFile as readonly FunctionalZone[];

/** Names of districts and areas of 街道 as the base has them. */
export interface ScopePlaces {
  readonly districts: readonly {
    readonly code: string;
    readonly name: Text;
    /** By the census; those who live in a functional zone are counted there. */
    readonly population?: number | undefined;
  }[];
  readonly subdistricts: readonly SubdistrictArea[];
}

/** The parts of the city that signs are read of, and what lies in each. */
export interface CityScopes {
  readonly find: (id: string) => Scope | undefined;
  /** What one goes down to: of the city its districts and then its zones, of those their 街道 by code. */
  readonly below: (id: string) => readonly Scope[];
  /** From the city down to it; a 街道's way leads through its district. Empty where there is no such scope. */
  readonly way: (id: string) => readonly Scope[];
  /** Its slots, ascending; `undefined` where there is no such scope. */
  readonly slotsOf: (id: string) => Uint32Array | undefined;
  /**
   * Its slots where its residents are counted: the census counts those of a functional zone in the zone and not in the
   * district around it, so the zone's devices must not be set against the district's residents.
   */
  readonly countedSlotsOf: (id: string) => Uint32Array | undefined;
  /** Residents by the census of 2020; `undefined` where it tells of none: a 街道, or a zone founded since. */
  readonly residentsOf: (id: string) => number | undefined;
  /** The degrees its 街道 span; `undefined` of the city, and where it has none. */
  readonly boxOf: (id: string) => Box | undefined;
  /** Slots that lie in no 街道 of the district they are filed under: mid-river, or just across its border. */
  readonly outside: Uint32Array;
}

const cityScope: Scope = { id: wholeCity, kind: 'city', title: { zh: '全市', en: 'Whole city' } };

const joined = (one: Box, other: Box): Box => [
  Math.min(one[0], other[0]),
  Math.min(one[1], other[1]),
  Math.max(one[2], other[2]),
  Math.max(one[3], other[3]),
];

/** The slots of each name, ascending. */
function slotsBy(names: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const slots = new Map<string, number[]>();
  names.forEach((name, slot) => {
    const held = slots.get(name);
    if (held === undefined) slots.set(name, [slot]);
    else held.push(slot);
  });
  return slots;
}

/**
 * Reads which slot lies in which part. A slot belongs to the district it is filed under and to the 街道 of that district
 * whose area it stands in, never to two; a zone is the union of what it runs. Without places there are the city and its
 * districts, by their codes alone.
 */
export function createScopes(
  { series }: Pick<SeriesCatalogue, 'series'>,
  places: ScopePlaces = { districts: [], subdistricts: [] },
): CityScopes {
  const codes = [...new Set(series.map(({ district }) => district))].sort();
  const names = new Map(places.districts.map(({ code, name }) => [code, name]));
  const streets = places.subdistricts
    .map(({ properties, geometry }) => ({
      ...properties,
      area: areaOf(geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()),
    }))
    .sort((one, other) => (one.code < other.code ? -1 : 1));
  const known = new Set(streets.map(({ code }) => code));
  // A zone one cannot draw the whole of is none: half of it under its name would be another.
  const zones = functionalZones.filter(
    ({ districts, subdistricts }) =>
      [...districts, ...subdistricts].length > 0 &&
      districts.every((code) => codes.includes(code)) &&
      subdistricts.every((code) => known.has(code)),
  );

  const byDistrict = new Map(
    codes.map((code) => [code, streets.filter(({ district }) => district === code)]),
  );
  const streetOf = series.map(
    ({ at, district }) =>
      byDistrict.get(district)?.find(({ area }) => isInside(area, [at[0], at[1]]))?.code ?? '',
  );
  const inStreet = slotsBy(streetOf);
  const inDistrict = slotsBy(series.map(({ district }) => district));
  const slotsIn = (id: string): readonly number[] | undefined => {
    if (id === wholeCity) return [...series.keys()];
    if (codes.includes(id)) return inDistrict.get(id) ?? [];
    if (known.has(id)) return inStreet.get(id) ?? [];
    const zone = zones.find((one) => one.id === id);
    if (zone === undefined) return undefined;
    const whole = zone.districts.flatMap((code) => inDistrict.get(code) ?? []);
    return [...new Set([...whole, ...zone.subdistricts.flatMap((code) => inStreet.get(code) ?? [])])];
  };

  const districtScopes = codes.map((code): Scope => ({
    id: code,
    kind: 'district',
    title: names.get(code) ?? { zh: code, en: code },
  }));
  const zoneScopes = zones.map(({ id, title }): Scope => ({ id, kind: 'zone', title }));
  const streetScopes = new Map(
    streets.map(({ code, name }) => [code, { id: code, kind: 'subdistrict', title: name } satisfies Scope]),
  );
  const all = new Map<string, Scope>(
    [cityScope, ...districtScopes, ...zoneScopes, ...streetScopes.values()].map((scope) => [scope.id, scope]),
  );
  const streetsOf = (id: string): readonly Scope[] => {
    const zone = zones.find((one) => one.id === id);
    return streets
      .filter(
        ({ code, district }) =>
          district === id || zone?.subdistricts.includes(code) || zone?.districts.includes(district),
      )
      .map(({ code }) => streetScopes.get(code)!);
  };
  const read = new Map<string, Uint32Array>();
  const slotsOf = (id: string): Uint32Array | undefined => {
    const before = read.get(id);
    const found = before === undefined ? slotsIn(id) : undefined;
    if (found === undefined) return before;
    const slots = Uint32Array.from(found).sort();
    read.set(id, slots);
    return slots;
  };
  const counting = zones.filter(({ residents }) => residents !== null);
  const countedApart = new Set(counting.flatMap(({ subdistricts }) => subdistricts));
  return {
    find: (id) => all.get(id),
    below: (id) => (id === wholeCity ? [...districtScopes, ...zoneScopes] : streetsOf(id)),
    way: (id) => {
      const scope = all.get(id);
      if (scope === undefined) return [];
      if (scope.kind === 'city') return [scope];
      const district = all.get(streets.find(({ code }) => code === id)?.district ?? '');
      return [cityScope, ...(district === undefined ? [] : [district]), scope];
    },
    slotsOf,
    countedSlotsOf: (id) => {
      const slots = slotsOf(id);
      return codes.includes(id) ? slots?.filter((slot) => !countedApart.has(streetOf[slot]!)) : slots;
    },
    residentsOf: (id) =>
      places.districts.find(({ code }) => code === id)?.population ??
      counting.find((zone) => zone.id === id)?.residents ??
      undefined,
    boxOf: (id) => {
      const within = new Set(known.has(id) ? [id] : streetsOf(id).map((street) => street.id));
      const boxes = streets.filter(({ code }) => within.has(code)).map(({ area }) => area.box);
      return boxes.length === 0 ? undefined : boxes.reduce(joined);
    },
    outside: Uint32Array.from(inStreet.get('') ?? []),
  };
}
