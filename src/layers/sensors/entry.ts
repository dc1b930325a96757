import type { LayerEntry } from '@/contracts/layer';
import entryFile from '@data/layers/sensors.json';

export const entry = { ...(entryFile as LayerEntry), id: 'sensors' } as const;
