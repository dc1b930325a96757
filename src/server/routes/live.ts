import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { decide } from '@/domain/policy';
import { cookieOf, openToAll, sameOrigin, servesHost } from '../gate';
import type { CityParts } from '../parts';
import { ProblemError } from '../problems';
import { observer } from '../sessions';

function turnAway(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** `/api/live`: the same gate as every route, asked by hand, because an upgrade never reaches the routes. */
export function liveRoute(app: FastifyInstance, parts: CityParts): void {
  app.get(
    '/api/live',
    {
      config: { policy: openToAll },
      schema: { summary: 'The live socket: readings and numbered logs (WebSocket)' },
    },
    () => {
      throw new ProblemError(426, 'This is a WebSocket: ask with an upgrade.');
    },
  );

  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const { headers } = request;
    const path = (request.url ?? '').split('?')[0];
    if (!servesHost(parts.settings.host, headers.host)) return turnAway(socket, '421 Misdirected Request');
    if (path !== '/api/live') return turnAway(socket, '404 Not Found');
    // A program that is no browser sends no Origin; a browser always does.
    if (headers.origin !== undefined && !sameOrigin(headers)) return turnAway(socket, '403 Forbidden');
    const id = cookieOf(headers.cookie);
    const held = id === undefined ? undefined : parts.sessions.find(id, Date.now(), false);
    const subject = held ?? observer;
    const decision = decide(subject, 'public.read', { kind: 'public' }, { at: Date.now() });
    if (decision.effect === 'deny') return turnAway(socket, '403 Forbidden');
    const live = parts.live();
    if (live === undefined) return turnAway(socket, '503 Service Unavailable');
    live.hub.admit(request, socket, head, {
      user: held?.user,
      address: (request.socket.remoteAddress ?? '').replace(/^::ffff:/, ''),
      // Looking does not keep a session alive: a screen nobody touches is signed out in its time.
      stands: (now) => held === undefined || parts.sessions.find(id ?? '', now, false) !== undefined,
    });
  });
}
