import { createContext, useCallback, useContext, useRef, useSyncExternalStore, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { IngestHealth } from '@/contracts/ingest';
import type { PlayedScenario } from '@/contracts/scenario';
import type { SeriesCatalogue } from '@/contracts/series';
import type { Session } from '@/contracts/session';
import { seriesStates } from '@/feeds/telemetryTable';
import type { AlarmBoard, City, FeedHealth } from './city';
import type { Preferences } from './preferences';
import type { SceneState } from './sceneStore';
import type { SignBoard } from './signBoard';
import type { SiteBoard } from './siteBoard';
import type { TimelineBoard } from './timelineBoard';
import type { TimeState } from './timeStore';

const CityContext = createContext<City | undefined>(undefined);

export interface CityProviderProps {
  readonly city: City;
  readonly children: ReactNode;
}
export function CityProvider({ city, children }: CityProviderProps): ReactNode {
  return <CityContext value={city}>{children}</CityContext>;
}

/** The city this part of the page stands in; throws outside a `CityProvider`. */
export function useCity(): City {
  const city = useContext(CityContext);
  if (city === undefined) throw new Error('no city: wrap the page in a CityProvider');
  return city;
}

export function useScene<T>(selector: (scene: SceneState) => T): T {
  return useStore(useCity().scene, selector);
}
export function useTime<T>(selector: (time: TimeState) => T): T {
  return useStore(useCity().time, selector);
}
export function usePreferences<T>(selector: (preferences: Preferences) => T): T {
  return useStore(useCity().preferences, selector);
}
export function useSigns<T>(selector: (board: SignBoard) => T): T {
  return useStore(useCity().signs, selector);
}
export function useAlarms<T>(selector: (board: AlarmBoard) => T): T {
  return useStore(useCity().alarms, selector);
}
export function useHealth<T>(selector: (health: FeedHealth) => T): T {
  return useStore(useCity().health, selector);
}
export function useTimeline<T>(selector: (board: TimelineBoard) => T): T {
  return useStore(useCity().timeline, selector);
}
export function useSite<T>(selector: (site: SiteBoard) => T): T {
  return useStore(useCity().site, selector);
}
export function useSession(): Session {
  return useStore(useCity().session, ({ session }) => session);
}
/** The scenario played; `undefined` where no simulator plays, or before it is known. */
export function useScenario(): PlayedScenario | undefined {
  const { scenario } = useCity();
  return useSyncExternalStore(scenario.subscribe, scenario.read);
}
export function useCatalogue(): SeriesCatalogue | undefined {
  return useStore(useCity().catalogue, ({ catalogue }) => catalogue);
}

/** What the server's door says of itself now; it is asked while anyone looks, and never where no server answers. */
export function useDoor(): IngestHealth | undefined {
  const { door } = useCity();
  return useSyncExternalStore(door.subscribe, door.read);
}

/** A series' latest reading as the panels see it; `value` and `observedAt` are absent where nothing was ever heard. */
export interface LatestReading {
  readonly value: number | undefined;
  readonly observedAt: number | undefined;
  readonly state: (typeof seriesStates)[number];
  readonly quality: number;
}
const nothingHeard: LatestReading = { value: undefined, observedAt: undefined, state: 'absent', quality: 0 };

/** Follows one series at the panels' pace: a component that uses it draws again only when that reading moved. */
export function useLatest(series: number | undefined): LatestReading {
  const city = useCity();
  const seen = useRef(nothingHeard);
  const read = useCallback(() => {
    const now = readLatest(city, series);
    if (!isSameReading(seen.current, now)) seen.current = now;
    return seen.current;
  }, [city, series]);
  return useSyncExternalStore(city.pulse.subscribe, read);
}

/** One look at the table, outside React. */
export function readLatest(city: City, series: number | undefined): LatestReading {
  if (series === undefined) return nothingHeard;
  const slot = slotOf(city.catalogue.getState().catalogue, series);
  const table = city.telemetry();
  const value = slot === undefined ? undefined : table.values[slot];
  const observedAt = slot === undefined ? undefined : table.times[slot];
  if (slot === undefined || value === undefined || observedAt === undefined || Number.isNaN(observedAt)) {
    return nothingHeard;
  }
  const state = seriesStates[table.states[slot] ?? 0] ?? 'absent';
  return { value, observedAt, state, quality: table.qualities[slot] ?? 0 };
}

/** Series ids are slots from one on in our own fleet; other catalogues are searched. */
export function slotOf(catalogue: SeriesCatalogue | undefined, series: number): number | undefined {
  if (catalogue === undefined) return undefined;
  if (catalogue.series[series - 1]?.id === series) return series - 1;
  const slot = catalogue.series.findIndex((one) => one.id === series);
  return slot < 0 ? undefined : slot;
}

function isSameReading(one: LatestReading, other: LatestReading): boolean {
  return (
    one.value === other.value &&
    one.observedAt === other.observedAt &&
    one.state === other.state &&
    one.quality === other.quality
  );
}
