import type { IndicatorDefinition } from './indicator';

export const computeLoad = {
  id: 'computeLoad',
  sign: 'compute-load',
  short: { zh: '算力利用率', en: 'Compute use' },
  span: 15,
  layer: 'compute',
} as const satisfies IndicatorDefinition;
