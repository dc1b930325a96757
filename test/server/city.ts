import { request, type IncomingHttpHeaders } from 'node:http';
import mqtt, { type MqttClient } from 'mqtt';
import { WebSocket } from 'ws';
import type { Problem } from '@/contracts/problem';
import { decodeFrame, type ReadingsFrame, type ServerMessage } from '@/contracts/live';
import type { Session } from '@/contracts/session';
import { startServer, type CityServer, type Programs } from '@/server/server';
import { readSettings, type Settings } from '@/server/settings';
import { writeSmallCity, type SmallCity } from './fixture';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly text: string;
}

export interface Ask {
  readonly method?: string;
  readonly cookie?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly body?: string | Buffer;
}

/** A plain HTTP client: it sends exactly the path and headers it is told, which a browser's would not. */
export function ask(url: string, path: string, { method = 'GET', cookie, headers, json, body }: Ask = {}) {
  const sent = json === undefined ? body : JSON.stringify(json);
  return new Promise<Answer>((resolve, reject) => {
    const to = new URL(url);
    const asked = request(
      {
        host: to.hostname.replace(/[[\]]/g, ''),
        port: to.port,
        path,
        method,
        headers: {
          ...(method === 'GET' ? {} : { origin: url }),
          ...(json === undefined ? {} : { 'content-type': 'application/json' }),
          ...(cookie === undefined ? {} : { cookie }),
          ...headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const bytes = Buffer.concat(chunks);
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            bytes,
            text: bytes.toString('utf8'),
          });
        });
      },
    );
    asked.on('error', reject);
    asked.end(sent);
  });
}

export const jsonOf = <T>(answer: Answer): T => JSON.parse(answer.text) as T;
export const problemOf = (answer: Answer): Problem => jsonOf<Problem>(answer);

/** Waits until something is so, looking often; fails by the test's own time limit. */
export async function until<T>(
  look: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> {
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export interface Listener {
  readonly socket: WebSocket;
  readonly messages: ServerMessage[];
  readonly frames: ReadingsFrame[];
  readonly closed: () => { readonly code: number } | undefined;
  readonly say: (message: unknown) => void;
  readonly heard: <K extends ServerMessage['type']>(
    type: K,
    fits?: (message: Extract<ServerMessage, { type: K }>) => boolean,
  ) => Promise<Extract<ServerMessage, { type: K }>>;
}

export function listen(url: string, headers: Record<string, string> = {}): Promise<Listener> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/live`, { headers });
  const messages: ServerMessage[] = [];
  const frames: ReadingsFrame[] = [];
  let ended: { readonly code: number } | undefined;
  socket.on('message', (data: Buffer, binary) => {
    if (!binary) {
      messages.push(JSON.parse(data.toString('utf8')) as ServerMessage);
      return;
    }
    const frame = decodeFrame(new Uint8Array(data).buffer);
    if (frame !== undefined) frames.push(frame);
  });
  socket.on('close', (code) => {
    ended = { code };
  });
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('unexpected-response', (_request, response) => {
      reject(new Error(`refused ${String(response.statusCode)}`));
    });
    socket.once('open', () => {
      resolve({
        socket,
        messages,
        frames,
        closed: () => ended,
        say: (message) => {
          socket.send(JSON.stringify(message));
        },
        heard: (type, fits) =>
          until(() =>
            messages.find(
              (message): message is Extract<ServerMessage, { type: typeof type }> =>
                message.type === type && (fits?.(message as never) ?? true),
            ),
          ),
      });
    });
  });
}

export interface TestCity {
  readonly small: SmallCity;
  readonly server: CityServer;
  readonly url: string;
  readonly ask: (path: string, ask?: Ask) => Promise<Answer>;
  /** Signs in and answers the cookie. */
  readonly signIn: (user: string) => Promise<string>;
  readonly device: (user?: string, password?: string) => Promise<MqttClient>;
  /** A reading of the demo device, `secondsAgo` before now. */
  readonly publish: (result: unknown, secondsAgo?: number, datastream?: number) => Promise<void>;
  /** Stops the server and starts another on the same folder. */
  readonly restart: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const noPrograms: Programs = { builder: undefined, fleet: undefined, databaseWorker: undefined };

/** Nothing answers there, so that a test that needs no history need not wait for one. */
export const noDatabase = { databaseUrl: 'postgres://nobody@127.0.0.1:1/none' } as const;

/** A real server on free ports over a small city, its database in this process. */
export async function openCity(
  change: Partial<Settings> = {},
  programs: Programs = noPrograms,
  reshape?: Parameters<typeof writeSmallCity>[0],
): Promise<TestCity> {
  const small = writeSmallCity(reshape);
  const settings: Settings = {
    ...readSettings({ PORT: '0', MQTT_PORT: '0', CITY_HOME: small.home, LOG_LEVEL: 'silent' }, '/'),
    page: small.page,
    ...change,
  };
  const start = async () => {
    const started = await startServer(settings, programs);
    if (settings.databaseUrl === noDatabase.databaseUrl) {
      await until(async () => (await ask(started.url, '/tiles/manifest.json')).status === 200);
    } else await started.whole;
    return started;
  };
  let server = await start();
  const clients: MqttClient[] = [];
  const device = async (user = 'demo-device', password = 'demo') => {
    const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${String(server.mqttPort)}`, {
      username: user,
      password,
      protocolVersion: 4,
      reconnectPeriod: 0,
    });
    clients.push(client);
    return client;
  };
  const askHere = (path: string, more?: Ask) => ask(server.url, path, more);
  /** Messages the door has dealt with, taken or refused. */
  const taken = async () => {
    const { text } = await askHere('/metrics');
    return ['accepted', 'refused'].reduce(
      (sum, name) => sum + Number(new RegExp(`^city_readings_${name}_total (\\d+)`, 'm').exec(text)?.[1]),
      0,
    );
  };
  return {
    small,
    get server() {
      return server;
    },
    get url() {
      return server.url;
    },
    ask: askHere,
    signIn: async (user) => {
      const answer = await askHere('/api/session', { method: 'POST', json: { user, password: 'demo' } });
      if (answer.status !== 200 || jsonOf<Session>(answer).user !== user) throw new Error(answer.text);
      return String(answer.headers['set-cookie']?.[0]).split(';')[0] ?? '';
    },
    device,
    publish: async (result, secondsAgo = 0, datastream = 2) => {
      const client = clients.at(-1)?.connected === true ? clients.at(-1) : await device();
      const phenomenonTime = new Date(Date.now() - secondsAgo * 1000).toISOString();
      const topic = `v1.1/Datastreams(${String(datastream)})/Observations`;
      const body = JSON.stringify({ phenomenonTime, result });
      const before = await taken();
      // Without a database nothing is ever acknowledged: what tells then is that the door has counted it.
      const kept = settings.databaseUrl !== noDatabase.databaseUrl;
      await client?.publishAsync(topic, body, { qos: kept ? 1 : 0 });
      if (!kept) await until(async () => (await taken()) > before);
    },
    restart: async () => {
      for (const client of clients.splice(0)) client.end(true);
      await server.close();
      server = await start();
    },
    close: async () => {
      for (const client of clients) client.end(true);
      await server.close();
      small.remove();
    },
  };
}
