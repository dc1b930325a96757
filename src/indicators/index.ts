import { airQuality } from './airQuality';
import { bridgeSpeed } from './bridgeSpeed';
import { computeLoad } from './computeLoad';
import { devicesOnline } from './devicesOnline';
import type { IndicatorDefinition } from './indicator';
import { riverStage } from './riverStage';
import { roadWaterDepth } from './roadWaterDepth';
import { trafficIndex } from './trafficIndex';
import { waterPressure } from './waterPressure';

/** The vital signs the browser draws, in the order of the board. */
export const indicators = {
  riverStage,
  roadWaterDepth,
  airQuality,
  trafficIndex,
  bridgeSpeed,
  waterPressure,
  devicesOnline,
  computeLoad,
} as const satisfies Readonly<Record<string, IndicatorDefinition>>;
export type IndicatorId = keyof typeof indicators;

/** In the order of the board. */
export const indicatorIds = Object.keys(indicators) as readonly IndicatorId[];
