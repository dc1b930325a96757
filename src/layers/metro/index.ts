import type { LayerDefinition } from '@/scene/layer';
import { entry } from './entry';

// What it tells comes when it is first asked, so that the shell is there before.
export const metro = {
  entry,
  primitives: () => import('./scene'),
  describe: async (feature, city) => (await import('./tell')).describe(feature, city),
  list: async (city) => (await import('./tell')).list(city),
  nameOf: async (feature, city) => (await import('./tell')).nameOf(feature, city),
} as const satisfies LayerDefinition;
