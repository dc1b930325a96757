import type { Clock } from './clock';

/**
 * The page's own time, Unix ms: it begins as the machine's clock stands and then runs by the steady one, so that setting
 * the machine's clock changes nothing. Where the machine's clock has run ahead of the steady one, the machine slept or
 * was set; which of the two only the server can say, so the page takes it for a sleep until it has asked.
 */
export interface PageClock extends Clock {
  /** Looks at both clocks; ms the page's time was put forward by, 0 where they still go together. */
  readonly look: () => number;
}

/** Time services nudge a clock by less; no sleep that matters is shorter. */
const partedMs = 2_000;

export function createPageClock(clock: Clock): PageClock {
  let ahead = clock.now() - clock.steady();
  /** What the machine's clock was ahead of the steady one when last looked at. */
  let seen = ahead;
  return {
    ...clock,
    now: () => clock.steady() + ahead,
    look: () => {
      const apart = clock.now() - clock.steady();
      const leap = apart - seen;
      seen = apart;
      if (leap < partedMs) return 0;
      ahead += leap;
      return leap;
    },
  };
}
