import type { Stretch } from '@/state/timeStore';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** Beijing time has no summer time: marks stand on its whole hours and days. */
const beijingMs = 8 * hourMs;
const steps = [minuteMs, 5 * minuteMs, 15 * minuteMs, hourMs, 3 * hourMs, 6 * hourMs] as const;
const mostMarks = 9;

export interface TimeMark {
  readonly at: number;
  /** Midnight: the day changes here. */
  readonly day: boolean;
}

/** Round times within a stretch, few enough to be written out. */
export function timeMarks({ from, to }: Stretch): readonly TimeMark[] {
  const step = steps.find((one) => (to - from) / one <= mostMarks) ?? 24 * hourMs;
  const first = Math.ceil((from + beijingMs) / step);
  const last = Math.floor((to + beijingMs) / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => {
    const local = (first + index) * step;
    return { at: local - beijingMs, day: local % (24 * hourMs) === 0 };
  });
}
