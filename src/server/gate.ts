import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Subject } from '@/contracts/session';
import { decide, type Action, type Decision, type Resource } from '@/domain/policy';
import { problemOf, sendProblem } from './problems';
import { observer, type Sessions } from './sessions';
import { isLoopbackHost } from './settings';

/** What a route lets one do to what; every route declares it, and the one hook below asks `decide()`. */
export interface RoutePolicy {
  readonly action: Action;
  /** A function where the resource is only known from the request: which building, in which district. */
  readonly resource: Resource | ((request: FastifyRequest) => Resource | Promise<Resource>);
  /** Asked by programs, never by a page: a request that names any `Origin` is refused, one that names none is not. */
  readonly programsOnly?: true;
}

export const openToAll: RoutePolicy = { action: 'public.read', resource: { kind: 'public' } };

declare module 'fastify' {
  interface FastifyContextConfig {
    readonly policy?: RoutePolicy;
  }
  interface FastifyRequest {
    subject: Subject;
    decision: Decision | undefined;
    sessionId: string | undefined;
  }
}

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const cookieNames = ['__Host-city-session', 'city-session'] as const;

/** Behind a proxy that speaks TLS the cookie is bound to the host and to TLS. */
export const overTls = (request: FastifyRequest) =>
  request.protocol === 'https' || request.headers['x-forwarded-proto'] === 'https';

export function sessionCookie(id: string, secure: boolean): string {
  const life = id === '' ? '; Max-Age=0' : '';
  return secure
    ? `${cookieNames[0]}=${id}; Path=/; HttpOnly; SameSite=Strict; Secure${life}`
    : `${cookieNames[1]}=${id}; Path=/; HttpOnly; SameSite=Strict${life}`;
}

export function cookieOf(header: string | undefined): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const cut = part.indexOf('=');
    const name = part.slice(0, cut).trim();
    if (cookieNames.some((known) => known === name)) return part.slice(cut + 1).trim();
  }
  return undefined;
}

function hostOf(url: string): string | undefined {
  try {
    return new URL(url).host;
  } catch {
    return undefined;
  }
}

/** True where the page that asks came from us. A browser always sends `Origin` with what could do harm. */
export const sameOrigin = (headers: {
  readonly host?: string | undefined;
  readonly origin?: string | undefined;
}) => headers.origin !== undefined && headers.host !== undefined && hostOf(headers.origin) === headers.host;

/** What of a request tells where it comes from. */
type Caller = Pick<FastifyRequest, 'headers'> & {
  readonly socket: {
    readonly remoteAddress?: string | undefined;
    readonly localAddress?: string | undefined;
  };
};

/** True for a caller on this very machine; a proxy here would make everyone look local. */
export const fromThisMachine = (request: Caller) =>
  isLoopbackHost((request.socket.remoteAddress ?? '').replace(/^::ffff:/, '')) &&
  request.headers['x-forwarded-for'] === undefined;

/**
 * The same, and also for a server on one other address: who calls it from that very address is here, for answers to it never
 * leave the machine.
 */
export const fromHere = (request: Caller) =>
  fromThisMachine(request) ||
  (request.socket.remoteAddress !== undefined &&
    request.socket.remoteAddress === request.socket.localAddress &&
    request.headers['x-forwarded-for'] === undefined);

/** On loopback only loopback names are served, or a stranger's name that resolves to 127.0.0.1 could read the city. */
export function servesHost(listening: string, header: string | undefined): boolean {
  if (!isLoopbackHost(listening)) return header !== undefined;
  const asked = header === undefined ? undefined : hostOf(`http://${header}`);
  return asked !== undefined && isLoopbackHost(asked.replace(/:\d+$/, ''));
}

export const languageOf = (request: FastifyRequest): 'zh' | 'en' =>
  /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh';

/** Sends the answer to a refused request: 401 where signing in could help, else 403. */
export function refuse(reply: FastifyReply, request: FastifyRequest, decision: Decision): FastifyReply {
  const status = request.subject.user === undefined ? 401 : 403;
  return sendProblem(reply, problemOf(status, decision.reason[languageOf(request)]));
}

/** Nothing passes but through here: host, origin, who asks, and whether they may. */
export function installGate(app: FastifyInstance, listening: string, sessions: Sessions): void {
  app.decorateRequest('subject');
  app.decorateRequest('decision');
  app.decorateRequest('sessionId');
  app.addHook('onRequest', async (request, reply) => {
    if (!servesHost(listening, request.headers.host)) {
      return sendProblem(reply, problemOf(421, 'This server answers to loopback names only.'));
    }
    if (!request.is404 && request.routeOptions.config.policy?.programsOnly === true) {
      if (request.headers.origin !== undefined) {
        return sendProblem(reply, problemOf(403, 'Not for pages.'));
      }
    } else if (!safeMethods.has(request.method) && !sameOrigin(request.headers)) {
      return sendProblem(reply, problemOf(403, 'Origin must be our own.'));
    }
    const id = cookieOf(request.headers.cookie);
    // Asking who one is must not by itself keep a session alive.
    const touch = request.routeOptions.url !== '/api/session';
    const subject = id === undefined ? undefined : sessions.find(id, Date.now(), touch);
    request.sessionId = subject === undefined ? undefined : id;
    request.subject = subject ?? observer;
    return undefined;
  });
  app.addHook('preHandler', async (request, reply) => {
    if (request.is404) return undefined;
    const policy = request.routeOptions.config.policy;
    if (policy === undefined) return sendProblem(reply, problemOf(403, 'This route declares no policy.'));
    const resource = typeof policy.resource === 'function' ? await policy.resource(request) : policy.resource;
    const decision = decide(request.subject, policy.action, resource, { at: Date.now() });
    request.decision = decision;
    return decision.effect === 'deny' ? refuse(reply, request, decision) : undefined;
  });
}
