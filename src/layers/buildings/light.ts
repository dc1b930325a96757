import { buildingUses, type BuildingUse } from '@/contracts/base';
import type { Theme } from '@/contracts/ids';
import { litShare, showLight, streetLight } from '@/domain/evening';
import { atHour, dayOfTerm, sunAt, type SolarTerm } from '@/domain/sun';
import type { BuildingLook } from '@/scene/look';

/** Where light is reckoned from, degrees: the middle of the city. Sixty kilometres away the sun stands half a degree off. */
export const middle = [114.3, 30.58] as const;

/** Steady light from the south-west, halfway up: moonlight, and the light of high contrast. */
const steady = { azimuth: 226, elevation: 44 } as const;
/** Lower than this the sun models nothing: the day look then shows the afternoon. */
const lowest = 2;
const afternoonHour = 15;
/** The night look asked for by day shows the evening. */
const eveningHour = 20.5;

/** Instants of the sun a person may ask for: an hour of the day shown, or of a day by which sunlight is judged. */
export const sunChoices = {
  h9: { hour: 9 },
  h12: { hour: 12 },
  h15: { hour: 15 },
  'dahan-9': { term: 'dahan', hour: 9 },
  'dahan-12': { term: 'dahan', hour: 12 },
  'dahan-15': { term: 'dahan', hour: 15 },
  'dongzhi-12': { term: 'dongzhi', hour: 12 },
  'xiazhi-12': { term: 'xiazhi', hour: 12 },
} as const satisfies Readonly<Record<string, { readonly term?: SolarTerm; readonly hour: number }>>;
export type SunChoice = keyof typeof sunChoices;

export function isSunChoice(id: string | undefined): id is SunChoice {
  return id !== undefined && id in sunChoices;
}

/** The instant whose sun is shown, Unix ms. */
export function sunInstant(timeMs: number, choice: SunChoice | undefined): number {
  if (choice === undefined)
    return sunAt(timeMs, ...middle).elevation > lowest ? timeMs : atHour(timeMs, afternoonHour);
  const asked: { readonly term?: SolarTerm; readonly hour: number } = sunChoices[choice];
  return atHour(asked.term === undefined ? timeMs : dayOfTerm(timeMs, asked.term), asked.hour);
}

export interface Light {
  /** Towards the light, a unit vector in the city's east, north and up. */
  readonly towards: readonly [east: number, north: number, up: number];
  /** What the light adds to a face turned to it, of 1, and its colour. */
  readonly strength: number;
  readonly colour: readonly [red: number, green: number, blue: number];
  /** Metres a shadow is longer than what throws it is high. */
  readonly shadowPerHeight: number;
  /** Share of lit windows by use, in the order of `buildingUses`. */
  readonly lit: readonly number[];
  readonly street: number;
  readonly show: number;
}

const mix = (a: number, b: number, share: number): number => a + (b - a) * Math.min(1, Math.max(0, share));

/** The light of a theme at the page's time: the sun of the day look, a steady moon and lamps at night. */
export function lightOf(
  theme: Theme,
  look: BuildingLook,
  timeMs: number,
  choice: SunChoice | undefined,
): Light {
  const { azimuth, elevation } = theme === 'day' ? sunAt(sunInstant(timeMs, choice), ...middle) : steady;
  const turn = (azimuth * Math.PI) / 180;
  const rise = (Math.max(lowest, elevation) * Math.PI) / 180;
  const low = theme === 'day' ? 1 - (elevation - 4) / 34 : 0;
  const lampsAt = sunAt(timeMs, ...middle).elevation > 0 ? atHour(timeMs, eveningHour) : timeMs;
  return {
    towards: [Math.sin(turn) * Math.cos(rise), Math.cos(turn) * Math.cos(rise), Math.sin(rise)],
    strength: look.sun * mix(1, 0.8, low),
    colour: [1.06, mix(1, 0.93, low), mix(0.92, 0.72, low)],
    shadowPerHeight: 1 / Math.tan(rise),
    lit: buildingUses.map((use: BuildingUse) => litShare(use, lampsAt)),
    street: streetLight(lampsAt),
    show: showLight(lampsAt),
  };
}
