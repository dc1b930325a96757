import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import type { SeriesCatalogue } from '@/contracts/series';
import { text } from '@/contracts/text';
import { signReading, signTrace } from '@/contracts/sign';
import type { TimeContext } from '@/contracts/time';
import { measureOf, signDefinition, signDefinitions } from '@/domain/definitions';
import { planSigns, readSign, traceSign, type SignPlan } from '@/domain/signs';
import { signTextOf } from '@/domain/signTexts';
import { languageOf, openToAll } from '../gate';
import { liveCity, type CityParts, type LiveCity } from '../parts';
import { ProblemError } from '../problems';
import { readTime } from '../readings';
import { seek, type CityMoment } from '../seek';

const time = z.string().min(1).max(64).optional();
const timeQuery = z.object({ at: time, knownAt: time });
const board = z.object({
  items: z.array(z.object({ ...signReading.shape, title: text, unit: z.string() })),
  next: z.null(),
  at: z.number(),
  knownAt: z.number(),
});

/** Every slot's reading at the time asked about. */
interface Moment extends CityMoment {
  readonly time: TimeContext;
}

async function momentOf(
  parts: CityParts,
  live: LiveCity,
  asked: { readonly at?: string | undefined; readonly knownAt?: string | undefined },
): Promise<Moment> {
  const now = Date.now();
  if (asked.at === undefined && asked.knownAt === undefined) {
    const { values, times, qualities } = live.latest;
    return { time: { mode: 'live', at: now, knownAt: now }, values, times, qualities };
  }
  const at = asked.at === undefined ? now : readTime('at', asked.at);
  const knownAt = asked.knownAt === undefined ? now : readTime('knownAt', asked.knownAt);
  const moment = await seek(parts.history, live.base.catalogue, at, knownAt);
  return { time: { mode: 'replay', at, knownAt }, ...moment };
}

/** The plans of a base's signs; another base has another catalogue. */
const plansOf = (() => {
  const made = new WeakMap<SeriesCatalogue, readonly SignPlan[]>();
  return ({ base: { catalogue } }: LiveCity): readonly SignPlan[] => {
    const held = made.get(catalogue) ?? planSigns(signDefinitions, catalogue);
    made.set(catalogue, held);
    return held;
  };
})();

export function signRoutes(app: FastifyInstance, parts: CityParts): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/api/indicators',
    {
      config: { policy: openToAll },
      schema: { summary: 'The vital signs', querystring: timeQuery, response: { 200: board } },
    },
    async (request) => {
      const live = liveCity(parts);
      const moment = await momentOf(parts, live, request.query);
      return {
        items: plansOf(live).map((plan) => {
          const { reading } = readSign(plan, moment, moment.time.at);
          const { definition } = plan;
          const unit = measureOf(definition, reading.measure).unit[languageOf(request)];
          return { ...reading, title: definition.title, unit };
        }),
        next: null,
        at: moment.time.at,
        knownAt: moment.time.knownAt,
      };
    },
  );

  routes.get(
    '/api/indicators/:id/why',
    {
      config: { policy: openToAll },
      schema: {
        summary: 'Why a sign stands as it stands',
        params: z.object({ id: z.string().max(64) }),
        querystring: timeQuery,
        response: { 200: signTrace },
      },
    },
    async (request) => {
      const definition = signDefinition(request.params.id);
      if (definition === undefined) throw new ProblemError(404, `There is no sign ${request.params.id}.`);
      const live = liveCity(parts);
      const moment = await momentOf(parts, live, request.query);
      const plan = plansOf(live).find((one) => one.definition === definition);
      if (plan === undefined) throw new ProblemError(404, `There is no sign ${request.params.id}.`);
      return traceSign(plan, moment, moment.time, signTextOf(definition.id));
    },
  );
}
