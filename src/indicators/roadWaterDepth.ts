import type { IndicatorDefinition } from './indicator';

export const roadWaterDepth = {
  id: 'roadWaterDepth',
  sign: 'road-water-depth',
  short: { zh: '路面渍水', en: 'Water on roads' },
  span: 4,
  layer: 'sensors',
} as const satisfies IndicatorDefinition;
