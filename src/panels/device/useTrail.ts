import { useEffect, useState } from 'react';
import type { Series } from '@/contracts/series';
import type { City } from '@/state/city';
import { readLatest, useCity } from '@/state/CityContext';
import type { ChartPoint } from '../chart/points';
import { useNow } from '../useNow';
import { useSpan } from './useSpan';

const shortestMs = 15 * 60_000;
const longestMs = 6 * 3_600_000;
const parts = 180;

export interface Trail {
  readonly points: readonly ChartPoint[];
  readonly from: number;
  readonly to: number;
  readonly spanMs: number;
  /** The part of time a point stands for, ms. */
  readonly stepMs: number;
}

/** What a series did lately: history, and from there on what the table shows, at the panels' pace. */
export function useTrail({ id, intervalS }: Series): Trail {
  const city = useCity();
  const now = useNow();
  // Thirty of its own readings, so that a slow series shows a trend too.
  const spanMs = Math.min(longestMs, Math.max(shortestMs, intervalS * 30_000));
  const history = useSpan(id, spanMs, parts);
  const [heard, setHeard] = useState(() => withNewest([], city, id, spanMs));
  useEffect(
    () => city.pulse.subscribe(() => setHeard((before) => withNewest(before, city, id, spanMs))),
    [city, id, spanMs],
  );
  const old = history.kind === 'answered' ? history.value.points : [];
  const until = old.at(-1)?.at ?? -Infinity;
  const from = now - spanMs;
  return {
    points: [...old, ...heard.filter(({ at }) => at > until)].filter(
      ({ at }) => at >= from && at <= now + 1000,
    ),
    from,
    to: now,
    spanMs,
    stepMs: Math.max(intervalS * 1000, spanMs / parts),
  };
}

/** The same list where nothing new was heard, so that nothing is drawn again for it. */
function withNewest(
  before: readonly ChartPoint[],
  city: City,
  series: number,
  spanMs: number,
): readonly ChartPoint[] {
  const { value, observedAt: at, quality } = readLatest(city, series);
  const newest = before.at(-1);
  if (value === undefined || at === undefined) return before.length === 0 ? before : [];
  if (newest?.at === at && newest.last === value) return before;
  const kept = before.filter((point) => point.at < at && point.at > at - spanMs);
  return [...kept, { at, low: value, high: value, last: value, quality }];
}
