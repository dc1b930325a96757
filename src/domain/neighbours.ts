import type { LonLat } from '@/contracts/geo';
import type { Series } from '@/contracts/series';

const metresPerDegree = 111_195;

/** Metres between two places a few kilometres apart, on a sphere; good to a few per mille. */
export function metresBetween(a: readonly [number, number, ...number[]], b: LonLat | Series['at']): number {
  const middle = ((a[1] + b[1]) / 2) * (Math.PI / 180);
  return metresPerDegree * Math.hypot((a[0] - b[0]) * Math.cos(middle), a[1] - b[1]);
}

export interface Neighbour {
  readonly series: Series;
  readonly distanceM: number;
}

/** The nearest other series of the same observed property, nearest first; those of the same device are not neighbours. */
export function neighboursOf(
  own: Series,
  all: readonly Series[],
  most: number,
  withinM: number,
): readonly Neighbour[] {
  return all
    .filter((one) => one.property === own.property && one.thing !== own.thing)
    .map((series) => ({ series, distanceM: metresBetween(own.at, series.at) }))
    .filter(({ distanceM }) => distanceM <= withinM)
    .sort((a, b) => a.distanceM - b.distanceM)
    .slice(0, most);
}

/** How a value stands among those around it: from their median, in their own unit, and whether that is out of the way. */
export interface Standing {
  readonly median: number;
  readonly difference: number;
  readonly apart: boolean;
}

/** Fewer than this say nothing about what is usual here. */
const fewest = 3;
/** Three median absolute deviations (Leys et al. 2013 call it very conservative): one odd neighbour does not move it. */
const deviations = 3;

export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/**
 * `least` is the smallest spread taken for real, in the values' unit: what is displayed as equal does not make the next
 * digit an outlier. `undefined` where fewer than three others can be compared.
 */
export function standingAmong(own: number, others: readonly number[], least: number): Standing | undefined {
  if (others.length < fewest || !Number.isFinite(own)) return undefined;
  const median = medianOf(others);
  const spread = medianOf(others.map((value) => Math.abs(value - median)));
  const difference = own - median;
  return { median, difference, apart: Math.abs(difference) > deviations * Math.max(spread, least) };
}
