import type { Series, SeriesCatalogue } from '@/contracts/series';
import type { SignDefinition, SignMeasure } from '@/contracts/sign';

/** The latest readings of every slot, as columns; NaN where nothing was heard. */
export interface SignTable {
  readonly values: ArrayLike<number>;
  /** Phenomenon times, Unix ms. */
  readonly times: ArrayLike<number>;
  readonly qualities: ArrayLike<number>;
  /** How each slot's input stands at the time asked about, where somebody has worked that out: see `inputState`. */
  readonly states?: Uint8Array;
}

/** A measure and the slots it is made of, ascending; empty where it has no source or nothing of it stands in the scope. */
export interface PlannedMeasure {
  readonly measure: SignMeasure;
  readonly slots: Uint32Array;
}

/** A sign of one catalogue and scope, ready to be read any number of times. */
export interface SignPlan {
  readonly definition: SignDefinition;
  readonly measures: readonly PlannedMeasure[];
  /** By slot, of the whole catalogue. */
  readonly intervals: Float64Array;
  readonly ids: Uint32Array;
}

/** Kind of a Thing: what its name begins with, before its number or the name of where it stands. */
const isOfKind = (series: Series, kind: string) =>
  series.thing === kind || series.thing.startsWith(`${kind}-`);

function isInputOf(measure: SignMeasure, series: Series): boolean {
  if (measure.property === undefined) return false;
  if (measure.property !== '*' && measure.property !== series.property) return false;
  return measure.things === undefined || isOfKind(series, measure.things);
}

/** Which slots of the whole city each measure is made of. */
export function planSigns(
  definitions: readonly SignDefinition[],
  { series }: Pick<SeriesCatalogue, 'series'>,
): readonly SignPlan[] {
  const intervals = Float64Array.from(series, ({ intervalS }) => intervalS);
  const ids = Uint32Array.from(series, ({ id }) => id);
  return definitions.map((definition) => ({
    definition,
    intervals,
    ids,
    measures: definition.measures.map((measure) => ({
      measure,
      slots: Uint32Array.from(series.flatMap((one, slot) => (isInputOf(measure, one) ? [slot] : []))),
    })),
  }));
}

/** The same sign of a part of the city: of the slots that lie in it. */
export function planWithin(plan: SignPlan, liesIn: (slot: number) => boolean): SignPlan {
  return {
    ...plan,
    measures: plan.measures.map(({ measure, slots }) => ({ measure, slots: slots.filter(liesIn) })),
  };
}
