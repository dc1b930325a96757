import type { LayerEntry } from '@/contracts/layer';
import entryFile from '@data/layers/bridges.json';

export const entry = { ...(entryFile as LayerEntry), id: 'bridges' } as const;
