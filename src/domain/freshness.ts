import { lostIntervals, resolutionOf, staleIntervals } from '@/contracts/series';

/**
 * 0 absent, 1 fresh, 2 stale, 3 lost, by the series' own interval. A reading from further ahead than a fresh one may
 * lie behind comes from a clock that cannot be trusted: it is stale, so that it can never pass for news for ever.
 * A mean of history (`qualityByte` says over how long) is expected as seldom as it was kept.
 */
export function freshnessOf(
  observedAt: number,
  intervalS: number,
  now: number,
  qualityByte = 0,
): 0 | 1 | 2 | 3 {
  if (!Number.isFinite(observedAt)) return 0;
  const age = now - observedAt;
  const interval = Math.max(intervalS, resolutionOf(qualityByte)) * 1000;
  if (Math.abs(age) <= interval * staleIntervals) return 1;
  return age <= interval * lostIntervals ? 2 : 3;
}
