import type { LayerEntry } from '@/contracts/layer';
import entryFile from '@data/layers/metro.json';

export const entry = { ...(entryFile as LayerEntry), id: 'metro' } as const;
