import { WebSocket } from 'ws';
import { observer } from '@/feeds/cityClient';
import { systemClock } from '@/feeds/clock';
import type { City } from '@/state/city';
import { createCity } from '@/state/createCity';

/** The page without its pixels: everything from the socket to the stores, as the browser runs it. */
export interface LivePage {
  readonly city: City;
  /** The page reads its line no more, as when its one thread is busy; and reads on. */
  readonly busy: (busy: boolean) => void;
  /** Whether somebody looks at it. */
  readonly look: (somebody: boolean) => void;
  /** Somebody sets the machine's clock. */
  readonly setClock: (ms: number) => void;
  /** Lines open now, and the most there were at once. */
  readonly lines: () => { readonly now: number; readonly most: number };
  readonly close: () => void;
}

/** `clockMs`: how far the machine's clock is off from the beginning. */
export function openLivePage(port: number, dice: () => number, clockMs = 0): LivePage {
  let off = clockMs;
  let watched = true;
  let most = 0;
  const looks = new Set<() => void>();
  const lines = new Set<WebSocket>();
  const city = createCity(
    {
      base: new URL(`http://127.0.0.1:${String(port)}/`),
      fetch: (url, init) => fetch(url, init),
      openSocket: (url, listener) => {
        const socket = new WebSocket(url);
        socket.binaryType = 'arraybuffer';
        lines.add(socket);
        most = Math.max(most, lines.size);
        socket.on('open', listener.opened);
        socket.on('message', (data: ArrayBuffer, binary: boolean) =>
          listener.message(binary ? data : Buffer.from(data).toString('utf8')),
        );
        socket.on('error', () => undefined);
        socket.on('close', () => {
          lines.delete(socket);
          listener.closed();
        });
        return {
          send: (text) => {
            if (socket.readyState === WebSocket.OPEN) socket.send(text);
          },
          close: () => {
            lines.delete(socket);
            socket.terminate();
          },
        };
      },
      spawnSimulation: () => {
        throw new Error('a served city needs no simulation');
      },
      clock: { ...systemClock, now: () => Date.now() + off },
      attention: {
        watched: () => watched,
        changed: (run) => {
          looks.add(run);
          return () => looks.delete(run);
        },
        online: () => () => undefined,
      },
      random: dice,
      newKey: () => String(dice()),
      storage: undefined,
    },
    { session: observer },
  );
  return {
    city,
    busy: (busy) => {
      for (const line of lines) {
        if (busy) line.pause();
        else line.resume();
      }
    },
    look: (somebody) => {
      watched = somebody;
      for (const run of looks) run();
    },
    setClock: (ms) => {
      off += ms;
    },
    lines: () => ({ now: lines.size, most }),
    close: city.destroy,
  };
}
