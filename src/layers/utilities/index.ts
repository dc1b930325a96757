import type { LayerDefinition } from '@/scene/layer';
import { entry } from './entry';

// What it tells comes when it is first asked, so that the shell is there before.
export const utilities = {
  entry,
  primitives: () => import('./scene'),
  describe: async (feature) => (await import('./tell')).describe(feature),
  list: async () => (await import('./tell')).list(),
  nameOf: async (feature) => (await import('./tell')).nameOf(feature),
} as const satisfies LayerDefinition;
