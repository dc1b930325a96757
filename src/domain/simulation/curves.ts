import { airQualityIndex, coarseParticles, fineParticles, nitrogenDioxide, noiseLevel, ozone } from './air';
import {
  computeDelay,
  computeDemand,
  computeGreen,
  computeLoad,
  computePue,
  computeQueue,
  computeWait,
} from './compute';
import { throngAt } from './crowd';
import { bell, between, dayOf, rushOf, sunOf, swing, type Moment } from './moment';
import { darkMinutes } from './outage';
import {
  bridgeStrain,
  bridgeVibration,
  busPunctuality,
  crossingSpeed,
  crowdDensity,
  sectionLoad,
  streetSpeed,
  trafficIndex,
} from './traffic';
import {
  forebayLevel,
  lakeLevel,
  manholeTilt,
  pumpLoad,
  riverStage,
  roadWaterDepth,
  seepagePressure,
} from './water';
import {
  humidityOf,
  pressureOf,
  rainAt,
  rainfallInHour,
  temperatureOf,
  wetnessOf,
  windSpeedOf,
} from './weather';
import { meanOver, rainfallOver } from './windows';

/** What a healthy device at this place would read, in the property's unit, before its limits and its rounding. */
export type Curve = (moment: Moment) => number;

const dark = (moment: Moment): number => darkMinutes(moment, moment.timeMs);
/** The curve while there is mains, another value while there is none. */
const powered =
  (lit: Curve, without: number | Curve): Curve =>
  (moment) =>
    dark(moment) === 0 ? lit(moment) : typeof without === 'number' ? without : without(moment);

/** Megapascals: lowest when the city cooks and washes; where the boosters are without mains it falls. */
const mainsPressure: Curve = (m) =>
  0.29 +
  0.09 * m.habit -
  0.03 * bell(m.hour, 7.3, 1.2) -
  0.035 * bell(m.hour, 19.5, 1.6) +
  0.008 * swing(m, 2) -
  (dark(m) > 0 ? 0.09 + 0.06 * m.habit : 0);

const shift: Curve = (m) => 0.25 + 0.75 * dayOf(m);

/** Every property the simulated city knows how to observe, by domain of Article 13. */
export const curves: Readonly<Record<string, Curve>> = {
  'traffic-speed': streetSpeed,
  'traffic-index': trafficIndex,
  'bridge-speed': crossingSpeed,
  'bridge-strain': bridgeStrain,
  'bridge-vibration': bridgeVibration,
  'metro-load': sectionLoad,
  'water-pressure': mainsPressure,
  'water-turbidity': (m) => 0.18 + 0.2 * m.habit + 0.12 * wetnessOf(m) + 0.03 * swing(m, 50),
  'residual-chlorine': (m) => 0.22 + 0.2 * m.habit + 0.03 * swing(m, 70),
  'manhole-tilt': manholeTilt,
  'pump-load': pumpLoad,
  'forebay-level': forebayLevel,
  'feeder-load': powered(
    (m) =>
      24 +
      18 * m.habit +
      22 * dayOf(m) +
      12 * bell(m.hour, 20, 2) +
      (m.scenario.power ? 8 : 0) +
      2 * swing(m, 9),
    0,
  ),
  'lamps-lit': powered((m) => (m.hour < 6.2 || m.hour > 18.4 ? 96 + 4 * m.habit : 0), 0),
  'signal-voltage': powered(
    (m) => 224 + 6 * m.habit + 2 * swing(m, 4),
    (m) => (dark(m) < 6 ? 48 : 0),
  ),
  'compute-load': computeLoad,
  'compute-pue': computePue,
  'compute-queue': computeQueue,
  'compute-wait': computeWait,
  'compute-green': computeGreen,
  'compute-delay': computeDelay,
  'compute-demand-fp64': computeDemand,
  'compute-demand-fp32': computeDemand,
  'compute-demand-fp16': computeDemand,
  'compute-demand-int8': computeDemand,

  'plant-power': powered((m) => 30 + 20 * m.habit + 32 * shift(m) + 4 * swing(m, 6), 3),
  'machine-vibration': powered((m) => 0.5 + 1.4 * m.placeHabit + 0.8 * shift(m) + 0.25 * swing(m, 0.3), 0.04),
  'machine-temperature': powered(
    (m) => 30 + 18 * shift(m) + 8 * m.placeHabit + 1.5 * swing(m, 12),
    (m) => 26 + 6 * m.placeHabit,
  ),
  'compressed-air': powered((m) => 0.66 + 0.08 * m.habit - 0.05 * shift(m) + 0.012 * swing(m, 1), 0.12),

  'cold-store-temperature': (m) => -21 + 3 * m.habit + 0.7 * swing(m, 18) + 0.28 * dark(m),
  'dock-occupancy': (m) =>
    15 + 20 * m.habit + 35 * bell(m.hour, 5.5, 2) + 30 * bell(m.hour, 15, 2.5) + 5 * swing(m, 9),
  'warehouse-occupancy': (m) => 52 + 34 * m.placeHabit + 4 * swing(m, 400),
  'warehouse-humidity': (m) => 48 + 0.2 * (humidityOf(m) - 50) + 8 * m.placeHabit + 2 * swing(m, 120),
  'parcel-flow': (m) =>
    20 + (90 + 60 * m.habit) * (bell(m.hour, 3, 2.2) + 0.8 * bell(m.hour, 14, 2.5)) + 12 * swing(m, 2),

  'crowd-density': crowdDensity,
  'elevator-vibration': powered((m) => 0.05 + (0.12 * dayOf(m) + 0.1 * rushOf(m)) * (1 + swing(m, 0.4)), 0),
  'parking-occupancy': (m) => 38 + 25 * m.habit + 28 * dayOf(m) + 20 * throngAt(m) + 3 * swing(m, 12),
  'charger-occupancy': powered(
    (m) => 16 + 26 * m.habit + 30 * bell(m.hour, 22.5, 3) + 16 * bell(m.hour, 13, 2) + 4 * swing(m, 14),
    0,
  ),
  'bus-punctuality': busPunctuality,
  'hospital-load': (m) =>
    46 +
    14 * m.placeHabit +
    16 * bell(m.hour, 20.5, 3) +
    10 * dayOf(m) +
    (m.scenario.power ? 10 : 0) +
    (m.scenario.rain.steady === 1 ? 12 : 0) +
    (m.scenario.crowds.length > 0 ? 8 : 0) +
    2 * swing(m, 60),

  'river-stage': riverStage,
  'lake-level': lakeLevel,
  'air-temperature': temperatureOf,
  'relative-humidity': humidityOf,
  'air-pressure': pressureOf,
  'wind-speed': windSpeedOf,
  'rain-intensity': (m) => rainAt(m, m.timeMs),
  'rainfall-1h': rainfallInHour,
  'rainfall-3h': rainfallOver(3, 12),
  'rainfall-6h': rainfallOver(6, 18),
  'rainfall-12h': rainfallOver(12, 24),
  pm25: fineParticles,
  'pm25-24h': meanOver(fineParticles, 24),
  pm10: coarseParticles,
  ozone,
  'ozone-8h': meanOver(ozone, 8),
  no2: nitrogenDioxide,
  aqi: airQualityIndex,
  noise: (m) => noiseLevel(m, dayOf(m), throngAt(m)),
  'soil-moisture': (m) =>
    between(19 + 9 * m.habit + 12 * wetnessOf(m) - 1.5 * sunOf(m) + 0.4 * swing(m, 200), 5, 48),

  'road-water-depth': roadWaterDepth,
  'embankment-seepage': seepagePressure,
  'gas-concentration': (m) => 0.3 + 1.2 * m.habit + 0.4 * swing(m, 5),
  'fire-water-pressure': (m) => 0.42 + 0.2 * m.habit + 0.015 * swing(m, 4) - (dark(m) > 0 ? 0.12 : 0),
  'hydrant-pressure': (m) => mainsPressure(m) - 0.02,
  'smoke-density': (m) => 0.04 + 0.06 * m.habit + 0.02 * swing(m, 3),
  'shelter-occupancy': (m) =>
    (m.scenario.river || m.scenario.rain.steady === 1 ? 14 + 26 * m.habit : 1 + 3 * m.habit) + swing(m, 90),
};
