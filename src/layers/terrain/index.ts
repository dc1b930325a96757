import type { LayerEntry } from '@/contracts/layer';
import type { LayerDefinition } from '@/scene/layer';
import entryFile from '@data/layers/terrain.json';

export const terrain = {
  entry: { ...(entryFile as LayerEntry), id: 'terrain' },
  primitives: () => import('./scene'),
} as const satisfies LayerDefinition;
