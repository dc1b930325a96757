import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import type { SignDefinition } from '@/contracts/sign';
import { signHistory, signHistoryKeptMs } from '@/contracts/signHistory';
import { scopePattern } from '@/contracts/scope';
import { signDefinition, signDefinitions } from '@/domain/definitions';
import { wholeCity } from '@/domain/signs/scopes';
import { openToAll } from '../gate';
import { liveCity, type CityParts } from '../parts';
import { ProblemError } from '../problems';
import { readSpan } from '../readings';
import { recallSigns } from '../signRecall';

const hourMs = 60 * 60_000;
/** One sign may be asked for over all that is kept, all of them over a day and what it is held against. */
const longestMs = { one: signHistoryKeptMs, all: 48 * hourMs } as const;

const time = z.string().min(1).max(64);
const query = z.object({
  scope: z.string().regex(scopePattern).default(wholeCity),
  from: time,
  to: time,
  knownAt: time.optional(),
  px: z.coerce.number().int().min(1).max(2400),
});

/** How the signs were shown before: of one over eight days, of all over two. */
export function signHistoryRoutes(app: FastifyInstance, parts: CityParts): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  const answer = (
    { scope, px, ...asked }: z.infer<typeof query>,
    signs: readonly SignDefinition[],
    longest: number,
  ) => {
    const { signs: desk, signHistory: keeper } = liveCity(parts);
    const span = readSpan(asked, Date.now(), longest);
    if (!desk.isLogged(scope)) {
      // A 街道 is read only while somebody looks at it; there is no past of it to tell.
      const kept = desk.isScope(scope) ? `No history of ${scope} is kept.` : `There is no scope ${scope}.`;
      throw new ProblemError(404, kept);
    }
    return recallSigns(parts.history, keeper, { scope, span, px }, signs);
  };

  routes.get(
    '/api/indicators/history',
    {
      config: { policy: openToAll },
      schema: {
        summary: 'All signs of a scope over at most two days as they were shown, in `px` parts',
        querystring: query,
        response: { 200: signHistory },
      },
    },
    (request) => answer(request.query, signDefinitions, longestMs.all),
  );

  routes.get(
    '/api/indicators/:id/history',
    {
      config: { policy: openToAll },
      schema: {
        summary: 'One sign of a scope over at most eight days as it was shown, in `px` parts',
        params: z.object({ id: z.string().max(64) }),
        querystring: query,
        response: { 200: signHistory },
      },
    },
    (request) => {
      const sign = signDefinition(request.params.id);
      if (sign === undefined) throw new ProblemError(404, `There is no sign ${request.params.id}.`);
      return answer(request.query, [sign], longestMs.one);
    },
  );
}
