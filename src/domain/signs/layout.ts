import { signStates, type SignDefinition, type SignReading } from '@/contracts/sign';
import { hashText } from '../hash';

/** What the columns of a kept look are: signs in order, each with its measures in order. */
export type SignColumns = readonly {
  readonly sign: string;
  readonly version: string;
  readonly measures: readonly string[];
}[];

export interface SignLayout {
  /** The same for the same columns. */
  readonly id: string;
  readonly columns: SignColumns;
}

export function layoutOf(definitions: readonly SignDefinition[]): SignLayout {
  const columns = definitions.map(({ id, version, measures }) => ({
    sign: id,
    version,
    measures: measures.map((measure) => measure.id),
  }));
  return { id: hashText(JSON.stringify(columns)).toString(16).padStart(8, '0'), columns };
}

/** Where a sign lies among a layout's columns: its own place, and that of its first measure. */
export interface SignPlace {
  readonly sign: number;
  readonly measure: number;
}

export function placesOf(columns: SignColumns): ReadonlyMap<string, SignPlace> {
  let measure = 0;
  return new Map(
    columns.map((column, sign) => {
      const place = { sign, measure };
      measure += column.measures.length;
      return [column.sign, place];
    }),
  );
}

/** One look at the signs of a scope, as columns of the layout. */
export interface SignLookRow {
  readonly scope: string;
  /** Unix ms. */
  readonly at: number;
  /** By measure, in its unit; null where it was not news. */
  readonly figures: readonly (number | null)[];
  /** By measure and by sign, as places in `signStates`. */
  readonly measureStates: readonly number[];
  readonly signStates: readonly number[];
}

export function rowOfLook(scope: string, at: number, readings: readonly SignReading[]): SignLookRow {
  const parts = readings.flatMap((reading) => reading.parts);
  return {
    scope,
    at,
    figures: parts.map(({ value, state }) => (state === 'stale' || state === 'absent' ? null : value)),
    measureStates: parts.map(({ state }) => signStates.indexOf(state)),
    signStates: readings.map(({ state }) => signStates.indexOf(state)),
  };
}
