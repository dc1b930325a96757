import { createServer, type Server, type Socket } from 'node:net';
import { createHash, timingSafeEqual } from 'node:crypto';
import { Aedes, type Client } from 'aedes';
import { createAnswers } from './answers';
import { datastreamOf } from './message';
import { guardPackets } from './packetGuard';
import type { Message, RefusalReason } from './refusalBook';
import { refusal } from './settings';

/** Who may connect, and for which Datastreams it may speak. */
export interface Device {
  readonly user: string;
  readonly password: string;
  readonly owns: (datastream: number) => boolean;
}

export interface Broker {
  readonly port: number;
  readonly url: string;
  readonly connected: () => number;
  readonly close: () => Promise<void>;
}

interface Listener {
  readonly devices: () => ReadonlyMap<string, Device>;
  /** For an acknowledged message, a promise that it is kept; it rejects where the sender must send it again. */
  readonly message: (message: Message) => Promise<void> | undefined;
  readonly refused: (reason: RefusalReason, message: Message) => void;
}

const drainTimeoutMs = 5_000;
const digest = (secret: string | Buffer) => createHash('sha256').update(secret).digest();

/** A bad password (MQTT 3.1.1 return code 4). */
const badCredentials = () =>
  Object.assign(new Error('bad user name or password'), { returnCode: 4 as const });

/** The embedded MQTT 3.1.1 broker: devices publish their own readings and nothing else; nobody subscribes. */
export async function startBroker(host: string, port: number, listener: Listener): Promise<Broker> {
  const users = new WeakMap<object, Device>();
  const answers = new WeakMap<object, ReturnType<typeof createAnswers>>();
  const answersOf = (client: Client) => {
    const known = answers.get(client) ?? createAnswers(client.conn);
    answers.set(client, known);
    return known;
  };
  const broker = await Aedes.createBroker({
    drainTimeout: drainTimeoutMs,
    connectTimeout: 10_000,
    maxTopicLevels: 5,
    authenticate: (client, user, password, done) => {
      const device = listener.devices().get(user ?? '');
      const matches = timingSafeEqual(digest(password ?? ''), digest(device?.password ?? ''));
      if (device === undefined || !matches) {
        done(badCredentials(), false);
        return;
      }
      users.set(client, device);
      done(null, true);
    },
    authorizePublish: (client, packet, done) => {
      // Nothing is kept for later subscribers: there are none.
      packet.retain = false;
      const device = client === null ? undefined : users.get(client);
      const datastream = datastreamOf(packet.topic);
      if (device !== undefined && datastream !== undefined && device.owns(datastream)) {
        const { qos, messageId } = packet;
        const kept = listener.message(messageOf(packet, device.user));
        if (client !== null && qos > 0 && messageId !== undefined) {
          // The answer is ours to give, when the reading is kept. The broker would give it now.
          packet.qos = 0;
          answersOf(client)(qos === 1 ? 1 : 2, messageId, kept);
        }
        done(null);
        return;
      }
      listener.refused(
        datastream === undefined ? 'topic' : 'not-own',
        messageOf(packet, device?.user ?? 'a will'),
      );
      // MQTT 3.1.1 knows no refusal of a message: the connection is closed, so that the device notices.
      done(new Error('not one of your own Datastreams'));
    },
    authorizeSubscribe: (_client, _subscription, done) => {
      done(null, null);
    },
  });
  // The broker hangs its client onto the socket it was handed.
  const userOf = (socket: Socket): string => {
    const client = (socket as Socket & { readonly client?: object }).client;
    return (client === undefined ? undefined : users.get(client)?.user) ?? 'nobody signed in';
  };
  const server: Server = createServer((socket: Socket) => {
    socket.setNoDelay(true);
    guardPackets(socket, (bytes) => {
      const payload = Buffer.from(`A packet of ${String(bytes)} bytes was announced.`);
      listener.refused('too-large', { topic: '', payload, from: userOf(socket), receivedMs: Date.now() });
    });
    broker.handle(socket);
  });
  // A device that misbehaves is cut; its errors are its own.
  broker.on('clientError', () => undefined);
  broker.on('connectionError', () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      const what = `MQTT port ${String(port)} on ${host}`;
      const told = refusal(error, what, 'Choose another with MQTT_PORT, or name your broker with MQTT_URL.');
      reject(told instanceof Error ? told : error);
    });
    server.listen(port, host, resolve);
  }).catch((error: unknown) => {
    broker.close();
    throw error;
  });
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  const reach = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return {
    port: bound,
    url: `mqtt://${reach.includes(':') ? `[${reach}]` : reach}:${String(bound)}`,
    connected: () => broker.connectedClients,
    close: () =>
      new Promise((resolve) => {
        broker.close(() => {
          server.close(() => {
            resolve();
          });
        });
      }),
  };
}

const messageOf = (
  packet: { readonly topic: string; readonly payload: string | Buffer; readonly qos: number },
  from: string,
): Message => ({
  topic: packet.topic,
  payload: typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload,
  from,
  receivedMs: Date.now(),
  acknowledged: packet.qos > 0,
});
