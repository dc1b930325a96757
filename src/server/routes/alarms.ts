import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { alarm, alarmEvent } from '@/contracts/alarm';
import { newestFirst } from '@/domain/alarm';
import type { Action } from '@/domain/policy';
import { answerWithinMs, within } from '../deadline';
import { languageOf, type RoutePolicy } from '../gate';
import { liveCity, type CityParts } from '../parts';
import { badField, notYet, ProblemError } from '../problems';
import { listOf, page, pageQuery } from './lists';

const readAlarms: RoutePolicy = { action: 'alarm.read', resource: { kind: 'alarm' } };
const commands = ['acknowledge', 'comment', 'close'] as const;
const later = ['assign', 'shelve', 'unshelve'] as const;

const alarmPath = z.object({ id: z.string().max(128) });
/** A command may come without a body. */
const comment = z
  .object({ comment: z.string().max(1000).default('') })
  .nullish()
  .transform((body) => body?.comment ?? '');
const entry = z.object({ seq: z.int(), body: alarmEvent });

/** A log's entries after a number, or the alarms as they stand. */
const alarmList = z.union([listOf(alarm), z.object({ items: z.array(entry), next: z.int().nullable() })]);

function versionOf(request: FastifyRequest): number | undefined {
  const header = request.headers['if-match'];
  if (header === undefined || header === '*') return undefined;
  const seq = Number(/^(?:W\/)?"?(\d+)"?$/.exec(header)?.[1]);
  if (Number.isNaN(seq)) throw badField('If-Match', 'give the alarm’s seq, in quotes');
  return seq;
}

function keyOf(request: FastifyRequest): string | undefined {
  const header = request.headers['idempotency-key'];
  if (header === undefined) return undefined;
  const key = String(header);
  if (key.length < 1 || key.length > 200) throw badField('Idempotency-Key', 'has 1 to 200 characters');
  return key;
}

export function alarmRoutes(app: FastifyInstance, parts: CityParts): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const policyFor = (action: Action): RoutePolicy => ({
    action,
    resource: (request) => {
      const { id } = request.params as z.infer<typeof alarmPath>;
      const district = parts.live()?.alarms.fold().get(id)?.district;
      return { kind: 'alarm', id, ...(district === undefined ? {} : { district }) };
    },
  });

  routes.get(
    '/api/alarms',
    {
      config: { policy: readAlarms },
      schema: {
        summary: 'The alarms as they stand, or with `after` the log’s entries after that number',
        querystring: pageQuery.extend({ after: z.coerce.number().int().min(0).optional() }),
        response: { 200: alarmList },
      },
    },
    async (request) => {
      const { after, limit, cursor } = request.query;
      const { alarms } = liveCity(parts);
      if (alarms.seq() === undefined) throw notYet('The alarm log is not open yet.');
      if (after === undefined) return page(newestFirst(alarms.fold()), { limit, cursor });
      const items = [...(await parts.history.ask(() => alarms.after(after, limit)))];
      return { items, next: items.length < limit ? null : (items.at(-1)?.seq ?? null) };
    },
  );

  for (const kind of commands) {
    routes.post(
      `/api/alarms/:id/${kind}`,
      {
        config: { policy: policyFor(`alarm.${kind}`) },
        schema: {
          summary: `Command on an alarm: ${kind}`,
          params: alarmPath,
          body: comment,
          response: { 200: alarm },
        },
      },
      async (request, reply) => {
        const { alarms } = liveCity(parts);
        const by = request.subject.user;
        if (by === undefined) throw new ProblemError(401, 'Commands need a person.');
        const key = keyOf(request);
        const commanded = alarms.command(
          request.params.id,
          { kind, by, comment: request.body, at: Date.now() },
          versionOf(request),
          key === undefined ? undefined : { person: by, key, request: `${kind} ${request.params.id}` },
          (reason) => reason[languageOf(request)],
        );
        const changed = await within(
          commanded,
          answerWithinMs,
          'The command is not written yet; look at the alarm before trying again.',
        );
        void reply.header('etag', `"${String(changed.seq)}"`);
        return changed;
      },
    );
  }

  for (const kind of later) {
    routes.post(
      `/api/alarms/:id/${kind}`,
      {
        config: { policy: policyFor('alarm.acknowledge') },
        schema: { summary: `Command on an alarm: ${kind} (not in this version)`, params: alarmPath },
      },
      () => {
        throw new ProblemError(501, `${kind}: not in this version.`);
      },
    );
  }
}
