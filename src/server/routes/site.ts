import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { footprints, mostFootprints, standingBuilding } from '@/contracts/footprints';
import type { Box } from '@/contracts/geo';
import { siteAnswer } from '@/contracts/siteScene';
import { readManifest } from '../base';
import { openToAll } from '../gate';
import { liveCity, type CityParts } from '../parts';
import { notYet, problemOf, sendProblem } from '../problems';
import { siteFolder } from '../siteScene';
import { Crowded, offers, readTile } from '../tianditu';

/** Some forty kilometres: more is no view in which one house could be told from another. */
const widestDegrees = 0.4;
const bbox = z.string().transform((words, context): Box => {
  const [west = NaN, south = NaN, east = NaN, north = NaN, ...more] = words.split(',').map(Number);
  const wide = east - west > 0 && east - west <= widestDegrees;
  const high = north - south > 0 && north - south <= widestDegrees;
  if (wide && high && more.length === 0) return [west, south, east, north];
  context.addIssue(`west,south,east,north in degrees, at most ${String(widestDegrees)}° wide`);
  return z.NEVER;
});

/** What a site adds to the scene: its list, its own files, 天地图 with the site's key, the outlines of the buildings. */
export function siteRoutes(app: FastifyInstance, parts: CityParts): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  const manifestNow = async () => {
    const { base } = liveCity(parts);
    return (await readManifest(parts.settings.home)) ?? base.manifest;
  };
  const shelf = async () => {
    const manifest = await manifestNow();
    const held = await parts.footprints(`${manifest.builtAt} ${String(manifest.revision ?? 0)}`);
    if (held === undefined) throw notYet('The register of buildings is not there yet.');
    return held;
  };

  routes.get(
    '/api/site',
    {
      config: { policy: openToAll },
      schema: { summary: 'What the site adds to the scene', response: { 200: siteAnswer } },
    },
    async () => {
      const { entries, refused } = await parts.site.read();
      return { version: 1 as const, entries: [...entries], refused: [...refused] };
    },
  );

  routes.get(
    '/api/footprints',
    {
      config: { policy: openToAll },
      schema: {
        summary: 'Outlines of buildings in a box, those nearest its middle',
        querystring: z.object({ bbox }),
        response: { 200: footprints },
      },
    },
    async (request) => {
      const manifest = await manifestNow();
      const items = (await shelf()).within(request.query.bbox, mostFootprints);
      const sources = (manifest.sources ?? []).filter((each) => each.parts.includes('buildings'));
      return { items: items.map((one) => ({ ...one, ring: [...one.ring] })), sources: [...sources] };
    },
  );

  routes.get(
    '/api/footprints/:id',
    {
      config: { policy: openToAll },
      schema: {
        summary: 'One building as its tile tells it',
        params: z.object({ id: z.string().max(80) }),
        response: { 200: standingBuilding },
      },
    },
    async (request, reply) => {
      const found = await (await shelf()).told(request.params.id);
      if (found === undefined) return sendProblem(reply, problemOf(404, 'The base has no such building.'));
      return found;
    },
  );

  app.get<{ Params: { readonly layer: string; readonly z: string; readonly x: string; readonly y: string } }>(
    '/site/tianditu/:layer/:z/:x/:y',
    { config: { policy: openToAll } },
    async (request, reply) => {
      const { layer, z: level, x, y } = request.params;
      const tile = readTile(layer, level, x, y);
      const { tianditu } = parts;
      if (tile === undefined || tianditu === undefined || !offers((await parts.site.read()).entries, tile))
        return sendProblem(reply, problemOf(404, 'The site shows no such picture.'));
      try {
        const answer = await tianditu.tile(tile);
        if (answer === undefined)
          return await sendProblem(reply, problemOf(502, 'The service gave no picture.'));
        return await reply
          .header('cache-control', 'public, max-age=604800')
          .type(answer.type)
          .send(answer.bytes);
      } catch (error) {
        if (!(error instanceof Crowded)) throw error;
        return sendProblem(reply.header('retry-after', '2'), problemOf(503, 'Too many pictures at once.'));
      }
    },
  );

  app.get<{ Params: { '*': string } }>('/site/*', { config: { policy: openToAll } }, (request, reply) => {
    // Data, never a page: whatever was put there runs nothing.
    void reply.header('content-security-policy', "default-src 'none'; sandbox");
    return reply.sendFile(request.params['*'], join(siteFolder(parts.settings.home)));
  });
}
