import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import {
  beginHandOver,
  handOverCheck,
  handOverPage,
  handOvers,
  noteHandOver,
  shiftHandOver,
  signHandOver,
  type HandOverPage,
} from '@/contracts/handOver';
import { plainNote, type HandOverOrder } from '@/domain/handOverOrders';
import type { Action } from '@/domain/policy';
import { confirmPerson } from '../confirm';
import { answerWithinMs, within } from '../deadline';
import { languageOf, type RoutePolicy } from '../gate';
import type { Sent } from '../handOverDesk';
import type { CityParts } from '../parts';
import { badField, ProblemError } from '../problems';
import { keyOf, versionOf } from './commandHeaders';
import { pageQuery } from './lists';

const may = (action: Action): RoutePolicy => ({ action, resource: { kind: 'handover' } });
const path = z.object({ id: z.string().max(16) });
const withdrawBody = z.nullish(z.object({}));
const beginBody = z.nullish(beginHandOver).transform((body) => body ?? { note: '' });

function numberOf(id: string): number {
  const number = Number(/^[1-9]\d*$/.exec(id)?.[0]);
  if (!Number.isSafeInteger(number)) throw new ProblemError(404, `There is no hand-over page ${id}.`);
  return number;
}

function personOf(request: FastifyRequest): string {
  const by = request.subject.user;
  if (by === undefined) throw new ProblemError(401, 'Commands need a person.');
  return by;
}

/** Unix ms. */
function momentOf(field: string, asked: string | number): number {
  const at = typeof asked === 'string' ? Date.parse(asked) : asked;
  if (!Number.isFinite(at)) throw badField(field, 'is no moment');
  return at;
}

function sentOf(request: FastifyRequest, person: string, what: string): Sent {
  const key = keyOf(request);
  return {
    expected: versionOf(request, 'the page’s version'),
    key: key === undefined ? undefined : { person, key, request: what },
    say: (reason) => reason[languageOf(request)],
  };
}

const late = 'It is not written yet; look at the page before trying again.';

export function handOverRoutes(app: FastifyInstance, parts: CityParts): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const { handOvers: desk } = parts;

  const send = async (reply: FastifyReply, work: Promise<HandOverPage>): Promise<HandOverPage> => {
    const page = await within(work, answerWithinMs, late);
    void reply.header('etag', `"${String(page.version)}"`);
    return page;
  };
  const give = (
    request: FastifyRequest,
    reply: FastifyReply,
    order: (by: string, at: number) => HandOverOrder,
  ): Promise<HandOverPage> => {
    const number = numberOf((request.params as z.infer<typeof path>).id);
    const by = personOf(request);
    const ordered = order(by, Date.now());
    return send(
      reply,
      desk.order(number, ordered, sentOf(request, by, `${ordered.kind} handover ${String(number)}`)),
    );
  };

  routes.get(
    '/api/handovers',
    {
      config: { policy: may('handover.read') },
      schema: {
        summary: 'The hand-over pages, newest first, each compared with its hash as it is read',
        querystring: pageQuery,
        response: { 200: handOvers },
      },
    },
    (request) => desk.list(request.query),
  );

  routes.get(
    '/api/handovers/check',
    {
      config: { policy: may('handover.read') },
      schema: {
        summary: 'Every signed page compared with its hash, its neighbour and the log',
        response: { 200: handOverCheck },
      },
    },
    () => desk.check(),
  );

  routes.get(
    '/api/handovers/:id',
    {
      config: { policy: may('handover.read') },
      schema: {
        summary: 'A page with its content; a draft is composed anew',
        params: path,
        response: { 200: handOverPage },
      },
    },
    (request, reply) => send(reply, desk.page(numberOf(request.params.id))),
  );

  routes.post(
    '/api/handovers',
    {
      config: { policy: may('handover.write') },
      schema: {
        summary: 'Begins the page of a shift; one is open at a time',
        body: beginBody,
        response: { 201: handOverPage },
      },
    },
    async (request, reply) => {
      const by = personOf(request);
      const { from, note } = request.body;
      const page = await send(
        reply,
        desk.begin(
          {
            by,
            at: Date.now(),
            from: from === undefined ? undefined : momentOf('from', from),
            note: plainNote(note),
          },
          sentOf(request, by, 'begin handover'),
        ),
      );
      void reply.code(201).header('location', `/api/handovers/${page.id}`);
      return page;
    },
  );

  routes.post(
    '/api/handovers/:id/notes',
    {
      config: { policy: may('handover.write') },
      schema: {
        summary: 'Adds a note to a draft',
        params: path,
        body: noteHandOver,
        response: { 200: handOverPage },
      },
    },
    (request, reply) =>
      give(request, reply, (by, at) => ({ kind: 'note', by, at, text: plainNote(request.body.text) })),
  );

  routes.post(
    '/api/handovers/:id/shift',
    {
      config: { policy: may('handover.write') },
      schema: {
        summary: 'Says when the shift of a draft began',
        params: path,
        body: shiftHandOver,
        response: { 200: handOverPage },
      },
    },
    (request, reply) => {
      const { from } = request.body;
      if (from === undefined) throw badField('from', 'say when the shift began');
      return give(request, reply, (by, at) => ({ kind: 'shift', by, at, from: momentOf('from', from) }));
    },
  );

  routes.post(
    '/api/handovers/:id/sign',
    {
      config: { policy: may('handover.sign') },
      schema: {
        summary:
          'Signs a page with one’s password: the first hands over and freezes it, another person takes over',
        params: path,
        body: signHandOver,
        response: { 200: handOverPage },
      },
    },
    async (request, reply) => {
      const by = personOf(request);
      const { password } = request.body;
      if (password === '') throw badField('password', 'signing takes your password');
      const confirmed = await confirmPerson(parts, request, by, password);
      if (confirmed === undefined) {
        throw new ProblemError(
          403,
          languageOf(request) === 'en'
            ? 'The password is wrong: nothing was signed.'
            : '密码不对，没有签字。',
        );
      }
      return give(request, reply, (person, at) => ({ kind: 'sign', by: person, at }));
    },
  );

  routes.post(
    '/api/handovers/:id/withdraw',
    {
      config: { policy: may('handover.sign') },
      schema: {
        summary: 'Withdraws one’s signature while nobody has taken over',
        params: path,
        body: withdrawBody,
        response: { 200: handOverPage },
      },
    },
    (request, reply) => give(request, reply, (by, at) => ({ kind: 'withdraw', by, at })),
  );
}
