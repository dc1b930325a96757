const hourMs = 3_600_000;

/**
 * How many of the evening's lamps are still lit, 0…1, by the hour in Wuhan (UTC+8 all year). The night look is a look and
 * not the hour: by day it shows the evening.
 */
export function eveningAt(timeMs: number): number {
  const hour = (((timeMs / hourMs + 8) % 24) + 24) % 24;
  if (hour < 1) return 0.7 - 0.3 * hour;
  if (hour < 5) return 0.4;
  if (hour < 7) return 0.4 + 0.3 * (hour - 5);
  if (hour >= 23) return 1 - 0.3 * (hour - 23);
  return 1;
}
