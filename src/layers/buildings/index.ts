import type { LayerDefinition } from '@/scene/layer';
import { entry } from './entry';

// What it tells comes when it is first asked, so that the shell is there before.
export const buildings = {
  entry,
  primitives: () => import('./scene'),
  describe: async (feature, city) => (await import('./tell')).describe(feature, city),
  choices: async () => (await import('./tell')).choices(),
  nameOf: async (feature, city) => (await import('./tell')).nameOf(feature, city),
  levels: async (feature, city) => (await import('./tell')).levels(feature, city),
} as const satisfies LayerDefinition;
