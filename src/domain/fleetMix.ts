import type { Text } from '@/contracts/text';

/** One kind of device the simulated fleet is made of. `share` is its part of what the anchored devices leave over. */
export interface FleetKind {
  readonly property: string;
  /** Short word in the device's name. */
  readonly word: Text;
  readonly on: 'street' | 'roof' | 'works';
  readonly share: number;
  readonly intervalS: number;
  /** Metres above street or roof. */
  readonly mast: number;
  readonly owner: Text;
}

const water: Text = { zh: '水务', en: 'Water affairs' };
const police: Text = { zh: '公安交管', en: 'Traffic police' };
const ecology: Text = { zh: '生态环境', en: 'Ecology and environment' };
const urban: Text = { zh: '城管执法', en: 'Urban management' };
const fire: Text = { zh: '应急消防', en: 'Emergency and fire' };
const market: Text = { zh: '市场监管', en: 'Market regulation' };
const industry: Text = { zh: '经信', en: 'Economy and IT' };
const trade: Text = { zh: '商务', en: 'Commerce' };

export const fleetMix: readonly FleetKind[] = [
  {
    property: 'road-water-depth',
    word: { zh: '积水', en: 'road water' },
    on: 'street',
    share: 24,
    intervalS: 10,
    mast: 1.5,
    owner: water,
  },
  {
    property: 'traffic-speed',
    word: { zh: '车速', en: 'road speed' },
    on: 'street',
    share: 30,
    intervalS: 5,
    mast: 6,
    owner: police,
  },
  {
    property: 'traffic-index',
    word: { zh: '路况', en: 'traffic' },
    on: 'street',
    share: 8,
    intervalS: 30,
    mast: 6,
    owner: police,
  },
  {
    property: 'water-pressure',
    word: { zh: '水压', en: 'water pressure' },
    on: 'street',
    share: 24,
    intervalS: 10,
    mast: 1.5,
    owner: water,
  },
  {
    property: 'gas-concentration',
    word: { zh: '燃气', en: 'gas' },
    on: 'street',
    share: 15,
    intervalS: 10,
    mast: 1.5,
    owner: urban,
  },
  {
    property: 'manhole-tilt',
    word: { zh: '井盖', en: 'manhole' },
    on: 'street',
    share: 15,
    intervalS: 15,
    mast: 1,
    owner: urban,
  },
  {
    property: 'noise',
    word: { zh: '噪声', en: 'noise' },
    on: 'street',
    share: 11,
    intervalS: 10,
    mast: 4,
    owner: ecology,
  },
  {
    property: 'crowd-density',
    word: { zh: '人流', en: 'crowd' },
    on: 'street',
    share: 5,
    intervalS: 10,
    mast: 6,
    owner: police,
  },
  {
    property: 'parking-occupancy',
    word: { zh: '停车', en: 'parking' },
    on: 'street',
    share: 6,
    intervalS: 30,
    mast: 3,
    owner: urban,
  },
  {
    property: 'air-temperature',
    word: { zh: '气温', en: 'air temperature' },
    on: 'roof',
    share: 10,
    intervalS: 30,
    mast: 3,
    owner: ecology,
  },
  {
    property: 'pm25',
    word: { zh: '颗粒物', en: 'particles' },
    on: 'roof',
    share: 10,
    intervalS: 20,
    mast: 3,
    owner: ecology,
  },
  {
    property: 'aqi',
    word: { zh: '空气', en: 'air quality' },
    on: 'roof',
    share: 6,
    intervalS: 60,
    mast: 3,
    owner: ecology,
  },
  {
    property: 'elevator-vibration',
    word: { zh: '电梯', en: 'lift' },
    on: 'roof',
    share: 12,
    intervalS: 10,
    mast: 1,
    owner: market,
  },
  {
    property: 'fire-water-pressure',
    word: { zh: '消防水压', en: 'fire main' },
    on: 'roof',
    share: 8,
    intervalS: 15,
    mast: 1,
    owner: fire,
  },
  {
    property: 'plant-power',
    word: { zh: '用电', en: 'plant power' },
    on: 'works',
    share: 5,
    intervalS: 15,
    mast: 2,
    owner: industry,
  },
  {
    property: 'machine-vibration',
    word: { zh: '设备', en: 'machine' },
    on: 'works',
    share: 5,
    intervalS: 5,
    mast: 2,
    owner: industry,
  },
  {
    property: 'cold-store-temperature',
    word: { zh: '冷库', en: 'cold store' },
    on: 'works',
    share: 3,
    intervalS: 30,
    mast: 2,
    owner: trade,
  },
  {
    property: 'dock-occupancy',
    word: { zh: '装卸口', en: 'loading dock' },
    on: 'works',
    share: 3,
    intervalS: 30,
    mast: 2,
    owner: trade,
  },
];
