import type { LayerEntry } from '@/contracts/layer';
import entryFile from '@data/layers/buildings.json';

export const entry = { ...(entryFile as LayerEntry), id: 'buildings' } as const;
