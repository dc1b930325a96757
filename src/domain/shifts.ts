import type { AgeBand, ShiftScheme } from '@/contracts/handOver';
import shiftsFile from '@data/shifts.json';
import { clockText } from './time';

// Apart from the other definitions: the page needs it only for a hand-over. A test parses it with its schema.
export const shiftScheme = shiftsFile as ShiftScheme;

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** The usual start of a shift at or last before a moment; Unix ms. */
export function usualStart(at: number, { starts } = shiftScheme): number {
  const midnight = at - timeOfDayMs(clockText(at)) - (((at % 1000) + 1000) % 1000);
  const passed = [-dayMs, 0]
    .flatMap((day) => starts.map((start) => midnight + day + timeOfDayMs(`${start}:00`)))
    .filter((start) => start <= at);
  return Math.max(...passed);
}

function timeOfDayMs(clock: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

/** What is banded, with when it began; each band holds the oldest first, and empty bands are kept. */
export function inAgeBands(
  alarms: readonly { readonly id: string; readonly since: number }[],
  at: number,
  { ages } = shiftScheme,
): readonly AgeBand[] {
  const oldestFirst = alarms.toSorted(
    (one, other) => one.since - other.since || (one.id < other.id ? -1 : 1),
  );
  return [0, ...ages].map((from, index) => {
    const below = ages[index] ?? null;
    const within = oldestFirst.filter(({ since }) => {
      const age = at - since;
      return age >= from * minuteMs && (below === null || age < below * minuteMs);
    });
    return { from, below, alarms: within.map(({ id }) => id) };
  });
}
