import { precisions, type ComputeCentre, type Precision } from '@/contracts/base';

/** What is asked of a centre in the precision it states, as it was last told. */
export type Demand =
  | { readonly kind: 'fresh'; readonly value: number; readonly at: number }
  | { readonly kind: 'stale' | 'absent' };

/**
 * Supply and demand in one precision, PFLOPS (INT8: POPS). `used`, `free` and `unknown` add up to `supply`; `beyond` is
 * asked for where it is not. Of a centre whose demand is not news nothing is known: it is neither used nor free.
 */
export interface PrecisionSupply {
  readonly precision: Precision;
  readonly supply: number;
  readonly used: number;
  readonly free: number;
  readonly unknown: number;
  readonly beyond: number;
  readonly centres: number;
  /** Centres whose demand is old, and those that never told one. */
  readonly stale: number;
  readonly absent: number;
  /** Oldest demand it is made of, Unix ms. */
  readonly observedAt: number | undefined;
}

/** One account for each precision in which a register states a capacity, never across them. */
export function supplyByPrecision(
  centres: readonly ComputeCentre[],
  demandOf: (centre: ComputeCentre, precision: Precision) => Demand,
): readonly PrecisionSupply[] {
  return precisions.flatMap((precision) => {
    const stated = centres.filter((centre) => centre.precision === precision && centre.pflops !== undefined);
    if (stated.length === 0) return [];
    let [supply, used, unknown, beyond, stale, absent] = [0, 0, 0, 0, 0, 0];
    let observedAt: number | undefined;
    for (const centre of stated) {
      const pflops = centre.pflops ?? 0;
      const demand = demandOf(centre, precision);
      supply += pflops;
      if (demand.kind !== 'fresh') {
        unknown += pflops;
        if (demand.kind === 'stale') stale += 1;
        else absent += 1;
        continue;
      }
      used += Math.min(demand.value, pflops);
      // Room in one centre is no use to a job that waits at another: they are not set off.
      beyond += Math.max(0, demand.value - pflops);
      observedAt = Math.min(observedAt ?? demand.at, demand.at);
    }
    const free = supply - used - unknown;
    return [
      {
        precision,
        supply,
        used,
        free,
        unknown,
        beyond,
        centres: stated.length,
        stale,
        absent,
        observedAt,
      },
    ];
  });
}

/** Centres with a figure whose precision nobody states: in no account, and not added to one another. */
export function ofUnstatedPrecision(centres: readonly ComputeCentre[]): readonly ComputeCentre[] {
  return centres.filter(({ precision, pflops }) => precision === 'unstated' && pflops !== undefined);
}
