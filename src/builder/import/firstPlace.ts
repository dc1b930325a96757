import type { LonLat } from '@/contracts/geo';
import { convert, type ImportSystem } from './crs';

/** A multipolygon's coordinates lie in four brackets. */
const deepest = 4;

/** The first place in a geometry that can be read at all, so that even what has a broken corner is located. */
export const firstPlace = (geometry: unknown, system: ImportSystem): LonLat | undefined => {
  const within = (value: unknown, deeper: number): LonLat | undefined => {
    if (!Array.isArray(value) || deeper === 0) return undefined;
    const [x, y] = value as readonly unknown[];
    if (typeof x === 'number' && typeof y === 'number' && Number.isFinite(x) && Number.isFinite(y))
      return convert(x, y, system).at;
    for (const each of value as readonly unknown[]) {
      const at = within(each, deeper - 1);
      if (at !== undefined) return at;
    }
    return undefined;
  };
  const isThing = typeof geometry === 'object' && geometry !== null && 'coordinates' in geometry;
  const at = isThing ? within(geometry.coordinates, deepest) : undefined;
  return at?.every(Number.isFinite) === true ? at : undefined;
};
