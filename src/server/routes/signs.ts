import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { text } from '@/contracts/text';
import { signReading, signTrace, type SignDefinition } from '@/contracts/sign';
import type { TimeContext } from '@/contracts/time';
import { signDefinition, signDefinitions } from '@/domain/definitions';
import { evaluateSign, inputsOf, readSign, type SignInput } from '@/domain/signs';
import { openToAll } from '../gate';
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

function inputsAt(live: LiveCity, definition: SignDefinition, moment: Moment): readonly SignInput[] {
  const { catalogue } = live.base;
  return inputsOf(definition, catalogue).map((slot) => ({
    series: catalogue.series[slot]!.id,
    intervalS: catalogue.series[slot]!.intervalS,
    value: moment.values[slot]!,
    observedAt: moment.times[slot]!,
    quality: moment.qualities[slot]!,
  }));
}

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
        items: signDefinitions.map((definition) => ({
          ...readSign(definition, inputsAt(live, definition, moment), moment.time),
          title: definition.title,
          unit: definition.unit,
        })),
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
      return evaluateSign(definition, inputsAt(live, definition, moment), moment.time);
    },
  );
}
