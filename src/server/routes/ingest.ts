import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { clockTroubleMs, ingestHealth, refusal, type IngestHealth } from '@/contracts/ingest';
import { openToAll } from '../gate';
import type { History } from '../history';
import type { Ingest, RefusalBook } from '../ingest';
import type { CityParts } from '../parts';
import { page, pageQuery } from './lists';

const refused = z.object({
  items: z.array(refusal),
  next: z.string().nullable(),
  total: z.number(),
  reasons: z.record(z.string(), z.number()),
});

/** Series told in one answer at most; those with the most trouble first. */
const seriesTold = 2_000;

const refusedPage = (book: RefusalBook, query: { limit: number; cursor?: string | undefined }) => ({
  ...page(book.recent(), query),
  total: book.total(),
  reasons: book.byReason(),
});

/** What of the door and the store this route reads; what they do not tell is told as empty. */
interface Told {
  readonly bySeries?: () => Iterable<readonly [series: number, refused: number]>;
  readonly clocks?: () => readonly {
    readonly series: number;
    readonly offsetMs: number;
    readonly samples: number;
  }[];
  readonly gaps?: () => IngestHealth['gaps'];
}

function healthOf(parts: CityParts): IngestHealth {
  const { refusals, history } = parts;
  const live = parts.live();
  const book: Told & RefusalBook = refusals;
  const door: (Told & Ingest) | undefined = live?.ingest;
  const store: Told & History = history;
  return {
    at: Date.now(),
    revision: live?.base.catalogue.revision ?? 0,
    refused: {
      total: refusals.total(),
      byReason: refusals.byReason(),
      bySeries: [...(book.bySeries?.() ?? [])]
        .sort(([, a], [, b]) => b - a)
        .slice(0, seriesTold)
        .map(([series, count]) => [series, count]),
    },
    clocks: (door?.clocks?.() ?? [])
      .filter(({ offsetMs }) => Math.abs(offsetMs) > clockTroubleMs)
      .sort((a, b) => Math.abs(b.offsetMs) - Math.abs(a.offsetMs))
      .slice(0, seriesTold)
      .map(({ series, offsetMs, samples }) => [series, Math.round(offsetMs), samples]),
    queue: { waiting: history.waiting(), shed: history.shed(), written: history.written() },
    gaps: [...(store.gaps?.() ?? [])],
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
