import type { City } from '@/state/city';
import type { CityParts } from '@/state/cityParts';
import { homeCamera } from '@/state/sceneStore';

const metresPerDegree = 111_195;
/** How far off the camera stands, in widths of what it looks at. */
const away = 1.3;
const nearestM = 2_500;

/** Turns the signs to a part of the city and flies there; up to the whole city the camera goes home. */
export async function goTo(city: City, parts: CityParts, scope: string): Promise<boolean> {
  const found = await city.lookAt(scope);
  if (!found) return false;
  const { selection, fly } = city.scene.getState();
  // The map's layer goes down into whatever of it is selected: what was, is no longer looked at.
  if (selection?.layer === 'signs' && selection.feature !== scope) city.select(undefined);
  const box = parts.scopes.boxOf(scope);
  if (box === undefined) {
    fly({ kind: 'pose', pose: homeCamera });
    return true;
  }
  const [west, south, east, north] = box;
  const lat = (south + north) / 2;
  const wide = (east - west) * metresPerDegree * Math.cos((lat * Math.PI) / 180);
  const high = (north - south) * metresPerDegree;
  const range = Math.max(nearestM, Math.max(wide, high) * away);
  fly({ kind: 'place', at: [(west + east) / 2, lat], range });
  return true;
}
