import { quality, resolutionOf, type Observations } from '@/contracts/series';

/** One part of a chart's time: least, greatest and last of it. Times are Unix ms, in order. */
export interface ChartPoint {
  readonly at: number;
  readonly low: number;
  readonly high: number;
  readonly last: number;
  readonly quality: number;
}

export function pointsOf({ t, min, max, last, quality: marks }: Observations): readonly ChartPoint[] {
  return t.map((at, index) => ({
    at,
    low: min[index] ?? Number.NaN,
    high: max[index] ?? Number.NaN,
    last: last[index] ?? Number.NaN,
    quality: marks[index] ?? 0,
  }));
}

/** Wider than this many expected steps without a point is a gap, and drawn as one. */
const gapSteps = 2.5;

/**
 * Where the line breaks: true for a point that does not follow on the one before. A step is the part of time a point
 * stands for, or the series' own interval, or that of the mean it is, whichever is longest; ms.
 */
export function gapsBefore(points: readonly ChartPoint[], stepMs: number): readonly boolean[] {
  return points.map((point, index) => {
    const before = points[index - 1];
    if (before === undefined) return false;
    const step = Math.max(stepMs, resolutionOf(point.quality) * 1000, resolutionOf(before.quality) * 1000);
    return point.at - before.at > step * gapSteps;
  });
}

/** What a point's quality says that is worth a mark, worst first; what is good has none. */
export const pointMarks = ['suspect', 'clamped', 'late'] as const;
export type PointMark = (typeof pointMarks)[number];

export function markOf(qualityByte: number): PointMark | undefined {
  return pointMarks.find((mark) => (qualityByte & quality[mark]) !== 0);
}

/** The vertical reach of a chart in the series' unit: the values with some air, and a limit where it lies near enough. */
export function reachOf(
  points: readonly ChartPoint[],
  limits: readonly number[],
  decimals: number,
): readonly [low: number, high: number] {
  const finite = points.flatMap(({ low, high }) => [low, high]).filter(Number.isFinite);
  const low = Math.min(...finite);
  const high = Math.max(...finite);
  // Noise in the last digit never looks like a storm.
  const span = Math.max(high - low, 10 ** -decimals * 5);
  let [from, to] = [Math.min(low, (low + high - span) / 2), Math.max(high, (low + high + span) / 2)];
  for (const limit of limits) {
    // A limit further off than twice the values' own reach would press them into a line; it is told in words.
    if (limit > to && limit - low <= span * 3) to = limit;
    if (limit < from && high - limit <= span * 3) from = limit;
  }
  const air = (to - from) * 0.08;
  return [from - air, to + air];
}
