import type { DoorTrouble } from '@/domain/dataHealth';
import type { City } from './city';

/** What the door tells of series, by id; nothing in replay, because the door keeps no past. */
export function doorTrouble(city: Pick<City, 'door' | 'now'>): DoorTrouble | undefined {
  const told = city.door.read();
  if (told === undefined || city.now().mode === 'replay') return undefined;
  return {
    refused: new Map(told.refused.bySeries.map(([series, count]) => [series, count])),
    clocks: new Map(told.clocks.map(([series, offset]) => [series, offset])),
  };
}
