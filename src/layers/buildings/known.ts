import type { BuildingProperties } from '@/contracts/base';
import type { City } from '@/state/city';

/**
 * What the page knows of buildings it has met. Properties lie in the tiles, so a building is known once a tile that
 * holds it has been looked at; who asks earlier waits a little.
 */
export interface KnownBuildings {
  readonly meet: (building: BuildingProperties) => void;
  readonly find: (id: string) => BuildingProperties | undefined;
  /** Resolves when the building is met, or with `undefined` after `patienceMs`. */
  readonly awaited: (id: string, patienceMs: number) => Promise<BuildingProperties | undefined>;
}

const byCity = new WeakMap<City, KnownBuildings>();

export function knownBuildings(city: City): KnownBuildings {
  const before = byCity.get(city);
  if (before !== undefined) return before;
  const met = new Map<string, BuildingProperties>();
  const waiting = new Map<string, ((building: BuildingProperties) => void)[]>();
  const known: KnownBuildings = {
    meet: (building) => {
      met.set(building.id, building);
      for (const tell of waiting.get(building.id) ?? []) tell(building);
      waiting.delete(building.id);
    },
    find: (id) => met.get(id),
    awaited: (id, patienceMs) => {
      const building = met.get(id);
      if (building !== undefined) return Promise.resolve(building);
      return new Promise((resolve) => {
        const timer = setTimeout(() => resolve(undefined), patienceMs);
        const tell = (found: BuildingProperties) => {
          clearTimeout(timer);
          resolve(found);
        };
        waiting.set(id, [...(waiting.get(id) ?? []), tell]);
      });
    },
  };
  byCity.set(city, known);
  return known;
}
