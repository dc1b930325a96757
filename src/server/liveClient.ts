import type { WebSocket } from 'ws';
import type { Farewell, ServerMessage } from '@/contracts/live';
import type { AlarmEntry } from '@/domain/alarm';
import { everything, type Coverage, type Subscribe } from './subscription';

/** Who stands behind a socket, as the gate found them. */
export interface Visitor {
  /** `undefined` for an observer. */
  readonly user: string | undefined;
  readonly address: string;
  /** False once the session the socket was opened with has ended; an observer has none that could. */
  readonly stands: (now: number) => boolean;
}

/** One live socket. */
export interface LiveClient {
  readonly socket: WebSocket;
  readonly visitor: Visitor;
  readonly say: (message: ServerMessage) => void;
  readonly bye: (code: Farewell, reason: string) => void;
  coverage: Coverage;
  /** The newest wish, until the next beat grants it. */
  asked: Subscribe | undefined;
  greeted: boolean;
  /** Since when frames are left out because the socket is full: a snapshot follows when it has drained. */
  behindSince: number | undefined;
  heardAt: number;
  /** Messages in this second of the server's clock. */
  messages: { second: number; count: number };
  /** Alarm number the client has, while it waits for the log to open or to be read. */
  resume: number | undefined;
  /** Entries that came while older ones were being fetched. */
  held: AlarmEntry[] | undefined;
}

/** Above it frames are left out for this client; above the other it is cut. */
const fullBytes = 512 * 1024;
const overflowBytes = 8 * 1024 * 1024;
const farewellMs = 300;
const closeCodes: Readonly<Record<Farewell, number>> = {
  nonsense: 1008,
  session: 1008,
  crowded: 1013,
  stopping: 1001,
};

export const isFull = (client: LiveClient) => client.socket.bufferedAmount > fullBytes;

/** `overflowed`: the client takes nothing any more, and what is owed to it must not be kept for ever. */
export function createLiveClient(
  socket: WebSocket,
  visitor: Visitor,
  now: number,
  overflowed: (client: LiveClient) => void,
): LiveClient {
  const client: LiveClient = {
    socket,
    visitor,
    say: (message) => {
      socket.send(JSON.stringify(message));
      if (socket.bufferedAmount > overflowBytes) overflowed(client);
    },
    bye: (code, reason) => {
      socket.send(JSON.stringify({ type: 'bye', reason, code } satisfies ServerMessage));
      socket.close(closeCodes[code], reason);
      // Who does not answer the farewell does not keep us.
      setTimeout(() => {
        socket.terminate();
      }, farewellMs);
    },
    coverage: everything,
    asked: undefined,
    greeted: false,
    behindSince: undefined,
    heardAt: now,
    messages: { second: 0, count: 0 },
    resume: undefined,
    held: undefined,
  };
  return client;
}
