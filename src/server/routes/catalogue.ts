import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { layerEntry, type CatalogueEntry } from '@/contracts/layer';
import { seriesCatalogue } from '@/contracts/series';
import { openToAll } from '../gate';
import { liveCity, type CityParts } from '../parts';
import { listOf, page, pageQuery } from './lists';

const entries = import.meta.glob<CatalogueEntry>('/data/layers/*.json', { eager: true, import: 'default' });
const layers = Object.values(entries);

export function catalogueRoutes(app: FastifyInstance, parts: CityParts): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/api/layers',
    {
      config: { policy: openToAll },
      schema: { summary: 'Layer catalogue', querystring: pageQuery, response: { 200: listOf(layerEntry) } },
    },
    (request) => page(layers, request.query),
  );

  // Sent as the bytes of the file, so not typed by its schema.
  app.get(
    '/api/series',
    {
      config: { policy: openToAll },
      schema: { summary: 'Series in slot order, with the revision', response: { 200: seriesCatalogue } },
    },
    (request, reply) => liveCity(parts).seriesAnswer.send(request, reply),
  );
}
