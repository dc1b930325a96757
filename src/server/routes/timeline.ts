import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { timeline } from '@/contracts/timeline';
import { openToAll } from '../gate';
import { overviewFrames } from '../overview';
import { liveCity, type CityParts } from '../parts';
import { badField, ProblemError } from '../problems';
import { countsOf, readCounts } from '../readingCounts';
import { longestSpanMs, readSpan } from '../readings';
import { framesReply } from './frames';

const time = z.string().min(1).max(64);
const shortestStepS = 60;
const mostFrames = 400;

export function timelineRoutes(app: FastifyInstance, parts: CityParts): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/api/timeline',
    {
      config: { policy: openToAll },
      schema: {
        summary: 'Since when the past is kept, and how much was heard in each of `bins` parts of a span',
        querystring: z.object({
          from: time,
          to: time,
          bins: z.coerce.number().int().min(1).max(1000).default(96),
        }),
        response: { 200: timeline },
      },
    },
    async (request) => {
      const { bins } = request.query;
      const { timekeeper, alarms } = liveCity(parts);
      const { from, to } = readSpan(request.query, Date.now(), longestSpanMs.series);
      const width = (to - from) / bins;
      const now = Date.now();
      const told = await Promise.all([
        timekeeper.keptSince(),
        parts.history.ask((database) => readCounts(database, timekeeper.unwritten(), from, to, bins)),
      ]).catch((error: unknown) => {
        if (error instanceof ProblemError && error.status === 503) return undefined;
        throw error;
      });
      const counts = told?.[1] ?? countsOf(timekeeper.unwritten(), from, to, bins);
      const raised = counts.readings.map(() => 0);
      for (const { raisedAt, kind } of alarms.fold().values()) {
        if (kind === 'source') continue;
        const bin = Math.floor((raisedAt - from) / width);
        if (bin >= 0 && bin < bins) raised[bin]! += 1;
      }
      return {
        from: told === undefined ? null : Math.min(told[0] ?? now, now),
        to: now,
        bins: {
          t: counts.readings.map((_, bin) => Math.round(from + bin * width)),
          readings: counts.readings,
          alarms: raised,
          late: counts.late,
        },
      };
    },
  );

  routes.get(
    '/api/timeline/frames',
    {
      config: { policy: openToAll },
      schema: {
        summary:
          'The whole city once a step, as known then: u32 byteLength + frame, repeated; seq is ms after `from`',
        querystring: z.object({
          from: time,
          to: time,
          step: z.coerce.number().int().min(shortestStepS).max(86_400).default(900),
        }),
      },
    },
    async (request, reply) => {
      const { base } = liveCity(parts);
      const { from, to } = readSpan(request.query, Date.now(), longestSpanMs.city);
      const stepMs = request.query.step * 1000;
      if ((to - from) / stepMs > mostFrames)
        throw badField('step', `at most ${String(mostFrames)} steps in a span`);
      return framesReply(reply, overviewFrames(parts.history, base.catalogue, from, to, stepMs));
    },
  );
}
