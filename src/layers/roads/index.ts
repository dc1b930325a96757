import type { LayerEntry } from '@/contracts/layer';
import type { LayerDefinition } from '@/scene/layer';
import entryFile from '@data/layers/roads.json';

export const roads = {
  entry: { ...(entryFile as LayerEntry), id: 'roads' },
  primitives: () => import('./scene'),
} as const satisfies LayerDefinition;
