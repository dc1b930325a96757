import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { alarm, alarmEvent } from '@/contracts/alarm';
import {
  assignCommand,
  assignees,
  longestShelvingMs,
  plainCommand,
  shelveCommand,
} from '@/contracts/alarmCommand';
import { newestFirst } from '@/domain/alarm';
import type { AlarmCommand } from '@/domain/alarmOrders';
import type { Action } from '@/domain/policy';
import { answerWithinMs, within } from '../deadline';
import { languageOf, type RoutePolicy } from '../gate';
import { liveCity, type CityParts } from '../parts';
import { badField, notYet, ProblemError } from '../problems';
import { keyOf, versionOf } from './commandHeaders';
import { listOf, page, pageQuery } from './lists';

const readAlarms: RoutePolicy = { action: 'alarm.read', resource: { kind: 'alarm' } };
const plainKinds = ['acknowledge', 'comment', 'close', 'unshelve'] as const;

const alarmPath = z.object({ id: z.string().max(128) });
/** A plain command may come without a body. */
const plainBody = z.nullish(plainCommand).transform((body) => body ?? { comment: '' });
const entry = z.object({ seq: z.int(), body: alarmEvent });

/** A log's entries after a number, or the alarms as they stand. */
const alarmList = z.union([listOf(alarm), z.object({ items: z.array(entry), next: z.int().nullable() })]);

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
      if (after === undefined) return page(newestFirst(alarms.standing(Date.now())), { limit, cursor });
      const items = [...(await parts.history.ask(() => alarms.after(after, limit)))];
      return { items, next: items.length < limit ? null : (items.at(-1)?.seq ?? null) };
    },
  );

  routes.get(
    '/api/alarms/assignees',
    {
      config: { policy: { action: 'alarm.assign', resource: { kind: 'alarm' } } },
      schema: { summary: 'Who can be given an alarm', response: { 200: assignees } },
    },
    () => ({ items: parts.accounts.operators.map((user) => ({ user })) }),
  );

  /** The alarm after a command; answers the person in their language where it cannot be. */
  const give = async (
    request: FastifyRequest,
    reply: FastifyReply,
    order: (by: string, at: number) => AlarmCommand,
  ) => {
    const { alarms } = liveCity(parts);
    const { id } = request.params as z.infer<typeof alarmPath>;
    const by = request.subject.user;
    if (by === undefined) throw new ProblemError(401, 'Commands need a person.');
    const command = order(by, Date.now());
    const key = keyOf(request);
    const commanded = alarms.command(
      id,
      command,
      versionOf(request, 'the alarm’s seq'),
      key === undefined ? undefined : { person: by, key, request: `${command.kind} ${id}` },
      (reason) => reason[languageOf(request)],
    );
    const changed = await within(
      commanded,
      answerWithinMs,
      'The command is not written yet; look at the alarm before trying again.',
    );
    void reply.header('etag', `"${String(changed.seq)}"`);
    return changed;
  };

  for (const kind of plainKinds) {
    routes.post(
      `/api/alarms/:id/${kind}`,
      {
        config: { policy: policyFor(`alarm.${kind}`) },
        schema: {
          summary: `Command on an alarm: ${kind}`,
          params: alarmPath,
          body: plainBody,
          response: { 200: alarm },
        },
      },
      (request, reply) => give(request, reply, (by, at) => ({ kind, by, at, ...request.body })),
    );
  }

  routes.post(
    '/api/alarms/:id/assign',
    {
      config: { policy: policyFor('alarm.assign') },
      schema: {
        summary: 'Command on an alarm: give it to an operator',
        params: alarmPath,
        body: assignCommand,
        response: { 200: alarm },
      },
    },
    (request, reply) => {
      const { to, comment } = request.body;
      if (!parts.accounts.operators.includes(to)) throw badField('to', 'no operator of that name is known');
      return give(request, reply, (by, at) => ({ kind: 'assign', by, at, comment, to }));
    },
  );

  routes.post(
    '/api/alarms/:id/shelve',
    {
      config: { policy: policyFor('alarm.shelve') },
      schema: {
        summary: 'Command on an alarm: put it aside for `minutes` or `until` a moment, eight hours at most',
        params: alarmPath,
        body: shelveCommand,
        response: { 200: alarm },
      },
    },
    (request, reply) => {
      const { comment } = request.body;
      return give(request, reply, (by, at) => ({
        kind: 'shelve',
        by,
        at,
        comment,
        until: endOf(request.body, at),
      }));
    },
  );
}

/** When a shelving that begins at `at` shall end, Unix ms. */
function endOf({ minutes, until }: z.infer<typeof shelveCommand>, at: number): number {
  if ((minutes === undefined) === (until === undefined)) {
    throw badField('minutes', 'say for how many minutes, or until when, and not both');
  }
  if (minutes !== undefined) return at + minutes * 60_000;
  const end = typeof until === 'string' ? Date.parse(until) : (until ?? Number.NaN);
  if (end > at && end - at <= longestShelvingMs) return end;
  throw badField('until', 'has to lie within the next eight hours');
}
