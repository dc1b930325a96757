/** What one may do about a feed that is connected and says nothing. */
export interface SilentFeed {
  readonly connected: () => boolean;
  /** Asks the broker again for what it should send. */
  readonly resubscribe: () => void;
  /** Gives the connection up, so that a new one is made. */
  readonly reconnect: () => void;
  readonly report: (what: string) => void;
}

export interface FeedWatch {
  readonly heard: (now: number) => void;
  /** To be called about once a second. */
  readonly look: (now: number) => void;
}

/** So long without a message, ms, before anything is done; each time it did not help, twice as long, up to the longest. */
const firstWaitMs = 15_000;
const longestWaitMs = 10 * 60_000;

/**
 * A broker may lose a subscription and keep the connection: pings go, and nothing else comes. First it is asked again,
 * then the connection is made anew, ever more seldom, as a feed may also have nothing to say.
 */
export function createFeedWatch(feed: SilentFeed, now: number): FeedWatch {
  let since = now;
  let wait = firstWaitMs;
  let tries = 0;
  return {
    heard: (at) => {
      if (tries > 0) feed.report('Readings come again.');
      since = at;
      wait = firstWaitMs;
      tries = 0;
    },
    look: (at) => {
      if (!feed.connected() || at - since < wait) return;
      tries += 1;
      since = at;
      if (tries === 1) {
        feed.report('The broker is connected but sends nothing; our subscription is asked for again.');
        feed.resubscribe();
        return;
      }
      wait = Math.min(longestWaitMs, wait * 2);
      feed.reconnect();
    },
  };
}
