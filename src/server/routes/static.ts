import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { openToAll } from '../gate';
import type { CityParts } from '../parts';
import { notYet } from '../problems';
import { baseFolder } from '../base';

/** Built names carry a hash of their content, so that a browser never needs to ask again. */
const hashed = /[\\/]assets[\\/][^\\/]+-[\w-]{8,}\.\w+(\.gz|\.br)?$/;

/** The page and the base. Unknown files are real 404s: the page keeps its state in the query, never in the path. */
export async function staticRoutes(app: FastifyInstance, parts: CityParts): Promise<void> {
  const { page, home } = parts.settings;
  await app.register(fastifyStatic, {
    serve: false,
    root: page,
    suppressWarning: true,
    preCompressed: true,
    index: false,
    dotfiles: 'ignore',
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.header('cache-control', hashed.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
      if (/\.glb(\.gz|\.br)?$/.test(path)) reply.header('content-type', 'model/gltf-binary');
    },
  });

  app.get('/', { config: { policy: openToAll } }, (_request, reply) => {
    if (!existsSync(join(page, 'index.html'))) throw notYet('The page is still being built.');
    return reply.sendFile('index.html');
  });
  app.get<{ Params: { '*': string } }>('/tiles/*', { config: { policy: openToAll } }, (request, reply) => {
    if (parts.live() === undefined) throw notYet('The base is still being built.');
    return reply.sendFile(request.params['*'], baseFolder(home));
  });
  app.get<{ Params: { '*': string } }>('/*', { config: { policy: openToAll } }, (request, reply) => {
    if (request.params['*'].startsWith('api/')) {
      reply.callNotFound();
      return reply;
    }
    return reply.sendFile(request.params['*']);
  });
}
