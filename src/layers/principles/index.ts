import type { LayerEntry } from '@/contracts/layer';
import type { LayerDefinition } from '@/scene/layer';
import entryFile from '@data/layers/principles.json';

// What it tells comes when it is first asked, so that the shell is there before.
export const principles = {
  entry: { ...(entryFile as LayerEntry), id: 'principles' },
  primitives: () => import('./scene'),
  describe: async (feature, city) => (await import('./tell')).describe(feature, city),
  list: async (city) => (await import('./tell')).list(city),
  choices: async () => (await import('./tell')).choices,
  nameOf: async (feature, city) => (await import('./tell')).nameOf(feature, city),
} as const satisfies LayerDefinition;
