import type { LonLat, Position } from '@/contracts/geo';
import type { Place } from './mesh';

export const metresPerDegree = 111_195;

/** Turns degrees into metres east and north of an origin; exact to centimetres over a few kilometres. */
export function placesAbout(origin: LonLat): (at: Position) => Place {
  const perLon = metresPerDegree * Math.cos((origin[1] * Math.PI) / 180);
  return ([lon, lat, height]) => [(lon - origin[0]) * perLon, (lat - origin[1]) * metresPerDegree, height];
}
