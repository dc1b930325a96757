import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { scopePattern } from '@/contracts/scope';
import { text } from '@/contracts/text';
import { signMemory, signReading, signTrace } from '@/contracts/sign';
import type { TimeContext } from '@/contracts/time';
import { measureOf, signDefinition, signDefinitions } from '@/domain/definitions';
import { wholeCity } from '@/domain/signs/beat';
import { languageOf, openToAll } from '../gate';
import { liveCity, type CityParts, type LiveCity } from '../parts';
import { ProblemError } from '../problems';
import { readTime } from '../readings';
import { seek, type CityMoment } from '../seek';

const time = z.string().min(1).max(64).optional();
const scope = z.string().regex(scopePattern).default(wholeCity);
const timeQuery = z.object({ at: time, knownAt: time });
const board = z.object({
  items: z.array(
    z.object({
      ...signReading.shape,
      title: text,
      unit: z.string(),
      memory: z.optional(signMemory),
    }),
  ),
  next: z.null(),
  at: z.number(),
  knownAt: z.number(),
  scope: z.string(),
  /**
   * What hysteresis and dwell go by: `always` what was remembered all along; `since` what was remembered from
   * `rememberedSince` on, Unix ms, when the 街道 was first asked for; `never` nothing: the values alone decide.
   */
  remembers: z.enum(['always', 'since', 'never']),
  rememberedSince: z.nullable(z.number()),
});

/** Every slot's reading at the time asked about. */
interface Moment extends CityMoment {
  readonly time: TimeContext;
}

function remembered(logged: boolean, since: number | undefined): 'always' | 'since' | 'never' {
  if (logged) return 'always';
  return since === undefined ? 'never' : 'since';
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

export function signRoutes(app: FastifyInstance, parts: CityParts): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/api/indicators',
    {
      config: { policy: openToAll },
      schema: {
        summary:
          'The vital signs of the city, or with `scope` of a district, a functional zone or a subdistrict',
        querystring: timeQuery.extend({ scope }),
        response: { 200: board },
      },
    },
    async (request) => {
      const live = liveCity(parts);
      const { scope: asked } = request.query;
      const moment = await momentOf(parts, live, request.query);
      const { time } = moment;
      const found =
        time.mode === 'live'
          ? live.signs.now(asked)
          : live.signs.then(asked, moment, time)?.map((reading) => ({ reading, memory: undefined }));
      if (found === undefined) throw new ProblemError(404, `There is no scope ${asked}.`);
      const since = time.mode === 'live' ? live.signs.watchedSince(asked) : undefined;
      return {
        items: found.map(({ reading, memory }, index) => {
          const definition = signDefinitions[index]!;
          const unit = measureOf(definition, reading.measure).unit[languageOf(request)];
          return { ...reading, title: definition.title, unit, ...(memory === undefined ? {} : { memory }) };
        }),
        next: null,
        at: time.at,
        knownAt: time.knownAt,
        scope: asked,
        remembers: remembered(live.signs.isLogged(asked), since),
        rememberedSince: since ?? null,
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
        querystring: timeQuery.extend({ scope }),
        response: { 200: signTrace },
      },
    },
    async (request) => {
      const { id } = request.params;
      if (signDefinition(id) === undefined) throw new ProblemError(404, `There is no sign ${id}.`);
      const live = liveCity(parts);
      const moment = await momentOf(parts, live, request.query);
      return live.signs.why(id, request.query.scope, moment, moment.time);
    },
  );
}
