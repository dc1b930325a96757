import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { session, signIn, type Session, type Subject } from '@/contracts/session';
import { confirmPerson } from '../confirm';
import { openToAll, overTls, sessionCookie } from '../gate';
import type { CityParts } from '../parts';
import { ProblemError } from '../problems';
import { idleSeconds, observer } from '../sessions';

export function sessionRoutes(app: FastifyInstance, parts: CityParts): void {
  const { accounts, sessions } = parts;
  const tell = (subject: Subject): Session => ({
    user: subject.user ?? null,
    roles: [...subject.roles],
    clearance: subject.clearance,
    scope: [...subject.scope],
    idleSeconds: subject.user === undefined ? null : idleSeconds,
    demo: [...accounts.logins],
  });
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/api/session',
    { config: { policy: openToAll }, schema: { summary: 'Who I am', response: { 200: session } } },
    (request) => tell(request.subject),
  );

  routes.post(
    '/api/session',
    {
      config: { policy: openToAll },
      schema: { summary: 'Sign in', body: signIn, response: { 200: session } },
    },
    async (request, reply) => {
      const { user, password } = request.body;
      const subject = await confirmPerson(parts, request, user, password);
      if (subject === undefined) throw new ProblemError(401, 'The user name or the password is wrong.');
      // A new id at every sign-in: one planted before is worth nothing.
      if (request.sessionId !== undefined) sessions.close(request.sessionId);
      const id = sessions.open(subject, Date.now());
      void reply.header('set-cookie', sessionCookie(id, overTls(request)));
      return tell(subject);
    },
  );

  routes.delete(
    '/api/session',
    { config: { policy: openToAll }, schema: { summary: 'Sign out', response: { 200: session } } },
    (request, reply) => {
      if (request.sessionId !== undefined) sessions.close(request.sessionId);
      void reply.header('set-cookie', sessionCookie('', overTls(request)));
      void reply.header('clear-site-data', '"cache"');
      return tell(observer);
    },
  );
}
