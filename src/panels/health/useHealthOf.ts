import { useState } from 'react';
import type { SeriesCatalogue } from '@/contracts/series';
import { healthOf, type Health } from '@/domain/dataHealth';
import { useCity, useDoor } from '@/state/CityContext';
import { doorTrouble } from '@/state/doorTrouble';
import { useNow } from '../useNow';

/** Counts the health of groups of slots, as of the time looked at, once a second. */
export function useHealthOf(
  catalogue: SeriesCatalogue,
  groups: readonly (readonly number[])[],
): readonly Health[] {
  const city = useCity();
  const [telemetry] = useState(() => city.telemetry);
  const now = useNow();
  useDoor();
  const door = doorTrouble(city);
  const table = telemetry();
  return groups.map((slots) => healthOf(catalogue, slots, table, door, now));
}
