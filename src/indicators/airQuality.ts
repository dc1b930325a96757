import type { IndicatorDefinition } from './indicator';

export const airQuality = {
  id: 'airQuality',
  sign: 'aqi',
  short: { zh: '空气质量 AQI', en: 'Air quality index' },
  span: 20,
  layer: 'sensors',
} as const satisfies IndicatorDefinition;
