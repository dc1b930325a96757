import type { TimeContext } from '@/contracts/time';

const hourMs = 3_600_000;
/** Beijing time has no summer time, so the offset is a number. */
const beijingOffsetMs = 8 * hourMs;

/** Hour of the day in Wuhan, 0…24 with fraction. */
export function hourOfDay(timeMs: number): number {
  const day = 24 * hourMs;
  return ((((timeMs + beijingOffsetMs) % day) + day) % day) / hourMs;
}

/** Day of the week in Wuhan: 0 is Sunday. */
export function weekdayOf(timeMs: number): number {
  const days = Math.floor((timeMs + beijingOffsetMs) / (24 * hourMs));
  // 1970 began on a Thursday.
  return (((days + 4) % 7) + 7) % 7;
}

/** Share of the year that has passed, 0…1, near enough for seasons. */
export function shareOfYear(timeMs: number): number {
  const year = 365.2425 * 24 * hourMs;
  return (((timeMs % year) + year) % year) / year;
}

/** Whether something that happened at `at` and was known at `known` belongs to the question's time. */
export function isWithin(context: TimeContext, at: number, known: number): boolean {
  return at <= context.at && known <= context.knownAt;
}

export function liveAt(now: number): TimeContext {
  return { mode: 'live', at: now, knownAt: now };
}

/** 14:26:08 in Beijing time. */
export function clockText(timeMs: number): string {
  return new Date(timeMs + beijingOffsetMs).toISOString().slice(11, 19);
}
