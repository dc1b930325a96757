import type { Alarm } from '@/contracts/alarm';
import { callsSince } from '@/domain/waiting';

/** After a sound comes none for so long, ms: a burst rings once. */
export const restMs = 10_000;

export interface Ringer {
  /** What red alarms wait now, and whether one may sound now. */
  readonly look: (reds: readonly Alarm[], mayRing: boolean) => void;
  readonly destroy: () => void;
}

interface RingerMakings {
  /** What was raised before then, Unix ms, has rung elsewhere or waits in sight. */
  readonly openedAt: number;
  readonly ring: () => void;
  /** Calls later; returns the undo. */
  readonly after: (ms: number, run: () => void) => () => void;
}

/**
 * Rings once for each red alarm that comes, and for a burst once. What comes while nothing may sound (muted, a replay)
 * rings once when it may, if it still waits.
 */
export function createRinger({ openedAt, ring, after }: RingerMakings): Ringer {
  let known = new Set<string>();
  let owed = new Set<string>();
  let latest: { readonly reds: readonly Alarm[]; readonly mayRing: boolean } = { reds: [], mayRing: false };
  let cancel: (() => void) | undefined;
  const keyOf = (alarm: Alarm) => `${alarm.id} ${callsSince(alarm)}`;
  const settle = (): void => {
    if (owed.size === 0 || !latest.mayRing || cancel !== undefined) return;
    owed = new Set();
    ring();
    cancel = after(restMs, () => {
      cancel = undefined;
      settle();
    });
  };
  return {
    look: (reds, mayRing) => {
      latest = { reds, mayRing };
      const now = new Set(reds.map(keyOf));
      owed = new Set([...owed].filter((key) => now.has(key)));
      for (const red of reds) if (!known.has(keyOf(red)) && callsSince(red) >= openedAt) owed.add(keyOf(red));
      known = now;
      settle();
    },
    destroy: () => cancel?.(),
  };
}
