import { instant, typeOf, type Moment, type Shape, type Value, type ValueType } from '../values';
import { degreesBetween, equal, lieWithin, meet } from './shapes';

/** A function of the filter language: what it takes, what it gives. It is never called with a value of another type. */
export interface FilterFunction {
  readonly takes: readonly ValueType[];
  readonly gives: ValueType;
  readonly of: (args: readonly Value[]) => Value;
}

const dayMs = 86_400_000;

/** Halves go away from zero, as OData rounds. */
export const rounded = (value: number): number => Math.sign(value) * Math.floor(Math.abs(value) + 0.5);
export const dayOf = (ms: number): number => Math.floor(ms / dayMs) * dayMs;

const texts =
  (of: (a: string, b: string) => Value): FilterFunction['of'] =>
  ([a, b]) =>
    of(a as string, b as string);
const text = (gives: ValueType, of: (a: string) => Value): FilterFunction => ({
  takes: ['text'],
  gives,
  of: ([a]) => of(a as string),
});
const twoTexts = (gives: ValueType, of: (a: string, b: string) => Value): FilterFunction => ({
  takes: ['text', 'text'],
  gives,
  of: texts(of),
});
const number = (of: (a: number) => number): FilterFunction => ({
  takes: ['number'],
  gives: 'number',
  of: ([a]) => of(a as number),
});
/** An interval stands at its end, where its row stands in time. */
const clock = (of: (date: Date) => number): FilterFunction => ({
  takes: ['time'],
  gives: 'number',
  of: ([a]) => of(new Date((a as Moment).to)),
});
const times = (of: (a: Moment, b: Moment) => boolean): FilterFunction => ({
  takes: ['time', 'time'],
  gives: 'truth',
  of: ([a, b]) => of(a as Moment, b as Moment),
});
const shapes = (gives: ValueType, of: (a: Shape, b: Shape) => Value): FilterFunction => ({
  takes: ['shape', 'shape'],
  gives,
  of: ([a, b]) => of(a as Shape, b as Shape),
});

/** The functions that SQL knows as well, over the times of a reading. */
export const timeRelations = [
  'before',
  'after',
  'meets',
  'during',
  'overlaps',
  'starts',
  'finishes',
] as const;

/** OGC 18-088, clause 9.3.3.5.2: text, arithmetic, calendar (UTC), times and places. */
export const filterFunctions: Readonly<Record<string, FilterFunction>> = {
  // The needle first, as OData 2 had it; `contains` has it second, as OData 4 does.
  substringof: twoTexts('truth', (needle, hay) => hay.includes(needle)),
  contains: twoTexts('truth', (hay, needle) => hay.includes(needle)),
  startswith: twoTexts('truth', (hay, needle) => hay.startsWith(needle)),
  endswith: twoTexts('truth', (hay, needle) => hay.endsWith(needle)),
  indexof: twoTexts('number', (hay, needle) => hay.indexOf(needle)),
  concat: twoTexts('text', (a, b) => a + b),
  length: text('number', (a) => a.length),
  tolower: text('text', (a) => a.toLowerCase()),
  toupper: text('text', (a) => a.toUpperCase()),
  trim: text('text', (a) => a.trim()),
  round: number(rounded),
  floor: number(Math.floor),
  ceiling: number(Math.ceil),
  year: clock((date) => date.getUTCFullYear()),
  month: clock((date) => date.getUTCMonth() + 1),
  day: clock((date) => date.getUTCDate()),
  hour: clock((date) => date.getUTCHours()),
  minute: clock((date) => date.getUTCMinutes()),
  second: clock((date) => date.getUTCSeconds()),
  date: { takes: ['time'], gives: 'time', of: ([a]) => instant(dayOf((a as Moment).to)) },
  before: times((a, b) => a.to < b.from),
  after: times((a, b) => a.from > b.to),
  meets: times((a, b) => a.to === b.from || a.from === b.to),
  during: times((a, b) => a.from >= b.from && a.to <= b.to),
  overlaps: times((a, b) => a.from <= b.to && a.to >= b.from),
  starts: times((a, b) => a.from === b.from && a.to <= b.to),
  finishes: times((a, b) => a.to === b.to && a.from >= b.from),
  st_within: shapes('truth', lieWithin),
  st_contains: shapes('truth', (a, b) => lieWithin(b, a)),
  st_intersects: shapes('truth', meet),
  st_disjoint: shapes('truth', (a, b) => !meet(a, b)),
  st_equals: shapes('truth', equal),
  st_distance: shapes('number', degreesBetween),
  'geo.intersects': shapes('truth', meet),
  'geo.distance': shapes('number', degreesBetween),
};

export const functionOf = (name: string): FilterFunction | undefined =>
  Object.hasOwn(filterFunctions, name) ? filterFunctions[name] : undefined;

/** Null in, null out; a value looked up in a document may be of another type than is taken, and gives null too. */
export function call(chosen: FilterFunction, args: readonly Value[]): Value {
  return args.every((arg, index) => typeOf(arg) === chosen.takes[index]) ? chosen.of(args) : null;
}
