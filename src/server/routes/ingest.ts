import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { clockTroubleMs, ingestHealth, refusal, refusalTally, type IngestHealth } from '@/contracts/ingest';
import { openToAll } from '../gate';
import type { ClockColumns } from '../clocks';
import type { CityParts } from '../parts';
import type { RefusalBook } from '../refusalBook';
import { page, pageQuery } from './lists';

const refused = z.object({
  items: z.array(refusal),
  next: z.string().nullable(),
  total: z.number(),
  reasons: z.record(z.string(), z.number()),
  devices: z.array(refusalTally),
});

/** Series told in one answer at most; those with the most trouble first. */
const seriesTold = 2_000;
const devicesTold = 200;

function refusedPage(book: RefusalBook, query: { limit: number; cursor?: string | undefined }) {
  return {
    ...page(book.recent(), query),
    total: book.total(),
    reasons: book.byReason(),
    devices: book.byDevice().slice(0, devicesTold),
  };
}

function clocksOf({ series, offsetMs, samples }: ClockColumns): IngestHealth['clocks'] {
  return series
    .map((id, index): IngestHealth['clocks'][number] => [
      id,
      -Math.round(offsetMs[index] ?? 0),
      samples[index] ?? 0,
    ])
    .filter(([, offset]) => Math.abs(offset) > clockTroubleMs)
    .sort(([, a], [, b]) => Math.abs(b) - Math.abs(a))
    .slice(0, seriesTold);
}

function healthOf(parts: CityParts): IngestHealth {
  const live = parts.live();
  const book = parts.refusals;
  const { waiting, shed, written, gaps } = parts.history.health();
  return {
    at: Date.now(),
    revision: live?.base.catalogue.revision ?? 0,
    refused: {
      total: book.total(),
      byReason: book.byReason(),
      bySeries: book
        .bySeries()
        .map(({ key, count }): IngestHealth['refused']['bySeries'][number] => [key, count])
        .sort(([, a], [, b]) => b - a)
        .slice(0, seriesTold),
    },
    clocks: live === undefined ? [] : clocksOf(live.ingest.clocks()),
    queue: { waiting, shed, written },
    gaps: [...gaps],
  };
}

export function ingestRoutes(app: FastifyInstance, parts: CityParts): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/api/ingest/refused',
    {
      config: { policy: { action: 'ingest.read', resource: { kind: 'ingest' } } },
      schema: {
        summary: 'What the door refused, and why',
        querystring: pageQuery,
        response: { 200: refused },
      },
    },
    (request) => refusedPage(parts.refusals, request.query),
  );

  // Counts only, no sample of what anyone sent: open to all, as the readings are.
  routes.get(
    '/api/ingest/health',
    {
      config: { policy: openToAll },
      schema: { summary: 'Refusals, clocks and queue, now', response: { 200: ingestHealth } },
    },
    () => healthOf(parts),
  );
}
