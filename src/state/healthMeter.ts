import type { LinkHealth } from '@/feeds/liveFeed';
import type { FeedHealth } from './city';
import type { Readings } from './readings';

/** Counts what arrives and puts it together with what the link says of itself. */
export interface HealthMeter {
  /** Readings arrived. */
  readonly heard: (rows: number) => void;
  readonly link: (link: LinkHealth) => void;
  /** Replay cannot load. */
  readonly trouble: (failing: boolean) => void;
  /** A second has passed. */
  readonly second: () => void;
  readonly read: (mode: 'live' | 'replay', readings: Readings | undefined) => FeedHealth;
}

const rateSeconds = 5;

export function createHealthMeter(now: () => number): HealthMeter {
  let link: LinkHealth = { state: 'connecting', lastMessageAt: undefined, dropped: 0 };
  let lastMessageAt: number | undefined;
  let failing = false;
  let rows = 0;
  let seconds: readonly number[] = [];
  return {
    heard: (more) => {
      rows += more;
      lastMessageAt = now();
    },
    link: (next) => {
      link = next;
      lastMessageAt = next.lastMessageAt ?? lastMessageAt;
    },
    trouble: (next) => {
      failing = next;
    },
    second: () => {
      seconds = [...seconds, rows].slice(-rateSeconds);
      rows = 0;
    },
    read: (mode, readings) => ({
      state: mode === 'live' ? link.state : failing ? 'lost' : 'replay',
      lastMessageAt,
      rate: seconds.reduce((sum, count) => sum + count, 0) / Math.max(1, seconds.length),
      fresh: readings?.table.tally().fresh ?? 0,
      total: readings?.table.slots ?? 0,
      dropped: link.dropped + (readings?.refused() ?? 0),
    }),
  };
}
