import type { ComputeCentre } from '@/contracts/base';

export type Precision = ComputeCentre['precision'];

/** PFLOPS of one precision and how many centres they come from. */
export interface PrecisionSum {
  readonly precision: Precision;
  readonly pflops: number;
  readonly centres: number;
}

/** What adding everything up gives: a sum where all figures are of one stated precision, else a refusal. */
export type Total =
  | { readonly kind: 'sum'; readonly pflops: number }
  | { readonly kind: 'refused'; readonly precisions: readonly Precision[] };

/** One sum for each precision, never across them. Centres without a figure are not counted as zero. */
export function sumsByPrecision(centres: readonly ComputeCentre[]): readonly PrecisionSum[] {
  return (['FP16', 'FP64', 'unstated'] as const).flatMap((precision) => {
    const stated = centres.filter((centre) => centre.precision === precision && centre.pflops !== undefined);
    const pflops = stated.reduce((sum, centre) => sum + (centre.pflops ?? 0), 0);
    return stated.length === 0 ? [] : [{ precision, pflops, centres: stated.length }];
  });
}

/** Article 15's acceptance: mixed precision is refused; so is a precision nobody stated, which may itself be mixed. */
export function totalOf(sums: readonly PrecisionSum[]): Total {
  const [only, ...others] = sums;
  return only !== undefined && others.length === 0 && only.precision !== 'unstated'
    ? { kind: 'sum', pflops: only.pflops }
    : { kind: 'refused', precisions: sums.map(({ precision }) => precision) };
}

/** Whether sources of the newest stated year give different figures; an older figure is history, not a disagreement. */
export function figuresDisagree(figures: ComputeCentre['figures']): boolean {
  const newest = figures.reduce(
    (year, figure) => (figure.year !== undefined && figure.year > year ? figure.year : year),
    '',
  );
  const current = figures.filter(({ year }) => year === undefined || year === newest);
  return new Set(current.map(({ pflops }) => pflops)).size > 1;
}
