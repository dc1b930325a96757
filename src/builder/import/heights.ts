import type { BuildingUse, HeightSource } from '@/contracts/base';
import type { Repair } from './report';

/** Metres of one level where a source counts levels: the middle of what dwellings and offices are built with. */
export const levelM = 3.2;

/** What a building of a use usually is in Wuhan, metres, where its source says neither height nor levels; recorded as `default`. */
export const defaultHeightM: Readonly<Record<BuildingUse, number>> = {
  residential: 18,
  commercial: 12,
  office: 24,
  industrial: 9,
  education: 15,
  medical: 18,
  public: 12,
  transport: 9,
  landmark: 20,
};

/** Sheds, kiosks, gatehouses: below this many m² a building without a height has one level. */
const smallM2 = 60;

export interface Height {
  readonly heightM: number;
  readonly heightSource: Extract<HeightSource, 'height' | 'levels' | 'default'>;
  readonly floors: number;
  readonly repairs: readonly (readonly [Repair, string])[];
}

/** A number out of a field: `12`, `"12.5"`, `"12 m"`, `"40'"`, `"12,5"`; nothing where the field is empty, NaN where it holds none. */
export const numberIn = (value: unknown): number | undefined => {
  if (value === null || value === undefined || value === '') return undefined;
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return NaN;
  const match = /^\s*([+-]?\d+(?:[.,]\d+)?(?:e[+-]?\d+)?)\s*(m|metres?|meters?|米|层|f|'|ft|feet)?\s*$/i.exec(
    value,
  );
  if (match === null) return value.trim() === '' ? undefined : NaN;
  const number = Number(match[1]!.replace(',', '.'));
  return /^('|ft|feet)$/i.test(match[2] ?? '') ? number * 0.3048 : number;
};

/** Height before levels before the usual height of the use. */
export const heightOf = (height: unknown, levels: unknown, use: BuildingUse, areaM2: number): Height => {
  const repairs: (readonly [Repair, string])[] = [];
  const believed = (value: unknown, least: number, most: number, kind: Repair): number | undefined => {
    const number = numberIn(value);
    if (number === undefined || number === 0) return undefined;
    if (Number.isNaN(number)) repairs.push(['noNumber', String(value).slice(0, 40)]);
    else if (number < least || number > most) repairs.push([kind, String(number)]);
    else return number;
    return undefined;
  };
  const floors = believed(levels, 1, 200, 'absurdLevels');
  const metres = believed(height, 0.5, 1000, 'absurdHeight');
  if (metres !== undefined)
    return {
      heightM: tenth(metres),
      heightSource: 'height',
      floors: Math.round(floors ?? Math.max(1, metres / levelM)),
      repairs,
    };
  if (floors !== undefined)
    return { heightM: tenth(floors * levelM), heightSource: 'levels', floors: Math.round(floors), repairs };
  const usual = areaM2 < smallM2 ? levelM : defaultHeightM[use];
  return {
    heightM: usual,
    heightSource: 'default',
    floors: Math.max(1, Math.round(usual / levelM)),
    repairs,
  };
};

const tenth = (metres: number): number => Math.round(metres * 10) / 10;
