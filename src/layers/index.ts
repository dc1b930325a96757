import type { LayerId } from '@/contracts/ids';
import type { SiteEntry } from '@/contracts/siteScene';
import type { LayerDefinition } from '@/scene/layer';
import { useSite } from '@/state/CityContext';
import { alarms } from './alarms';
import { bridges } from './bridges';
import { buildings } from './buildings';
import { compute } from './compute';
import { datahealth } from './datahealth';
import { metro } from './metro';
import { panorama } from './panorama';
import { partitions } from './partitions';
import { principles } from './principles';
import { roads } from './roads';
import { sensors } from './sensors';
import { signs } from './signs';
import { siteLayer } from './site';
import { terrain } from './terrain';
import { utilities } from './utilities';
import { water } from './water';

/** Every layer there is, in the order of the tree. */
export const layers = [
  buildings,
  terrain,
  water,
  roads,
  bridges,
  metro,
  utilities,
  compute,
  panorama,
  partitions,
  signs,
  principles,
  datahealth,
  sensors,
  alarms,
] as const satisfies readonly LayerDefinition[];

/** The layers a workspace or a briefing may name: one that is not drawn here does not compile. */
export type DrawnLayerId = (typeof layers)[number]['entry']['id'];

const joined = new WeakMap<readonly SiteEntry[], readonly LayerDefinition[]>();

/** Ours and then the site's: the same list for the same entries. */
export function layersWith(entries: readonly SiteEntry[]): readonly LayerDefinition[] {
  const before = joined.get(entries);
  if (before !== undefined) return before;
  const all = [...layers, ...entries.map(siteLayer)];
  joined.set(entries, all);
  return all;
}

/** Every layer there is in this city now. */
export function useLayers(): readonly LayerDefinition[] {
  return layersWith(useSite(({ entries }) => entries));
}

/** The layer of an id a link may name; `undefined` where this version does not draw it. */
export function layerOf(id: LayerId): LayerDefinition | undefined {
  return layers.find(({ entry }) => entry.id === id);
}
