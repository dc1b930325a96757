import { buildingUses, type BuildingUse } from '@/contracts/base';
import type { Theme } from '@/contracts/ids';
import type { LayerLegend } from '@/contracts/layer';
import { grade, gradeTitles } from '@/contracts/provenance';
import type { Text } from '@/contracts/text';
import { rampColours, rampSwatch } from '@/scene/ramp';
import { kindColours, kindSwatch } from './kindColours';
import { paintWords as w } from './paintWords';

/** Colours buildings may be painted by instead of their own; every one reads a column the tiles carry. */
export const paintIds = ['use', 'age', 'height', 'district', 'street', 'cim', 'source'] as const;
export type PaintId = (typeof paintIds)[number];

export interface Paint {
  readonly title: Text;
  readonly note?: Text;
  readonly classes: readonly Text[];
  /** Where the classes are only told apart and have no words of their own, what one of them is. */
  readonly each?: Text;
  readonly kind: 'ramp' | 'kinds';
  /** The class after the last, of buildings whose column does not say. */
  readonly unknown?: Text;
}

/** First year of each class but the first. */
const years = [1950, 1980, 2000, 2010, 2020] as const;
/** Metres from which the classes but the first begin: GB 50352 (24, 100) with the usual steps between. */
const heights = [12, 24, 54, 100, 200] as const;
const cimLevels = 6;
/** 街道 wear so many colours, never that of a neighbour: the tiles number them so. */
const streetColours = 9;

function steps(bounds: readonly number[], say: (from: number | undefined, to: number | undefined) => Text) {
  return [undefined, ...bounds].map((from, index) => say(from, bounds[index]));
}

export const paints: Readonly<Record<PaintId, Paint>> = {
  use: { title: w.use, kind: 'kinds', classes: buildingUses.map((use: BuildingUse) => w.uses[use]) },
  age: { title: w.age, kind: 'ramp', classes: steps(years, w.built), unknown: w.unknown },
  height: { title: w.height, kind: 'ramp', classes: steps(heights, w.high) },
  district: {
    title: w.district,
    kind: 'kinds',
    classes: w.districts,
    note: w.districtNote,
    unknown: w.noDistrict,
  },
  street: {
    title: w.street,
    kind: 'kinds',
    classes: Array.from({ length: streetColours }, () => w.oneStreet),
    each: w.oneStreet,
    note: w.streetNote,
    unknown: w.noStreet,
  },
  cim: {
    title: w.cim,
    kind: 'ramp',
    classes: Array.from({ length: cimLevels }, (_, index) => w.level(index + 1, index + 1 === cimLevels)),
    note: w.cimNote,
  },
  source: { title: w.source, kind: 'kinds', classes: grade.options.map((one) => gradeTitles[one]) },
};

export function isPaint(id: string | undefined): id is PaintId {
  return paintIds.some((one) => one === id);
}

/** What is not known, sRGB hex: the look's own colour of what is absent. */
const absent: Readonly<Record<Theme, string>> = { night: '#8d9cb1', day: '#566377', contrast: '#e2e2e2' };

/** Colours of a paint's classes, sRGB hex, that of what is not known last. */
export function coloursOf({ kind, classes, unknown }: Paint, theme: Theme): readonly string[] {
  const own = (kind === 'ramp' ? rampColours : kindColours)[theme].slice(0, classes.length);
  return unknown === undefined ? own : [...own, absent[theme]];
}

export function legendOf({ title, note, kind, classes, each, unknown }: Paint): LayerLegend {
  const shape = 'area' as const;
  const told = each === undefined ? classes : [each];
  return {
    title,
    items: [
      ...told.map((label, index) => ({
        label,
        swatch: kind === 'ramp' ? rampSwatch(index) : kindSwatch(index),
        shape,
      })),
      ...(unknown === undefined ? [] : [{ label: unknown, swatch: 'absent', shape }]),
    ],
    ...(note === undefined ? {} : { note }),
  };
}

const counted = (value: string, bounds: readonly number[]): string =>
  bounds.map((bound) => `step(${bound.toFixed(1)}, ${value})`).join(' + ');

/**
 * The class of a building, as the shader reckons it from the same bounds. A shader may only name columns that its tiles
 * carry, so each paint asks for its own and no other.
 */
export const classOf: Readonly<Record<PaintId, string>> = {
  use: 'use',
  age: `(built < 1.0 ? ${(years.length + 1).toFixed(1)} : ${counted('built', years)})`,
  height: counted('height', heights),
  district: `min(float(vsInput.metadata.district), ${paints.district.classes.length.toFixed(1)})`,
  street: `(float(vsInput.metadata.street) > 251.5 ? ${streetColours.toFixed(1)} : mod(float(vsInput.metadata.street), ${streetColours.toFixed(1)}))`,
  cim: `clamp(float(vsInput.metadata.cim) - 1.0, 0.0, ${(cimLevels - 1).toFixed(1)})`,
  source: 'float(vsInput.metadata.grade)',
};
