import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { openToAll } from '../gate';
import type { CityParts } from '../parts';
import { notYet } from '../problems';
import { baseFolder } from '../base';
import { policyWith } from '../siteScene';

/** Built names carry a hash of their content, so that a browser never needs to ask again. */
const hashed = /[\\/]assets[\\/][^\\/]+-[\w-]{8,}\.\w+(\.gz|\.br)?$/;

/** The policy the build writes into the page, for web servers that send none. */
const ownPolicy = /<meta http-equiv="Content-Security-Policy"[^>]*>/i;

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

  app.get('/', { config: { policy: openToAll } }, async (_request, reply) => {
    const path = join(page, 'index.html');
    if (!existsSync(path)) throw notYet('The page is still being built.');
    const { entries } = await parts.site.read();
    const policy = policyWith(String(reply.getHeader('content-security-policy')), entries);
    if (policy === reply.getHeader('content-security-policy')) return reply.sendFile('index.html');
    // The policy in the page itself knows only the hosts it was built with: ours, which is stricter otherwise, stands alone.
    const html = (await readFile(path, 'utf8')).replace(ownPolicy, '');
    return reply
      .header('content-security-policy', policy)
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(html);
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
