import type { AlarmEntry } from '@/domain/alarm';
import {
  decodeFrame,
  type ClientMessage,
  type Farewell,
  type ReadingsFrame,
  type ServerMessage,
} from '@/contracts/live';
import type { Clock } from './clock';
import { createClockMeter } from './clockMeter';
import type { Socket, SocketListener } from './liveSocket';
import { createLogFollower, type LogGap } from './logFollower';
import { createReconnect } from './reconnect';
import { readServerMessage } from './serverMessage';

export interface LinkHealth {
  readonly state: 'connecting' | 'live' | 'stale' | 'lost';
  /** Messages that were not what the contract says. */
  readonly dropped: number;
  /** What the server said when it closed the line; forgotten when it greets again. */
  readonly farewell: Farewell | undefined;
}

export interface Greeting {
  readonly revision: number;
  /** What the server calls the page it hands out, and the contract it speaks; absent from servers that do not say. */
  readonly page?: string | undefined;
  readonly version?: number | undefined;
}

/** Whom the feed tells. Entries come in order, each once, without holes. */
export interface FeedListener {
  /** `news`: it brought a reading later than all before, and was no repetition of what the server has. */
  readonly frame: (frame: ReadingsFrame, news: boolean) => void;
  readonly entries: (entries: readonly AlarmEntry[]) => void;
  readonly gap: (gap: LogGap | undefined) => void;
  readonly health: (health: LinkHealth) => void;
  readonly greeting: (greeting: Greeting) => void;
  /** Server's clock minus the page's, ms, as well as it is known by now. */
  readonly offset: (offset: number) => void;
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

export interface LiveFeed extends Feed {
  /** Whether anybody looks at the page. Nobody: news come once a second. Somebody again: everything at once. */
  readonly watch: (watched: boolean) => void;
  /** The page's clock was put forward, by a sleep perhaps: nothing is live until the server has told the time. */
  readonly doubt: () => void;
  /** Opens the line anew at once: the network came back, or we are somebody else now. */
  readonly reopen: () => void;
}

const watchMs = 250;
/** With the look every `watchMs` the page says within five seconds that nothing comes any more. */
const staleAfterMs = 4_500;
const lostAfterMs = 15_000;
const doubtMs = 1_000;
/** The clock is asked quickly at first, as the quickest of several answers is the best. */
const quickAsks = 4;
const quickAskMs = 1_000;
const askMs = 10_000;

/**
 * The live socket: greets, subscribes, follows the alarm log by number, measures the server's clock and comes back by
 * itself. No news for five seconds is stale, for fifteen lost; a line lost by silence is closed and opened anew, since
 * half-open sockets never say so. There is never more than one.
 */
export function createLiveFeed({
  connect,
  entriesAfter,
  clock,
  random,
  listener,
}: LiveFeedOptions): LiveFeed {
  let socket: Socket | undefined;
  let destroyed = false;
  let watched = true;
  let openedAt = clock.steady();
  /** When news last came, by the steady clock. */
  let heardAt = -Infinity;
  let dropped = 0;
  let farewell: Farewell | undefined;
  let epoch: number | undefined;
  let lastSeq: number | undefined;
  /** The next frame repeats what the server has. */
  let repeats = false;
  /** Newest phenomenon time heard of, Unix ms. */
  let newest = -Infinity;
  let state: LinkHealth['state'] = 'connecting';
  let doubtedAt: number | undefined;
  let asks = 0;
  let askAt = Infinity;

  const meter = createClockMeter(clock.now);
  const retry = createReconnect({ clock, random });
  const report = (next: LinkHealth['state']): void => {
    state = next;
    listener.health({ state, dropped, farewell });
  };
  const drop = (): void => {
    dropped += 1;
    report(state);
  };
  const log = createLogFollower({ entriesAfter, clock, ...listener, refused: drop });
  const say = (message: ClientMessage): void => socket?.send(JSON.stringify(message));
  const subscribe = (): void => say({ type: 'subscribe', ...(watched ? {} : { zoom: 0 }) });
  const askTime = (): void => {
    asks += 1;
    askAt = clock.steady() + (asks < quickAsks ? quickAskMs : askMs);
    say({ type: 'clock', sent: meter.ask() });
  };

  const onText = (text: string): void => {
    const message = readServerMessage(text);
    if (message === undefined) return drop();
    switch (message.type) {
      case 'hello':
        return onHello(message);
      case 'event':
        return message.log === 'alarms' ? log.take(message.seq, message.body) : undefined;
      case 'gap':
        return message.log === 'alarms' ? log.behind(message.to) : undefined;
      case 'clock':
        if (!meter.answered(message.sent, message.time)) return;
        doubtedAt = undefined;
        return listener.offset(meter.offset());
      case 'bye':
        farewell = message.code;
        // Who is only no longer signed in comes back as somebody else before anything is missed.
        return hangUp(farewell === 'session');
    }
  };
  const onHello = (hello: Extract<ServerMessage, { type: 'hello' }>): void => {
    if (hello.epoch !== epoch) lastSeq = undefined;
    epoch = hello.epoch;
    farewell = undefined;
    repeats = true;
    newest = Math.max(newest, hello.time - lostAfterMs);
    meter.told(hello.time);
    listener.offset(meter.offset());
    askTime();
    listener.greeting({ revision: hello.revision, page: hello.page, version: hello.version });
    // A server whose log is not open yet names no number, and greets again when it is.
    const stand = hello.seq['alarms'];
    if (stand !== undefined) log.stands(stand);
  };
  const onFrame = (frame: ReadingsFrame): void => {
    // A frame of another life of the server, or one overtaken by a later one, must not correct what is newer.
    const overtaken = lastSeq !== undefined && ((frame.seq - lastSeq) | 0) < 0;
    if ((epoch !== undefined && frame.epoch !== epoch) || overtaken) return drop();
    lastSeq = frame.seq;
    const before = newest;
    newest = frame.timeMs.reduce((latest, at) => (at > latest ? at : latest), newest);
    const news = !repeats || newest > before;
    repeats = false;
    listener.frame(frame, news);
    if (!news) return;
    heardAt = clock.steady();
    if (state !== 'live' && doubtedAt === undefined) report('live');
  };
  const onMessage = (data: unknown): void => {
    if (typeof data === 'string') return onText(data);
    const frame = data instanceof ArrayBuffer ? decodeFrame(data) : undefined;
    if (frame === undefined) return drop();
    onFrame(frame);
  };

  const open = (): void => {
    openedAt = clock.steady();
    asks = 0;
    askAt = Infinity;
    const mine: Socket = connect({
      opened: () => {
        if (socket !== mine) return;
        say({ type: 'hello', resume: { alarms: log.seq() } });
        subscribe();
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
  const letGo = (): void => {
    const old = socket;
    socket = undefined;
    old?.close();
  };
  const hangUp = (quietly = false): void => {
    letGo();
    if (destroyed) return;
    report(quietly ? state : 'lost');
    retry.later(open);
  };
  const reopen = (): void => {
    if (destroyed) return;
    letGo();
    retry.cancel();
    open();
  };

  const stopWatching = clock.every(watchMs, () => {
    if (socket === undefined) return;
    const now = clock.steady();
    const silence = now - Math.max(heardAt, openedAt);
    if (doubtedAt !== undefined && now - doubtedAt >= doubtMs) {
      doubtedAt = undefined;
      return reopen();
    }
    if (silence > lostAfterMs) return hangUp();
    if (silence >= staleAfterMs && (state === 'live' || state === 'connecting')) report('stale');
    if (state === 'live') retry.goesWell(now - openedAt);
    if (now >= askAt) askTime();
  });

  open();
  return {
    watch: (anybody) => {
      if (anybody === watched) return;
      watched = anybody;
      if (socket === undefined) {
        if (watched) reopen();
        return;
      }
      subscribe();
      if (watched) askTime();
    },
    doubt: () => {
      meter.forget();
      doubtedAt = clock.steady();
      if (state === 'live') report('stale');
      askTime();
    },
    reopen,
    destroy: () => {
      destroyed = true;
      stopWatching();
      retry.cancel();
      log.destroy();
      letGo();
    },
  };
}
