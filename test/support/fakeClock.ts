import type { Clock } from '@/feeds/clock';

/** A clock that stands still until a test moves it; timers run in the order of their time. */
export interface FakeClock extends Clock {
  readonly advance: (ms: number) => void;
  readonly pending: () => number;
}

interface Timer {
  at: number;
  readonly every: number | undefined;
  readonly run: () => void;
}

export const monday = Date.parse('2026-03-02T10:00:00+08:00');

export function createFakeClock(start = monday): FakeClock {
  let now = start;
  const timers = new Set<Timer>();
  const set = (ms: number, every: number | undefined, run: () => void): (() => void) => {
    const timer = { at: now + ms, every, run };
    timers.add(timer);
    return () => void timers.delete(timer);
  };
  return {
    now: () => now,
    after: (ms, run) => set(ms, undefined, run),
    every: (ms, run) => set(ms, ms, run),
    pending: () => timers.size,
    advance: (ms) => {
      const end = now + ms;
      for (;;) {
        const due = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (due === undefined) break;
        now = due.at;
        if (due.every === undefined) timers.delete(due);
        else due.at += due.every;
        due.run();
      }
      now = end;
    },
  };
}

/** Lets promises that are already settled run their course. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
