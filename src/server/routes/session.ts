import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { session, signIn, type Session, type Subject } from '@/contracts/session';
import { openToAll, overTls, sessionCookie } from '../gate';
import type { CityParts } from '../parts';
import { ProblemError } from '../problems';
import { idleSeconds, observer } from '../sessions';

/** Where the one who asks sits, as the limit on guesses counts it. */
const guessKey = (request: FastifyRequest, user: string) => `${request.ip} ${user}`;

export function sessionRoutes(app: FastifyInstance, parts: CityParts): void {
  const { accounts, sessions, guard } = parts;
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
      const key = guessKey(request, user);
      const wait = guard.begin(key, Date.now());
      if (wait !== undefined) {
        throw new ProblemError(429, 'Too many failed attempts for this user from this address.', {
          retryAfterS: wait,
        });
      }
      const subject = await accounts.verify(user, password);
      if (subject === undefined) throw new ProblemError(401, 'The user name or the password is wrong.');
      guard.succeeded(key);
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
