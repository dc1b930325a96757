import type { LayerEntry } from '@/contracts/layer';
import entryFile from '@data/layers/utilities.json';

export const entry = { ...(entryFile as LayerEntry), id: 'utilities' } as const;
