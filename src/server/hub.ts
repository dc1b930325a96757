import { randomInt } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { clientMessage, encodeFrame, type ServerMessage } from '@/contracts/live';
import type { SeriesCatalogue } from '@/contracts/series';
import type { AlarmEntry } from '@/domain/alarm';
import type { AlarmDesk } from './alarmDesk';
import type { Latest } from './latest';
import { slotsOf } from './subscription';

export interface Hub {
  readonly admit: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  readonly broadcast: (entry: AlarmEntry) => void;
  /** The alarm log has opened: says hello again, with its number, and resumes who asked before. */
  readonly logOpened: () => void;
  readonly clients: () => number;
  readonly cut: () => number;
  readonly close: () => void;
}

interface Client {
  readonly socket: WebSocket;
  slots: Uint8Array | undefined;
  greeted: boolean;
  /** Beats were left out because the socket was full: a snapshot follows when it has drained. */
  behind: boolean;
  heardAt: number;
  /** Alarm number the client has, while it waits for the log to open or to be read. */
  resume: number | undefined;
  /** Entries that came while older ones were being fetched. */
  held: AlarmEntry[] | undefined;
}

const beatMs = 100;
const pingMs = 2_500;
/** A client that answered no ping for so long is gone or frozen. */
const silentMs = 7_000;
const greetWithinMs = 1_000;
/** Above it beats are left out for this client; above the other it is cut. */
const fullBytes = 512 * 1024;
const overflowBytes = 8 * 1024 * 1024;
const farewellMs = 300;
const mostClients = 1_000;
const largestMessage = 256 * 1024;
/** A client further behind than this loads the list anew; the gap is named. */
const longestResume = 1_000;

/** Ten times a second, what changed, to everyone who listens. Readings may be left out, log entries never. */
export function createHub(
  catalogue: SeriesCatalogue,
  latest: Latest,
  alarms: () => AlarmDesk,
  report: (error: unknown, what: string) => void,
): Hub {
  const epoch = randomInt(1, 2 ** 32 - 1);
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: largestMessage,
    perMessageDeflate: false,
  });
  const clients = new Set<Client>();
  let seq = 0;
  let cut = 0;

  const say = (client: Client, message: ServerMessage) => {
    client.socket.send(JSON.stringify(message));
    if (client.socket.bufferedAmount > overflowBytes) drop(client);
  };
  const drop = (client: Client) => {
    clients.delete(client);
    cut += 1;
    client.socket.terminate();
  };
  const bye = (client: Client, reason: string, code: number) => {
    say(client, { type: 'bye', reason });
    client.socket.close(code, reason);
    clients.delete(client);
  };

  const frameOf = (slots: Uint32Array) =>
    encodeFrame({
      epoch,
      seq,
      revision: catalogue.revision,
      value: Float64Array.from(slots, (slot) => latest.values[slot]!),
      timeMs: Float64Array.from(slots, (slot) => latest.times[slot]!),
      slot: slots,
      quality: Uint8Array.from(slots, (slot) => latest.qualities[slot]!),
    });

  const snapshot = (client: Client) => {
    const heard = Uint32Array.from(latest.times.keys()).filter(
      (slot) => !Number.isNaN(latest.times[slot]!) && client.slots?.[slot] !== 0,
    );
    client.behind = false;
    client.socket.send(frameOf(heard));
  };

  const resumeLog = async (client: Client) => {
    const from = client.resume;
    const head = alarms().seq();
    if (from === undefined || head === undefined || client.held !== undefined) return;
    client.resume = undefined;
    if (from > head) {
      // The client has numbers we never gave: another log's, or one restored from a backup.
      say(client, { type: 'gap', log: 'alarms', from: head + 1, to: from });
      return;
    }
    const start = Math.max(from, head - longestResume);
    if (start > from) say(client, { type: 'gap', log: 'alarms', from: from + 1, to: start });
    client.held = [];
    let sent = start;
    try {
      for (const entry of await alarms().after(start, longestResume + 1)) {
        say(client, { type: 'event', log: 'alarms', ...entry });
        sent = entry.seq;
      }
    } catch (error) {
      report(error, 'a client could not be resumed');
      say(client, { type: 'gap', log: 'alarms', from: start + 1, to: head });
      sent = head;
    }
    const held = client.held;
    client.held = undefined;
    for (const entry of held) if (entry.seq > sent) say(client, { type: 'event', log: 'alarms', ...entry });
  };

  const greet = (client: Client) => {
    const log = alarms().seq();
    const numbers: Readonly<Record<string, number>> = log === undefined ? {} : { alarms: log };
    say(client, { type: 'hello', epoch, seq: numbers, revision: catalogue.revision, time: Date.now() });
    if (!client.greeted) snapshot(client);
    client.greeted = true;
    void resumeLog(client);
  };

  const hear = (client: Client, data: RawData, binary: boolean) => {
    if (binary) {
      bye(client, 'Binary messages are not understood.', 1003);
      return;
    }
    let parsed;
    try {
      parsed = clientMessage.safeParse(JSON.parse((data as Buffer).toString('utf8')));
    } catch {
      parsed = undefined;
    }
    if (parsed?.success !== true) {
      bye(client, 'This message is not understood.', 1008);
      return;
    }
    const message = parsed.data;
    if (message.type === 'subscribe') {
      const before = client.slots;
      client.slots = slotsOf(message, catalogue);
      if (client.greeted && (before !== undefined || client.slots !== undefined)) snapshot(client);
      return;
    }
    for (const [log, number] of Object.entries(message.resume ?? {})) {
      if (log === 'alarms') client.resume = Math.max(0, number);
      else say(client, { type: 'gap', log, from: 1, to: Math.max(1, number) });
    }
    greet(client);
  };

  const beat = setInterval(() => {
    const drained = latest.drain();
    if (drained.length === 0 && ![...clients].some((client) => client.behind)) return;
    seq = (seq + 1) >>> 0;
    const changed = drained.slice();
    let whole: Uint8Array | undefined;
    for (const client of clients) {
      if (!client.greeted) continue;
      if (client.socket.bufferedAmount > fullBytes) {
        client.behind = true;
        continue;
      }
      if (client.behind) {
        snapshot(client);
        continue;
      }
      const mask = client.slots;
      const wanted = mask === undefined ? changed : changed.filter((slot) => mask[slot] !== 0);
      if (wanted.length === 0) continue;
      client.socket.send(mask === undefined ? (whole ??= frameOf(changed)) : frameOf(wanted));
    }
  }, beatMs);

  const ping = setInterval(() => {
    const now = Date.now();
    for (const client of clients) {
      if (now - client.heardAt > silentMs) drop(client);
      else client.socket.ping();
    }
  }, pingMs);

  const join = (socket: WebSocket) => {
    const client: Client = {
      socket,
      slots: undefined,
      greeted: false,
      behind: false,
      heardAt: Date.now(),
      resume: undefined,
      held: undefined,
    };
    clients.add(client);
    const patience = setTimeout(() => {
      if (!client.greeted && clients.has(client)) greet(client);
    }, greetWithinMs);
    const heard = () => {
      client.heardAt = Date.now();
    };
    socket.on('pong', heard);
    socket.on('message', (data, binary) => {
      heard();
      hear(client, data, binary);
    });
    // A broken frame closes the socket by itself; the close is what matters.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(patience);
      clients.delete(client);
    });
  };

  return {
    admit: (request, socket, head) => {
      if (clients.size >= mostClients) {
        socket.end('HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nConnection: close\r\n\r\n');
        return;
      }
      sockets.handleUpgrade(request, socket, head, join);
    },
    broadcast: (entry) => {
      for (const client of clients) {
        if (client.held !== undefined) client.held.push(entry);
        else if (client.greeted && client.resume === undefined) {
          say(client, { type: 'event', log: 'alarms', ...entry });
        }
      }
    },
    logOpened: () => {
      for (const client of clients) if (client.greeted) greet(client);
    },
    clients: () => clients.size,
    cut: () => cut,
    close: () => {
      clearInterval(beat);
      clearInterval(ping);
      const leaving = [...clients];
      for (const client of leaving) bye(client, 'The server is stopping.', 1001);
      // Who does not answer the farewell does not keep us.
      setTimeout(() => {
        for (const client of leaving) client.socket.terminate();
      }, farewellMs);
      sockets.close();
    },
  };
}
