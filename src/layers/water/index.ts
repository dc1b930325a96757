import type { LayerEntry } from '@/contracts/layer';
import type { LayerDefinition } from '@/scene/layer';
import entryFile from '@data/layers/water.json';

export const water = {
  entry: { ...(entryFile as LayerEntry), id: 'water' },
  primitives: () => import('./scene'),
} as const satisfies LayerDefinition;
