import type { IndicatorDefinition } from './indicator';

export const riverStage = {
  id: 'riverStage',
  sign: 'river-stage',
  short: { zh: '汉口水位', en: 'Hankou stage' },
  span: 0.4,
  layer: 'sensors',
} as const satisfies IndicatorDefinition;
