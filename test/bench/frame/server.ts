import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createServer, type Plugin } from 'vite';
import { buildProduct } from '../../support/product';
import { repository } from '../../support/sourceTree';
import { flatTileset } from './flatTileset';

const base = join(repository, '.build/test-city/base');

/** The default city under `/tiles`, and beside its tileset the same buildings without levels. */
function serveCity(flat: string): Plugin {
  return {
    name: 'city-tiles',
    configureServer: ({ middlewares }) => {
      middlewares.use('/tiles', (request, response) => {
        const path = decodeURIComponent((request.url ?? '').split('?')[0] ?? '');
        response.setHeader('cache-control', 'no-store');
        if (path === '/buildings/flat.json') {
          response.setHeader('content-type', 'application/json');
          response.end(flat);
          return;
        }
        const file = join(base, path);
        if (!file.startsWith(base) || !existsSync(file)) {
          response.statusCode = 404;
          response.end();
          return;
        }
        createReadStream(file).pipe(response);
      });
    },
  };
}

export interface FrameServer {
  readonly url: string;
  /** Tiles of the peer, all on one level. */
  readonly flatTiles: number;
  readonly close: () => Promise<void>;
}

export async function serveFrames(): Promise<FrameServer> {
  await buildProduct();
  const { json, tiles } = await flatTileset(join(base, 'buildings'));
  const server = await createServer({
    root: repository,
    cacheDir: `${repository}/node_modules/.vite-bench`,
    server: { host: '127.0.0.1', port: 0, hmr: false, proxy: {} },
    plugins: [serveCity(json)],
    logLevel: 'error',
  });
  await server.listen();
  const address = server.httpServer?.address();
  if (typeof address !== 'object' || address === null) throw new Error('The bench page has no address.');
  return {
    url: `http://127.0.0.1:${address.port}/test/bench/frame/index.html`,
    flatTiles: tiles,
    close: () => server.close(),
  };
}
