import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** How a service answers: as it should; that nothing is there; bytes that are nothing; not at all; or only its own pages. */
export type Answering = 'well' | 'missing' | 'broken' | 'silent' | 'closed';

/** What lies at a path of a service: bytes with their type, JSON, or nothing. */
export type Service = (
  path: string,
  query: URLSearchParams,
) => { readonly type: string; readonly bytes: Buffer } | object | undefined;

/** A site's own services under one host, each under its name: `/mesh/…`, `/wmts/…`. */
export interface SiteServices {
  readonly origin: string;
  readonly answer: (how: Answering) => void;
  /** So for tiles; the lists that name them are answered well. */
  readonly answerTiles: (how: Answering) => void;
  /** Paths a service was asked for and answered well, with their queries. */
  readonly answered: (name: string) => readonly string[];
  /** Everything that was asked of this host. */
  readonly asked: () => readonly string[];
  readonly stop: () => void;
}

interface Held {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** What names tiles and is none itself. */
const lists = /\.json$|^SceneServer\/layers\/0\/?$|nodepages/;
const garbage = Buffer.from('\u0000\u0001no tile at all\uFFFD'.repeat(40), 'utf8');

function contentOf(
  found: ReturnType<Service>,
): { readonly type: string; readonly bytes: Buffer } | undefined {
  if (found === undefined) return undefined;
  if ('bytes' in found && Buffer.isBuffer(found.bytes) && 'type' in found)
    return { type: String(found.type), bytes: found.bytes };
  if (Buffer.isBuffer(found)) return { type: 'application/octet-stream', bytes: found };
  return { type: 'application/json', bytes: Buffer.from(JSON.stringify(found)) };
}

export async function serveSite(services: Readonly<Record<string, Service>>): Promise<SiteServices> {
  let answering: { readonly how: Answering; readonly tilesOnly: boolean } = { how: 'well', tilesOnly: false };
  const well = new Map<string, string[]>();
  const asked: string[] = [];
  let held: Held[] = [];
  const serve = ({ request, response }: Held) => {
    const url = new URL(request.url ?? '/', 'http://site');
    const [, name = '', path = ''] = /^\/([^/]+)\/?(.*)$/.exec(url.pathname) ?? [];
    const how = answering.tilesOnly && lists.test(path) ? 'well' : answering.how;
    if (how === 'silent') {
      held.push({ request, response });
      return;
    }
    if (how !== 'closed') response.setHeader('access-control-allow-origin', '*');
    response.setHeader('cache-control', 'no-store');
    const content = how === 'missing' ? undefined : contentOf(services[name]?.(path, url.searchParams));
    if (content === undefined) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('nothing here');
      return;
    }
    if (how === 'well') well.set(name, [...(well.get(name) ?? []), `${path}${url.search}`]);
    response.writeHead(200, { 'content-type': content.type });
    response.end(how === 'broken' ? garbage : content.bytes);
  };
  const change = (next: typeof answering) => {
    answering = next;
    const due = held;
    held = [];
    for (const one of due) if (!one.response.destroyed) serve(one);
  };
  const server = createServer((request, response) => {
    asked.push(request.url ?? '/');
    serve({ request, response });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no address');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    answer: (how) => change({ how, tilesOnly: false }),
    answerTiles: (how) => change({ how, tilesOnly: true }),
    answered: (name) => well.get(name) ?? [],
    asked: () => asked,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
