import type { IndicatorDefinition } from './indicator';

export const devicesOnline = {
  id: 'devicesOnline',
  sign: 'devices-online',
  short: { zh: '设备在线率', en: 'Sensors online' },
  span: 4,
  layer: 'sensors',
} as const satisfies IndicatorDefinition;
