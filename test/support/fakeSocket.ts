import { encodeFrame, type ReadingsFrame, type ServerMessage } from '@/contracts/live';
import type { Socket, SocketListener } from '@/feeds/liveSocket';

/** One connection as the server's side of it sees it. */
export interface FakeSocket {
  readonly sent: readonly unknown[];
  readonly isClosed: () => boolean;
  readonly open: () => void;
  readonly say: (message: ServerMessage) => void;
  readonly sendFrame: (frame: ReadingsFrame) => void;
  readonly sendRaw: (data: unknown) => void;
  readonly drop: () => void;
}

/** Every connection that was opened, in order. */
export function createFakeSockets(): {
  readonly connect: (listener: SocketListener) => Socket;
  readonly all: readonly FakeSocket[];
  readonly newest: () => FakeSocket;
} {
  const all: FakeSocket[] = [];
  return {
    all,
    newest: () => {
      const socket = all.at(-1);
      if (socket === undefined) throw new Error('nobody has connected');
      return socket;
    },
    connect: (listener) => {
      const sent: unknown[] = [];
      let closed = false;
      const close = (): void => {
        if (closed) return;
        closed = true;
        listener.closed();
      };
      all.push({
        sent,
        isClosed: () => closed,
        open: listener.opened,
        say: (message) => listener.message(JSON.stringify(message)),
        sendFrame: (frame) => listener.message(encodeFrame(frame).buffer),
        sendRaw: listener.message,
        drop: close,
      });
      return { send: (text) => sent.push(JSON.parse(text)), close };
    },
  };
}

/** A frame of readings `[slot, value, time]`. */
export function frameOf(
  revision: number,
  ...rows: readonly (readonly [slot: number, value: number, timeMs: number])[]
): ReadingsFrame {
  return {
    epoch: 1,
    seq: 1,
    revision,
    value: Float64Array.from(rows, ([, value]) => value),
    timeMs: Float64Array.from(rows, ([, , time]) => time),
    slot: Uint32Array.from(rows, ([slot]) => slot),
    quality: new Uint8Array(rows.length),
  };
}
