import { useSyncExternalStore } from 'react';
import type { IngestHealth } from '@/contracts/ingest';
import { useCity } from '@/state/CityContext';

/** What the server's door says of itself now; it is asked while anyone looks, and never where no server answers. */
export function useDoor(): IngestHealth | undefined {
  const { door } = useCity();
  return useSyncExternalStore(door.subscribe, door.read);
}
