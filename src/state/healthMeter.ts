import { liveVersion } from '@/contracts/live';
import type { Greeting, LinkHealth } from '@/feeds/liveFeed';
import type { FeedHealth } from './city';
import type { Readings } from './readings';

/** Counts what arrives and puts it together with what the link says of itself. */
export interface HealthMeter {
  /** Readings arrived; `news` where they were no repetition. */
  readonly heard: (rows: number, news: boolean) => void;
  readonly link: (link: LinkHealth) => void;
  readonly greeted: (server: Pick<Greeting, 'page' | 'version'>) => void;
  /** Replay cannot load. */
  readonly trouble: (failing: boolean) => void;
  /** A second has passed. */
  readonly second: () => void;
  readonly read: (mode: 'live' | 'replay', readings: Readings | undefined) => FeedHealth;
}

const rateSeconds = 5;

/** `now` is the page's clock; `offset` the server's minus it, as it is known when somebody reads. */
export function createHealthMeter(now: () => number, offset: () => number): HealthMeter {
  let link: LinkHealth = { state: 'connecting', dropped: 0, farewell: undefined };
  let lastMessageAt: number | undefined;
  let failing = false;
  let rows = 0;
  let seconds: readonly number[] = [];
  /** The page the server handed out when we came. */
  let page: string | undefined;
  let outdated = false;
  return {
    heard: (more, news) => {
      rows += more;
      if (news) lastMessageAt = now();
    },
    link: (next) => {
      link = next;
    },
    greeted: (server) => {
      page ??= server.page;
      const another = server.page !== undefined && server.page !== page;
      outdated ||= another || (server.version ?? liveVersion) > liveVersion;
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
      lastMessageAt: lastMessageAt === undefined ? undefined : lastMessageAt + offset(),
      rate: seconds.reduce((sum, count) => sum + count, 0) / Math.max(1, seconds.length),
      fresh: readings?.table.tally().fresh ?? 0,
      total: readings?.table.slots ?? 0,
      dropped: link.dropped + (readings?.refused() ?? 0),
      crowded: link.farewell === 'crowded',
      outdated,
    }),
  };
}
