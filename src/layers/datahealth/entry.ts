import type { LayerEntry } from '@/contracts/layer';
import entryFile from '@data/layers/datahealth.json';

export const entry = { ...(entryFile as LayerEntry), id: 'datahealth' } as const;
