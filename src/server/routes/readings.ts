import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { observations } from '@/contracts/series';
import { openToAll } from '../gate';
import { liveCity, type CityParts } from '../parts';
import { ProblemError } from '../problems';
import { decimated, longestSpanMs, readSpan } from '../readings';
import { replayed } from '../replayed';
import { framesReply } from './frames';

const time = z.string().min(1).max(64);
const span = { from: time, to: time, knownAt: time.optional() };

export function readingRoutes(app: FastifyInstance, parts: CityParts): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/api/observations',
    {
      config: { policy: openToAll },
      schema: {
        summary: 'One series over a span, least and greatest of each of `px` parts',
        querystring: z.object({
          series: z.coerce.number().int().positive(),
          px: z.coerce.number().int().min(1).max(4000),
          ...span,
        }),
        response: { 200: observations },
      },
    },
    async (request) => {
      const { series, px, ...asked } = request.query;
      const { base } = liveCity(parts);
      const over = readSpan(asked, Date.now(), longestSpanMs.series);
      if (!base.catalogue.series.some((one) => one.id === series)) {
        throw new ProblemError(404, `There is no series ${String(series)}.`);
      }
      return decimated(parts.history, series, over, px);
    },
  );

  routes.get(
    '/api/replay',
    {
      config: { policy: openToAll },
      schema: {
        summary:
          'Every series over a span as the live socket would have told it: u32 byteLength + frame, repeated; with `known=then` seq is ms after `from`',
        querystring: z.object({ ...span, known: z.enum(['then']).optional() }),
      },
    },
    async (request, reply) => {
      const { base } = liveCity(parts);
      const over = readSpan(request.query, Date.now(), longestSpanMs.city);
      return framesReply(reply, replayed(parts.history, base.catalogue, over, request.query.known ?? 'by'));
    },
  );
}
