import { createServer, type Server, type Socket } from 'node:net';
import { createHash, timingSafeEqual } from 'node:crypto';
import { Aedes } from 'aedes';
import type { Message } from './ingest';
import { datastreamOf } from './ingest';
import { guardPackets } from './packetGuard';
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
  readonly message: (message: Message) => void;
  readonly refused: (reason: 'topic' | 'not-own', message: Message) => void;
}

const drainTimeoutMs = 5_000;
const digest = (secret: string | Buffer) => createHash('sha256').update(secret).digest();

/** A bad password (MQTT 3.1.1 return code 4). */
const badCredentials = () =>
  Object.assign(new Error('bad user name or password'), { returnCode: 4 as const });

/** The embedded MQTT 3.1.1 broker: devices publish their own readings and nothing else; nobody subscribes. */
export async function startBroker(host: string, port: number, listener: Listener): Promise<Broker> {
  const users = new WeakMap<object, Device>();
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
    published: (packet, client, done) => {
      const device = (client as typeof client | null) === null ? undefined : users.get(client);
      if (device !== undefined) listener.message(messageOf(packet, device.user));
      done(null);
    },
  });
  const server: Server = createServer((socket: Socket) => {
    socket.setNoDelay(true);
    guardPackets(socket);
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

const messageOf = (packet: { topic: string; payload: string | Buffer }, from: string): Message => ({
  topic: packet.topic,
  payload: typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload,
  from,
  receivedMs: Date.now(),
});
