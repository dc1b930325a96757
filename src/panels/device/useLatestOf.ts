import { useCallback, useRef, useSyncExternalStore } from 'react';
import { readLatest, useCity, type LatestReading } from '@/state/CityContext';

/** Follows several series at the panels' pace; draws again only when one of their readings or states moved. */
export function useLatestOf(series: readonly number[]): readonly LatestReading[] {
  const city = useCity();
  const seen = useRef<readonly LatestReading[]>([]);
  const read = useCallback(() => {
    const now = series.map((id) => readLatest(city, id));
    const same =
      now.length === seen.current.length &&
      now.every(({ value, observedAt, state }, index) => {
        const before = seen.current[index]!;
        return before.value === value && before.observedAt === observedAt && before.state === state;
      });
    if (!same) seen.current = now;
    return seen.current;
  }, [city, series]);
  return useSyncExternalStore(city.pulse.subscribe, read);
}
