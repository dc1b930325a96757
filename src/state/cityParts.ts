import type { SeriesCatalogue } from '@/contracts/series';
import { readScopes } from '@/feeds/cityScopes';
import type { CityScopes } from '@/domain/signs/scopes';
import type { City } from './city';
import { createScopeReader, type ScopeReader } from './scopeReader';

/** The parts of the city and what reads their signs: one a city, so that map, list and sheet tell the same. */
export interface CityParts {
  readonly catalogue: SeriesCatalogue;
  readonly scopes: CityScopes;
  readonly reader: ScopeReader;
  /** Takes over, once, what the server remembers of these districts and zones; of a 街道 nothing is kept unasked. */
  readonly recall: (ids: readonly string[]) => Promise<void>;
}

interface Held {
  readonly catalogue: SeriesCatalogue;
  readonly parts: Promise<CityParts>;
}

const held = new WeakMap<City, Held>();
/** As in the board of signs: what is further off belongs to another time. */
const jumpMs = 60_000;

/** Rejects where the base has no areas of subdistricts. */
export async function cityPartsOf(city: City): Promise<CityParts> {
  const catalogue = city.catalogue.getState().catalogue ?? (await city.query.catalogue());
  const before = held.get(city);
  if (before?.catalogue === catalogue) return before.parts;
  const parts = readScopes(catalogue, city.query).then((scopes) => gather(city, catalogue, scopes));
  held.set(city, { catalogue, parts });
  parts.catch(() => {
    if (held.get(city)?.parts === parts) held.delete(city);
  });
  return parts;
}

function gather(city: City, catalogue: SeriesCatalogue, scopes: CityScopes): CityParts {
  const reader = createScopeReader(catalogue, scopes);
  const recalled = new Set<string>();
  city.time.subscribe((now, before) => {
    const jumped = now.mode !== before.mode || now.at < before.at || now.at - before.at > jumpMs;
    if (!jumped && now.knowing === before.knowing) return;
    reader.forget();
    recalled.clear();
  });
  return {
    catalogue,
    scopes,
    reader,
    recall: async (ids) => {
      if (!city.query.served || city.now().mode !== 'live') return;
      const asked = ids.filter((id) => scopes.find(id)?.kind !== 'subdistrict' && !recalled.has(id));
      asked.forEach((id) => recalled.add(id));
      await Promise.all(
        asked.map(async (id) => {
          // Without it a state begins anew: the values alone decide.
          const memories = await city.query.signMemories(id).catch(() => ({}));
          if (recalled.has(id)) reader.recall(id, memories);
        }),
      );
    },
  };
}
