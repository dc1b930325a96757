import type { LayerId } from '@/contracts/ids';
import type { LayerDefinition } from '@/scene/layer';
import { alarms } from './alarms';
import { bridges } from './bridges';
import { buildings } from './buildings';
import { compute } from './compute';
import { datahealth } from './datahealth';
import { metro } from './metro';
import { roads } from './roads';
import { sensors } from './sensors';
import { water } from './water';

/** Every layer there is, in the order of the tree. */
export const layers = [
  buildings,
  water,
  roads,
  bridges,
  metro,
  compute,
  datahealth,
  sensors,
  alarms,
] as const satisfies readonly LayerDefinition[];

/** The layers a workspace or a briefing may name: one that is not drawn here does not compile. */
export type DrawnLayerId = (typeof layers)[number]['entry']['id'];

/** The layer of an id a link may name; `undefined` where this version does not draw it. */
export function layerOf(id: LayerId): LayerDefinition | undefined {
  return layers.find(({ entry }) => entry.id === id);
}
