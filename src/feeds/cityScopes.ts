import { scopePattern } from '@/contracts/scope';
import type { SeriesCatalogue } from '@/contracts/series';
import { createScopes, wholeCity, type CityScopes } from '@/domain/signs/scopes';
import type { CityQuery } from './cityQuery';

const read = new WeakMap<SeriesCatalogue, Promise<CityScopes>>();

/** The parts of the city, with their names; read once a catalogue. Rejects where the base's areas cannot be had. */
export function readScopes(
  catalogue: SeriesCatalogue,
  query: Pick<CityQuery, 'districts' | 'partitions'>,
): Promise<CityScopes> {
  const before = read.get(catalogue);
  if (before !== undefined) return before;
  const reading = Promise.all([query.districts(), query.partitions()]).then(([districts, { subdistricts }]) =>
    createScopes(catalogue, {
      districts: districts.features.map(({ properties }) => properties),
      subdistricts,
    }),
  );
  read.set(catalogue, reading);
  reading.catch(() => read.delete(catalogue));
  return reading;
}

/**
 * Whether a slot lies in a scope; `undefined` where there is no such scope. The city and its districts are told by the
 * catalogue alone.
 */
export async function sightOf(
  scope: string,
  catalogue: SeriesCatalogue,
  query: Pick<CityQuery, 'districts' | 'partitions'>,
): Promise<((slot: number) => boolean) | undefined> {
  if (scope === wholeCity) return () => true;
  if (!scopePattern.test(scope)) return undefined;
  if (/^[0-9]{6}$/.test(scope)) {
    const known = catalogue.series.some(({ district }) => district === scope);
    return known ? (slot) => catalogue.series[slot]?.district === scope : undefined;
  }
  const slots = (await readScopes(catalogue, query)).slotsOf(scope);
  if (slots === undefined) return undefined;
  const within = new Set(slots);
  return (slot) => within.has(slot);
}
