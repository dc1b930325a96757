import type { LayerDefinition } from '@/scene/layer';
import { alarms } from './alarms';
import { bridges } from './bridges';
import { compute } from './compute';
import { metro } from './metro';
import { sensors } from './sensors';

/** Every layer there is, in the order of the tree. */
export const layers = [
  bridges,
  metro,
  compute,
  sensors,
  alarms,
] as const satisfies readonly LayerDefinition[];

/** The layers a workspace or a briefing may name: one that is not drawn here does not compile. */
export type DrawnLayerId = (typeof layers)[number]['entry']['id'];
