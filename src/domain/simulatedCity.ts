import { quality, type ObservedProperty, type Series } from '@/contracts/series';
import { scenarioOf, type Scenario, type ScenarioId } from './definitions';
import { demoThing, drillThingCount, drillThingPrefix } from './fleetPlan';
import { chance, drift, hashText } from './hash';
import { hourOfDay, shareOfYear } from './time';

export type { ScenarioId } from './definitions';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** What a curve may look at: the place's own habit, the hour, and noise that is the same in every replay. */
interface Moment {
  readonly scenario: Scenario;
  readonly series: Series;
  readonly timeMs: number;
  readonly hour: number;
  /** 0…1, how strongly the rush is felt now. */
  readonly rush: number;
  /** 0…1, how busy the day is apart from the rush: low before dawn. */
  readonly day: number;
  /** 0…1, fixed for the place. */
  readonly habit: number;
  /** -1…1, the place's own slow wander; `swing(minutes)` picks its tempo. */
  readonly swing: (minutes: number) => number;
}

type Curve = (moment: Moment) => number;

const curves: Readonly<Record<string, Curve>> = {
  // Low in January, high in July, far below the fortification stage of 25 m on an ordinary day.
  'river-stage': ({ timeMs, swing }) =>
    18.9 - 4 * Math.cos(2 * Math.PI * (shareOfYear(timeMs) - 0.04)) + 0.12 * swing(600) + 0.01 * swing(3),
  'air-temperature': ({ timeMs, hour, habit, swing }) =>
    17 -
    12 * Math.cos(2 * Math.PI * (shareOfYear(timeMs) - 0.05)) +
    3.5 * bell(hour, 14.5, 4.5) +
    habit +
    swing(40) * 0.5,
  pm25: (moment) => particles(moment),
  aqi: (moment) => airQualityIndex(particles(moment)),
  noise: ({ rush, day, habit, swing }) => 41 + 9 * day + 5 * rush + 6 * habit + 2.5 * swing(0.5),
  'road-water-depth': (moment) => waterDepth(moment),
  'gas-concentration': ({ habit, swing }) => 0.3 + 1.2 * habit + 0.4 * swing(5),
  'fire-water-pressure': ({ habit, swing }) => 0.42 + 0.2 * habit + 0.015 * swing(4),
  'traffic-index': ({ rush, day, habit, swing }) =>
    0.8 + 1.5 * day + (2.8 + 1.4 * habit) * rush + 0.35 * swing(6),
  'traffic-speed': ({ rush, day, habit, swing }) =>
    (58 - 8 * day - 26 * rush) * (0.75 + 0.4 * habit) + 3.5 * swing(1.5),
  'bridge-speed': ({ rush, day, habit, swing }) => 68 - 7 * day - (20 + 14 * habit) * rush + 3 * swing(2),
  'metro-load': ({ rush, day, habit, swing }) =>
    6 + (22 + 20 * habit) * day + (28 + 34 * habit) * rush + 3 * swing(2),
  // Lowest when the city cooks and washes; the mains keep above the service pressure of 0.20 MPa.
  'water-pressure': ({ hour, habit, swing }) =>
    0.29 + 0.09 * habit - 0.03 * bell(hour, 7.3, 1.2) - 0.035 * bell(hour, 19.5, 1.6) + 0.008 * swing(2),
  'manhole-tilt': ({ habit, swing }) => 0.4 + 1.2 * habit + 0.2 * swing(30),
  'compute-load': ({ day, habit, swing }) => 52 + 16 * habit + 10 * day + 3 * swing(8),
  'compute-pue': ({ timeMs, habit, swing }) =>
    1.19 + 0.07 * habit - 0.04 * Math.cos(2 * Math.PI * (shareOfYear(timeMs) - 0.05)) + 0.01 * swing(20),
  'crowd-density': ({ hour, habit, swing }) =>
    0.05 + (0.2 + 0.5 * habit) * (bell(hour, 12.3, 1.5) + 1.1 * bell(hour, 19.5, 2.2)) + 0.05 * swing(3),
  'elevator-vibration': ({ rush, day, swing }) => 0.05 + (0.12 * day + 0.1 * rush) * (1 + swing(0.4)),
  'parking-occupancy': ({ day, habit, swing }) => 38 + 25 * habit + 28 * day + 3 * swing(12),
  'plant-power': ({ day, habit, swing }) => 35 + 20 * habit + 22 * day + 4 * swing(6),
  'machine-vibration': ({ day, habit, swing }) => 0.6 + 1.4 * habit + 0.6 * day + 0.25 * swing(0.3),
  'cold-store-temperature': ({ habit, swing }) => -21 + 3 * habit + 0.7 * swing(18),
  'dock-occupancy': ({ hour, habit, swing }) =>
    15 + 20 * habit + 35 * bell(hour, 5.5, 2) + 30 * bell(hour, 15, 2.5) + 5 * swing(9),
};

/**
 * The simulated city as a function of time: the reading the series' device would make at `timeMs` (Unix ms), in the
 * property's unit, rounded to its decimals; `undefined` while the device is silent. Series of the demo device and of
 * properties the scenario does not know are always silent.
 */
export function sampleSeries(
  scenario: ScenarioId,
  series: Series,
  property: ObservedProperty,
  timeMs: number,
): number | undefined {
  const curve = curves[property.id];
  if (curve === undefined || series.thing === demoThing) return undefined;
  const told = scenarioOf(scenario);
  if (isSilent(told, series, timeMs)) return undefined;
  const value = curve(momentOf(told, series, property, isStuck(told, series) ? startOfHour(timeMs) : timeMs));
  const scale = 10 ** property.decimals;
  return Math.round(Math.min(property.max, Math.max(property.min, value)) * scale) / scale;
}

/** The next time a device's own beat falls strictly after `afterMs`; beats are spread so that the load is even. */
export function nextBeat(series: Series, afterMs: number): number {
  const interval = series.intervalS * 1000;
  const phase = Math.floor(chance(series.id, 41) * interval);
  return Math.floor((afterMs - phase) / interval) * interval + interval + phase;
}

/** The quality byte a simulated reading carries: a stuck gauge gives itself away. */
export function qualityOf(scenario: ScenarioId, series: Series): number {
  return isStuck(scenarioOf(scenario), series) ? quality.suspect : 0;
}

function momentOf(scenario: Scenario, series: Series, property: ObservedProperty, timeMs: number): Moment {
  const hour = hourOfDay(timeMs);
  const seed = series.id * 131 + (hashText(property.id) & 0xffff);
  return {
    scenario,
    series,
    timeMs,
    hour,
    rush: scenario.rush.reduce(
      (most, { hour: peak, width, strength }) => Math.max(most, strength * bell(hour, peak, width)),
      0,
    ),
    day: Math.max(bell(hour, 10, 3.2), bell(hour, 15.5, 3.6), 0.7 * bell(hour, 20, 2.5)),
    habit: chance(seed, 5),
    swing: (minutes) => drift(seed, timeMs, minutes * minuteMs),
  };
}

/** Gaussian around the clock: 1 at `peak`, near 0 three widths away; midnight is no wall. */
function bell(hour: number, peak: number, width: number): number {
  const apart = Math.abs(hour - peak);
  const distance = Math.min(apart, 24 - apart) / width;
  return Math.exp(-0.5 * distance * distance);
}

function particles({ timeMs, hour, rush, habit, swing }: Moment): number {
  const winter = 0.5 + 0.5 * Math.cos(2 * Math.PI * (shareOfYear(timeMs) - 0.02));
  const cityWide = drift(7, timeMs, 36 * hourMs);
  return Math.max(
    3,
    17 + 14 * winter + 13 * bell(hour, 20.5, 2.4) + 4 * rush + 7 * cityWide + 6 * habit + 3 * swing(15),
  );
}

/** Breakpoints of the Chinese index for PM2.5, µg/m³ → index (HJ 633, not re-read in the standard). */
const particleBreakpoints = [
  [0, 0],
  [35, 50],
  [75, 100],
  [115, 150],
  [150, 200],
  [250, 300],
  [500, 500],
] as const;

function airQualityIndex(concentration: number): number {
  for (let index = 1; index < particleBreakpoints.length; index += 1) {
    const [low, lowIndex] = particleBreakpoints[index - 1] ?? [0, 0];
    const [high, highIndex] = particleBreakpoints[index] ?? [0, 0];
    if (concentration <= high) {
      return Math.ceil(lowIndex + ((concentration - low) / (high - low)) * (highIndex - lowIndex));
    }
  }
  return 500;
}

/** Dry streets keep a film at most; underpasses rise and drain when their turn in the drill comes. */
function waterDepth({ scenario, series, timeMs, habit, swing }: Moment): number {
  const film = Math.max(0, habit * 1.2 - 0.6 + 0.2 * swing(10));
  if (!series.thing.startsWith(drillThingPrefix)) return film;
  const number = Number(series.thing.slice(drillThingPrefix.length)) - 1;
  const period = scenario.drill.periodMinutes * minuteMs;
  const round = Math.floor(timeMs / period);
  const minute = (timeMs - round * period) / minuteMs;
  return scenario.drill.turns.reduce((deepest, turn) => {
    if ((((round + turn.offset) % drillThingCount) + drillThingCount) % drillThingCount !== number)
      return deepest;
    const rising = (minute - turn.riseMinute) / (turn.fullMinute - turn.riseMinute);
    const falling = (turn.dryMinute - minute) / (turn.dryMinute - turn.fallMinute);
    const part = Math.min(1, Math.max(0, Math.min(rising, falling)));
    return Math.max(deepest, part * (turn.depthCm + 0.4 * swing(0.5)));
  }, film);
}

/** Devices whose silence would be a story of its own: the one gauge of the river, and the drill. */
function isSpared(series: Series): boolean {
  return series.property === 'river-stage' || series.thing.startsWith(drillThingPrefix);
}

function isSilent(scenario: Scenario, series: Series, timeMs: number): boolean {
  if (isSpared(series)) return false;
  const { silentShare, silentMinutes } = scenario.faults;
  const stretch = silentMinutes * minuteMs;
  const own = Math.floor(chance(series.id, 61) * stretch);
  return chance(series.id, Math.floor((timeMs + own) / stretch), 62) < silentShare;
}

function isStuck(scenario: Scenario, series: Series): boolean {
  return !isSpared(series) && chance(series.id, 71) < scenario.faults.stuckShare;
}

function startOfHour(timeMs: number): number {
  return Math.floor(timeMs / hourMs) * hourMs;
}
