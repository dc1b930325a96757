import { randomInt } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { clientMessage, encodeFrame, liveVersion } from '@/contracts/live';
import type { SeriesCatalogue } from '@/contracts/series';
import type { AlarmEntry } from '@/domain/alarm';
import type { AlarmDesk } from './alarmDesk';
import { createCircles } from './circles';
import type { Latest } from './latest';
import { createLiveClient, type LiveClient, type Visitor } from './liveClient';
import { createLogDelivery } from './logDelivery';
import { isLoopbackHost } from './settings';
import { coverageOf } from './subscription';

export interface Hub {
  readonly admit: (request: IncomingMessage, socket: Duplex, head: Buffer, visitor: Visitor) => void;
  readonly broadcast: (entry: AlarmEntry) => void;
  /** The alarm log has opened: says hello again, with its number, and resumes who asked before. */
  readonly logOpened: () => void;
  readonly clients: () => number;
  readonly cut: () => number;
  readonly close: () => void;
}

const beatMs = 100;
const pingMs = 2_000;
/** A client that answered no ping for so long, or was full for so long, is gone or frozen. */
const silentMs = 7_000;
const greetWithinMs = 1_000;
const mostClients = 1_000;
/** A person has a few screens; strangers of one address share a larger share, and this machine's are not counted. */
const mostOfUser = 5;
const mostOfAddress = 200;
const largestMessage = 256 * 1024;
const mostMessagesASecond = 50;

/** Ten times a second, what changed, to everyone who listens. Readings may be left out, log entries never. */
export function createHub(
  catalogue: SeriesCatalogue,
  latest: Latest,
  alarms: () => AlarmDesk,
  page: string | undefined,
  report: (error: unknown, what: string) => void,
): Hub {
  const epoch = randomInt(1, 2 ** 32 - 1);
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: largestMessage,
    perMessageDeflate: false,
  });
  const clients = new Set<LiveClient>();
  let seq = 0;
  let turn = 0;
  let cut = 0;

  const circles = createCircles(latest, (slots) =>
    encodeFrame({
      epoch,
      seq,
      revision: catalogue.revision,
      value: Float64Array.from(slots, (slot) => latest.values[slot]!),
      timeMs: Float64Array.from(slots, (slot) => latest.times[slot]!),
      slot: slots,
      quality: Uint8Array.from(slots, (slot) => latest.qualities[slot]!),
    }),
  );
  const logs = createLogDelivery(alarms, report);
  const forget = (client: LiveClient) => {
    clients.delete(client);
    circles.leave(client);
  };
  const drop = (client: LiveClient) => {
    forget(client);
    cut += 1;
    client.socket.terminate();
  };
  const bye: (client: LiveClient, ...why: Parameters<LiveClient['bye']>) => void = (client, ...why) => {
    forget(client);
    client.bye(...why);
  };

  const grant = (client: LiveClient) => {
    if (client.asked === undefined) return;
    const coverage = coverageOf(client.asked, catalogue);
    client.asked = undefined;
    circles.enter(client, coverage, Date.now());
  };
  const greet = (client: LiveClient) => {
    const log = alarms().seq();
    const numbers: Readonly<Record<string, number>> = log === undefined ? {} : { alarms: log };
    client.say({
      type: 'hello',
      epoch,
      seq: numbers,
      revision: catalogue.revision,
      time: Date.now(),
      version: liveVersion,
      ...(page === undefined ? {} : { page }),
    });
    grant(client);
    if (!client.greeted) circles.snapshot(client, Date.now());
    client.greeted = true;
    void logs.resume(client);
  };

  const isFlood = ({ messages }: LiveClient): boolean => {
    const second = Math.floor(Date.now() / 1_000);
    if (messages.second !== second) Object.assign(messages, { second, count: 0 });
    messages.count += 1;
    return messages.count > mostMessagesASecond;
  };
  const hear = (client: LiveClient, data: RawData, binary: boolean) => {
    if (isFlood(client)) return bye(client, 'nonsense', 'These are too many messages.');
    if (binary) return bye(client, 'nonsense', 'Binary messages are not understood.');
    let parsed;
    try {
      parsed = clientMessage.safeParse(JSON.parse((data as Buffer).toString('utf8')));
    } catch {
      parsed = undefined;
    }
    if (parsed?.success !== true) return bye(client, 'nonsense', 'This message is not understood.');
    const message = parsed.data;
    switch (message.type) {
      case 'clock':
        return client.say({ type: 'clock', sent: message.sent, time: Date.now() });
      case 'subscribe':
        // Granted at the next beat: whoever asks a hundred times between two is answered once.
        client.asked = message;
        return;
      case 'hello':
        for (const [log, number] of Object.entries(message.resume ?? {})) {
          if (log === 'alarms') client.resume = Math.max(0, number);
          else client.say({ type: 'gap', log, from: 1, to: Math.max(1, number) });
        }
        return greet(client);
    }
  };

  const beat = setInterval(() => {
    turn += 1;
    for (const client of clients) if (client.greeted) grant(client);
    const changed = latest.drain();
    if (changed.length > 0) seq = (seq + 1) >>> 0;
    circles.beat(changed, turn, Date.now());
  }, beatMs);

  const ping = setInterval(() => {
    const now = Date.now();
    for (const client of clients) {
      if (now - Math.min(client.heardAt, client.behindSince ?? now) > silentMs) drop(client);
      else if (!client.visitor.stands(now)) bye(client, 'session', 'Your session has ended.');
      else client.socket.ping();
    }
  }, pingMs);

  const crowded = ({ user, address }: Visitor): boolean => {
    const alike = (fits: (other: Visitor) => boolean) =>
      [...clients].reduce((count, { visitor }) => (fits(visitor) ? count + 1 : count), 0);
    return user !== undefined
      ? alike((other) => other.user === user) >= mostOfUser
      : !isLoopbackHost(address) && alike((other) => other.address === address) >= mostOfAddress;
  };
  const join = (socket: WebSocket, visitor: Visitor) => {
    // A broken frame closes the socket by itself; the close is what matters.
    socket.on('error', () => undefined);
    const client = createLiveClient(socket, visitor, Date.now(), drop);
    if (crowded(visitor)) return client.bye('crowded', 'Too many sockets of one user or address are open.');
    clients.add(client);
    circles.enter(client, client.coverage, Date.now());
    const patience = setTimeout(() => {
      if (!client.greeted && clients.has(client)) greet(client);
    }, greetWithinMs);
    const heard = () => {
      client.heardAt = Date.now();
    };
    socket.on('pong', heard);
    socket.on('message', (data, binary) => {
      heard();
      if (clients.has(client)) hear(client, data, binary);
    });
    socket.on('close', () => {
      clearTimeout(patience);
      forget(client);
    });
  };

  return {
    admit: (request, socket, head, visitor) => {
      if (clients.size >= mostClients) {
        socket.end('HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nConnection: close\r\n\r\n');
        return;
      }
      sockets.handleUpgrade(request, socket, head, (opened) => {
        join(opened, visitor);
      });
    },
    broadcast: (entry) => {
      for (const client of clients) logs.tell(client, entry);
    },
    logOpened: () => {
      for (const client of clients) if (client.greeted) greet(client);
    },
    clients: () => clients.size,
    cut: () => cut,
    close: () => {
      clearInterval(beat);
      clearInterval(ping);
      for (const client of [...clients]) bye(client, 'stopping', 'The server is stopping.');
      sockets.close();
    },
  };
}
