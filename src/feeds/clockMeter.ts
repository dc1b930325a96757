/** Finds by question and answer how far the server's clock is from the page's. */
export interface ClockMeter {
  /** The question's own time, to be sent and to come back. */
  readonly ask: () => number;
  /** False where nobody asked that, or the answer contradicts its own journey. */
  readonly answered: (sent: number, serverTime: number) => boolean;
  /** The server said its time unasked: worth something until it has answered. */
  readonly told: (serverTime: number) => void;
  /** The page's clock was put forward, or the server is another: what was measured is void. */
  readonly forget: () => void;
  /** Server's clock minus the page's, ms. */
  readonly offset: () => number;
}

interface Measured {
  readonly offset: number;
  /** Half the way there and back: by so much the offset may be wrong. */
  readonly doubt: number;
}

const kept = 8;
/** Two measurements that exclude each other by more than this mean that a clock was set in between. */
const slackMs = 50;
/** An answer that took longer says too little. */
const longestMs = 10_000;

/** Of the last eight answers the quickest counts; one that excludes it makes those before it void. */
export function createClockMeter(now: () => number): ClockMeter {
  let measured: readonly Measured[] = [];
  let told = 0;
  let open: readonly number[] = [];
  const best = () => measured.reduce((one, other) => (other.doubt < one.doubt ? other : one), measured[0]!);
  return {
    ask: () => {
      const sent = now();
      open = [...open, sent].slice(-kept);
      return sent;
    },
    answered: (sent, serverTime) => {
      const way = now() - sent;
      if (!open.includes(sent) || way < 0 || way > longestMs) return false;
      open = open.filter((one) => one !== sent);
      const next = { offset: serverTime + way / 2 - now(), doubt: way / 2 };
      const fits = (one: Measured) => Math.abs(one.offset - next.offset) <= one.doubt + next.doubt + slackMs;
      measured = [...measured.filter(fits), next].slice(-kept);
      return true;
    },
    told: (serverTime) => {
      told = serverTime - now();
    },
    forget: () => {
      measured = [];
      open = [];
    },
    offset: () => (measured.length === 0 ? told : best().offset),
  };
}
