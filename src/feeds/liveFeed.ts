import type { AlarmEntry } from '@/domain/alarm';
import { decodeFrame, type ClientMessage, type ReadingsFrame, type ServerMessage } from '@/contracts/live';
import type { Clock } from './clock';
import { createLogFollower, type LogGap } from './logFollower';

/** One connection, as much of it as the feed needs. Nothing is told before `connect` has returned. */
export interface Socket {
  readonly send: (text: string) => void;
  readonly close: () => void;
}
export interface SocketListener {
  readonly opened: () => void;
  /** Text, or an ArrayBuffer. */
  readonly message: (data: unknown) => void;
  readonly closed: () => void;
}

export function openWebSocket(url: URL, listener: SocketListener): Socket {
  const socket = new WebSocket(url);
  socket.binaryType = 'arraybuffer';
  socket.onopen = listener.opened;
  socket.onmessage = ({ data }) => listener.message(data);
  socket.onclose = listener.closed;
  return {
    send: (text) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    close: () => socket.close(),
  };
}

export interface LinkHealth {
  readonly state: 'connecting' | 'live' | 'stale' | 'lost';
  /** When readings last brought news, by this machine's clock, Unix ms. */
  readonly lastMessageAt: number | undefined;
  /** Messages that were not what the contract says. */
  readonly dropped: number;
}

/** Whom the feed tells. Entries come in order, each once, without holes. */
export interface FeedListener {
  readonly frame: (frame: ReadingsFrame) => void;
  readonly entries: (entries: readonly AlarmEntry[]) => void;
  readonly gap: (gap: LogGap | undefined) => void;
  readonly health: (health: LinkHealth) => void;
  readonly greeting: (greeting: { readonly revision: number; readonly offset: number }) => void;
  /** The server's log is shorter than what we hold: it is another log, and ours is void. */
  readonly reset: () => void;
}

export interface LiveFeedOptions {
  readonly connect: (listener: SocketListener) => Socket;
  /** Entries of the alarm log after a number, in order; empty when there are no more. */
  readonly entriesAfter: (
    seq: number,
  ) => Promise<readonly { readonly seq: number; readonly body: unknown }[]>;
  readonly clock: Clock;
  /** 0…1, for the jitter of reconnecting. */
  readonly random: () => number;
  readonly listener: FeedListener;
}

export interface Feed {
  readonly destroy: () => void;
}

const staleAfterMs = 5_000;
const lostAfterMs = 15_000;
const firstRetryMs = 500;
const longestRetryMs = 15_000;

/**
 * The live socket: greets, subscribes, follows the alarm log by number and comes back by itself. No readings for 5 s
 * is stale, for 15 s lost; a link lost by silence is closed and opened anew, since half-open sockets never say so.
 */
export function createLiveFeed({ connect, entriesAfter, clock, random, listener }: LiveFeedOptions): Feed {
  let socket: Socket | undefined;
  let destroyed = false;
  let attempts = 0;
  let openedAt = clock.now();
  let lastMessageAt: number | undefined;
  let dropped = 0;
  let greeted = false;
  /** Newest phenomenon time heard of, Unix ms. */
  let newest = -Infinity;
  let state: LinkHealth['state'] = 'connecting';
  let cancelRetry: (() => void) | undefined;

  const report = (next: LinkHealth['state']): void => {
    state = next;
    listener.health({ state, lastMessageAt, dropped });
  };
  const drop = (): void => {
    dropped += 1;
    report(state);
  };
  const log = createLogFollower({ entriesAfter, clock, ...listener, refused: drop });
  const say = (message: ClientMessage): void => socket?.send(JSON.stringify(message));

  const onText = (text: string): void => {
    const message = parseServerMessage(text);
    if (message === undefined) return drop();
    switch (message.type) {
      case 'hello': {
        attempts = 0;
        greeted = true;
        newest = Math.max(newest, message.time - lostAfterMs);
        listener.greeting({ revision: message.revision, offset: message.time - clock.now() });
        // A server whose log is not open yet names no number, and greets again when it is.
        const stand = message.seq['alarms'];
        return stand === undefined ? undefined : log.stands(stand);
      }
      case 'event':
        return message.log === 'alarms' ? log.take(message.seq, message.body) : undefined;
      case 'gap':
        return message.log === 'alarms' ? log.behind(message.to) : undefined;
      case 'bye':
        return hangUp();
    }
  };
  const onMessage = (data: unknown): void => {
    if (typeof data === 'string') return onText(data);
    const frame = data instanceof ArrayBuffer ? decodeFrame(data) : undefined;
    if (frame === undefined) return drop();
    listener.frame(frame);
    const before = newest;
    newest = frame.timeMs.reduce((latest, at) => (at > latest ? at : latest), newest);
    // What follows a greeting repeats what the server has, be it old; only news makes a feed live.
    const news = !greeted || newest > before;
    greeted = false;
    if (!news) return;
    lastMessageAt = clock.now();
    if (state !== 'live') report('live');
  };
  const open = (): void => {
    cancelRetry = undefined;
    openedAt = clock.now();
    const mine: Socket = connect({
      opened: () => {
        if (socket !== mine) return;
        say({ type: 'hello', resume: { alarms: log.seq() } });
        say({ type: 'subscribe' });
      },
      message: (data) => {
        if (socket === mine) onMessage(data);
      },
      closed: () => {
        if (socket === mine) hangUp();
      },
    });
    socket = mine;
  };
  const hangUp = (): void => {
    const old = socket;
    socket = undefined;
    old?.close();
    if (destroyed) return;
    report('lost');
    const ceiling = Math.min(longestRetryMs, firstRetryMs * 2 ** attempts);
    attempts += 1;
    cancelRetry ??= clock.after(ceiling / 2 + (random() * ceiling) / 2, open);
  };
  const stopWatching = clock.every(500, () => {
    if (socket === undefined) return;
    const silence = clock.now() - Math.max(lastMessageAt ?? openedAt, openedAt);
    if (silence > lostAfterMs) hangUp();
    else if (silence > staleAfterMs && (state === 'live' || state === 'connecting')) report('stale');
  });

  open();
  return {
    destroy: () => {
      destroyed = true;
      stopWatching();
      cancelRetry?.();
      log.destroy();
      const old = socket;
      socket = undefined;
      old?.close();
    },
  };
}

/** `undefined` where the text is no message of the contract. */
function parseServerMessage(text: string): ServerMessage | undefined {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof message !== 'object' || message === null || !('type' in message)) return undefined;
  const told = message as Partial<Record<string, unknown>>;
  const numbers = (...keys: readonly string[]): boolean => keys.every((key) => Number.isFinite(told[key]));
  switch (told['type']) {
    case 'hello': {
      const { epoch, revision, time, seq } = told;
      if (!numbers('epoch', 'revision', 'time') || typeof seq !== 'object' || seq === null) return undefined;
      return { type: 'hello', epoch, revision, time, seq } as ServerMessage;
    }
    case 'event':
      return numbers('seq') && typeof told['log'] === 'string' ? (message as ServerMessage) : undefined;
    case 'gap':
      return numbers('from', 'to') && typeof told['log'] === 'string'
        ? (message as ServerMessage)
        : undefined;
    case 'bye':
      return message as ServerMessage;
    default:
      return undefined;
  }
}
