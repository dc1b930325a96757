import { chance } from '../hash';
import type { Moment } from './moment';

const minuteMs = 60_000;

/** Minutes the place has been without mains; 0 where the lights are on. */
export function darkMinutes(
  { scenario, x, y }: Pick<Moment, 'scenario' | 'x' | 'y'>,
  timeMs: number,
): number {
  const { power } = scenario;
  if (power === undefined) return 0;
  const column = Math.floor(x / power.cellKm);
  const row = Math.floor(y / power.cellKm);
  if (chance(column, row, 401) >= power.share) return 0;
  // Areas take turns: each has its own place in the rhythm of dark and light.
  const turns = timeMs / (power.minutes * minuteMs) + 2 * chance(column, row, 409);
  const dark = turns - 2 * Math.floor(turns / 2);
  return dark < 1 ? dark * power.minutes : 0;
}

/** What speaks only while there is mains, and of these only some: the others have batteries. */
const mains: ReadonlySet<string> = new Set([
  'traffic-speed',
  'traffic-index',
  'crowd-density',
  'parking-occupancy',
  'charger-occupancy',
  'noise',
  'pm10',
  'bus-punctuality',
  'parcel-flow',
  'dock-occupancy',
]);

/** The device has fallen silent with the lights around it. */
export function isUnpowered(moment: Moment, property: string): boolean {
  const { power } = moment.scenario;
  return (
    power !== undefined &&
    mains.has(property) &&
    chance(moment.place, 419) < power.silentShare &&
    darkMinutes(moment, moment.timeMs) > 0
  );
}
