import type { IndicatorDefinition } from './indicator';

export const bridgeSpeed = {
  id: 'bridgeSpeed',
  sign: 'bridge-speed',
  short: { zh: '过江车速', en: 'Crossing speed' },
  span: 15,
  layer: 'bridges',
} as const satisfies IndicatorDefinition;
