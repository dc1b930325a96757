import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { createServer as createVite } from 'vite';
import { WebSocketServer, type WebSocket } from 'ws';
import type { SeriesCatalogue } from '@/contracts/series';
import { observer } from '@/feeds/cityClient';
import type { AlarmDesk } from '@/server/alarmDesk';
import { createHub } from '@/server/hub';
import { createLatest } from '@/server/latest';
import { repository } from '../../support/sourceTree';

/** The bench's page, with a city behind it. */
export interface Offer {
  readonly url: string;
  readonly close: () => Promise<void>;
}
type Answer = (request: IncomingMessage, response: ServerResponse) => boolean;
type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** The page's files come from Vite; what `answer` takes and every socket are the city's. */
async function serve(answer: Answer, upgrade: Upgrade, stop: () => void): Promise<Offer> {
  const vite = await createVite({
    root: repository,
    cacheDir: `${repository}/node_modules/.vite-bench`,
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    logLevel: 'error',
  });
  const server = createServer((asked, response) => {
    if (!answer(asked, response)) vite.middlewares(asked, response);
  }).on('upgrade', upgrade);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The bench page has no address.');
  return {
    url: `http://127.0.0.1:${String(address.port)}/test/bench/live/index.html`,
    close: async () => {
      stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await vite.close();
    },
  };
}

const offerEveryMs = 20;

/** Our own hub with nothing behind it but numbers: `updatesASecond` of them, and the same as JSON messages for the peer. */
export async function offerNumbers(catalogue: SeriesCatalogue, updatesASecond: number): Promise<Offer> {
  const latest = createLatest(catalogue);
  const desk = { seq: () => undefined } as unknown as AlarmDesk;
  const hub = createHub(
    catalogue,
    latest,
    () => desk,
    undefined,
    (error) => console.error(error),
  );
  const plain = new WebSocketServer({ noServer: true });
  const peers = new Set<WebSocket>();
  const begun = performance.now();
  const slots = catalogue.series.length;
  let written = 0;
  const offering = setInterval(() => {
    const due = Math.floor(((performance.now() - begun) / 1_000) * updatesASecond);
    const now = Date.now();
    for (; written < due; written += 1) {
      const slot = written % slots;
      latest.write(slot, written % 100, now, now, 0);
      for (const peer of peers) {
        const payload = JSON.stringify({
          phenomenonTime: new Date(now).toISOString(),
          result: written % 100,
        });
        // A peer that is full is spared: what it cannot take must not be this machine's memory.
        if (peer.bufferedAmount < 1_000_000)
          peer.send(JSON.stringify({ topic: `v1.1/Datastreams(${String(slot + 1)})/Observations`, payload }));
      }
    }
  }, offerEveryMs);
  const bodies: Readonly<Record<string, string>> = {
    '/api/session': JSON.stringify(observer),
    '/api/series': JSON.stringify(catalogue),
    '/api/alarms': '{"items":[],"next":null}',
  };
  return serve(
    ({ url = '' }, response) => {
      const path = url.split('?')[0] ?? '';
      if (!path.startsWith('/api/')) return false;
      const body = bodies[path];
      response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
      response.end(body ?? '{}');
      return true;
    },
    (asked, socket, head) => {
      if (asked.url === '/peer') {
        plain.handleUpgrade(asked, socket, head, (peer) => {
          peers.add(peer);
          peer.on('close', () => peers.delete(peer));
        });
        return;
      }
      hub.admit(asked, socket, head, { user: undefined, address: '127.0.0.1', stands: () => true });
    },
    () => {
      clearInterval(offering);
      hub.close();
      for (const peer of peers) peer.terminate();
      plain.close();
    },
  );
}

/** A real server behind the bench's page. */
export function offerServer(city: string): Promise<Offer> {
  const { port } = new URL(city);
  const host = `127.0.0.1:${port}`;
  return serve(
    (asked, response) => {
      if (asked.url?.startsWith('/api/') !== true) return false;
      const { method, url, headers } = asked;
      const on = request(
        { host: '127.0.0.1', port, method, path: url, headers: { ...headers, host } },
        (answer) => {
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response);
        },
      );
      on.on('error', () => response.destroy());
      asked.pipe(on);
      return true;
    },
    (asked, socket, head) => {
      const far = connect(Number(port), '127.0.0.1');
      for (const end of [far, socket]) end.on('error', () => end.destroy());
      const lines = Object.entries({ ...asked.headers, host, origin: `http://${host}` });
      far.write(`GET ${asked.url ?? ''} HTTP/1.1\r\n`);
      for (const [name, value] of lines) far.write(`${name}: ${String(value)}\r\n`);
      far.write('\r\n');
      far.write(head);
      far.pipe(socket).pipe(far);
    },
    () => undefined,
  );
}
