import type { IndicatorDefinition } from './indicator';

export const waterPressure = {
  id: 'waterPressure',
  sign: 'water-pressure',
  short: { zh: '供水压力', en: 'Water pressure' },
  span: 0.06,
  layer: 'sensors',
} as const satisfies IndicatorDefinition;
