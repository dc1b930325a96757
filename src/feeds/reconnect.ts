import type { Clock } from './clock';

/** When to try again, so that a line that flaps is left in peace and a server that wakes is not run over. */
export interface Reconnect {
  /** Runs `open` after a while; what waited before waits no more. */
  readonly later: (open: () => void) => void;
  /** The line has held for so long, ms. */
  readonly goesWell: (heldMs: number) => void;
  readonly cancel: () => void;
}

const firstMs = 500;
/** A link that returns within the first minutes of an outage is noticed in this time. */
const longestAtFirstMs = 5_000;
const longestMs = 30_000;
const atFirstMs = 120_000;
/** A line that held for less was a flap: the waits go on growing. */
const heldLongMs = 10_000;

/** Full jitter: each wait is anything up to its ceiling, which doubles from half a second. */
export function createReconnect({
  clock,
  random,
}: {
  readonly clock: Pick<Clock, 'steady' | 'after'>;
  /** 0…1. */
  readonly random: () => number;
}): Reconnect {
  let attempts = 0;
  let troubledSince: number | undefined;
  let cancel: (() => void) | undefined;
  return {
    later: (open) => {
      cancel?.();
      troubledSince ??= clock.steady();
      const atFirst = clock.steady() - troubledSince < atFirstMs;
      const ceiling = Math.min(atFirst ? longestAtFirstMs : longestMs, firstMs * 2 ** attempts);
      attempts += 1;
      cancel = clock.after(random() * ceiling, () => {
        cancel = undefined;
        open();
      });
    },
    goesWell: (heldMs) => {
      if (heldMs < heldLongMs) return;
      attempts = 0;
      troubledSince = undefined;
    },
    cancel: () => {
      cancel?.();
      cancel = undefined;
    },
  };
}
