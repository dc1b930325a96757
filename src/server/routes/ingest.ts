import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import {
  clockTroubleMs,
  ingestHealth,
  refusal,
  refusalTally,
  type IngestHealth,
  type RefusalTally,
} from '@/contracts/ingest';
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
  devices: z.array(refusalTally),
});

/** Series told in one answer at most; those with the most trouble first. */
const seriesTold = 2_000;
const devicesTold = 200;

/** What of the door and the store this route reads; what they do not tell is told as empty. */
interface Told {
  readonly bySeries?: () => readonly { readonly key: number; readonly count: number }[];
  readonly byDevice?: () => readonly RefusalTally[];
  readonly clocks?: () => {
    readonly series: readonly number[];
    /** Received less stated. */
    readonly offsetMs: readonly number[];
    readonly samples: readonly number[];
  };
  readonly health?: () => { readonly gaps: IngestHealth['gaps'] };
}

function refusedPage(book: RefusalBook & Told, query: { limit: number; cursor?: string | undefined }) {
  return {
    ...page(book.recent(), query),
    total: book.total(),
    reasons: book.byReason(),
    devices: (book.byDevice?.() ?? []).slice(0, devicesTold),
  };
}

function clocksOf({ clocks }: Told): IngestHealth['clocks'] {
  const { series = [], offsetMs = [], samples = [] } = clocks?.() ?? {};
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
  const book: Told & RefusalBook = parts.refusals;
  const history: Told & History = parts.history;
  const ingest: (Told & Ingest) | undefined = live?.ingest;
  return {
    at: Date.now(),
    revision: live?.base.catalogue.revision ?? 0,
    refused: {
      total: book.total(),
      byReason: book.byReason(),
      bySeries: (book.bySeries?.() ?? [])
        .map(({ key, count }): IngestHealth['refused']['bySeries'][number] => [key, count])
        .sort(([, a], [, b]) => b - a)
        .slice(0, seriesTold),
    },
    clocks: ingest === undefined ? [] : clocksOf(ingest),
    queue: { waiting: history.waiting(), shed: history.shed(), written: history.written() },
    gaps: [...(history.health?.().gaps ?? [])],
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
