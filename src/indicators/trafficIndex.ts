import type { IndicatorDefinition } from './indicator';

export const trafficIndex = {
  id: 'trafficIndex',
  sign: 'traffic-index',
  short: { zh: '交通指数', en: 'Traffic index' },
  span: 2,
  layer: 'sensors',
} as const satisfies IndicatorDefinition;
