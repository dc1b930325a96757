import type { Clock } from '@/feeds/clock';

/** A clock that stands still until a test moves it; timers run in the order of their time. */
export interface FakeClock extends Clock {
  readonly advance: (ms: number) => void;
  readonly pending: () => number;
  /** Somebody sets the machine's clock; no time passes. */
  readonly set: (ms: number) => void;
  /** The machine sleeps: its clock goes on, nothing else does. */
  readonly sleep: (ms: number) => void;
}

interface Timer {
  at: number;
  readonly every: number | undefined;
  readonly run: () => void;
}

export const monday = Date.parse('2026-03-02T10:00:00+08:00');

export function createFakeClock(start = monday): FakeClock {
  let now = start;
  /** How far the machine's clock is from what the timers go by. */
  let apart = 0;
  const timers = new Set<Timer>();
  const wait = (ms: number, every: number | undefined, run: () => void): (() => void) => {
    const timer = { at: now + ms, every, run };
    timers.add(timer);
    return () => void timers.delete(timer);
  };
  return {
    now: () => now + apart,
    steady: () => now - start,
    set: (ms) => {
      apart += ms;
    },
    sleep: (ms) => {
      apart += ms;
    },
    after: (ms, run) => wait(ms, undefined, run),
    every: (ms, run) => wait(ms, ms, run),
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
