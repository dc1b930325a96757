import type { FastifyInstance } from 'fastify';
import { Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import { fromThisMachine, openToAll, type RoutePolicy } from '../gate';
import type { CityParts } from '../parts';

const metricsPolicy: RoutePolicy = {
  action: 'metrics.read',
  resource: (request) => ({ kind: 'metrics', loopback: fromThisMachine(request) }),
};

export function healthRoutes(app: FastifyInstance, parts: CityParts): void {
  app.get('/healthz', { config: { policy: openToAll } }, (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'ok' }),
  );

  app.get('/readyz', { config: { policy: openToAll } }, (_request, reply) => {
    const report = parts.readiness.report();
    return reply
      .code(report.ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(report);
  });

  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, read: () => number | undefined) =>
    new Gauge({
      name: `city_${name}`,
      help,
      registers: [registry],
      collect() {
        this.set(read() ?? 0);
      },
    });
  gauge('readings_accepted_total', 'Readings taken in since the start', () =>
    parts.live()?.ingest.accepted(),
  );
  gauge('readings_late_total', 'Readings older than the newest of their series', () =>
    parts.live()?.ingest.late(),
  );
  gauge('readings_clamped_total', 'Readings whose clock was ahead', () => parts.live()?.ingest.clamped());
  gauge('readings_refused_total', 'Messages refused at the door', () => parts.refusals.total());
  gauge('history_waiting', 'Readings waiting to be written', () => parts.history.waiting());
  gauge('history_shed_total', 'Readings lost because the database was away too long', () =>
    parts.history.shed(),
  );
  gauge('history_open', 'Readings in means that are not closed yet', () => parts.history.health().open);
  gauge(
    'history_gaps',
    'Stretches of time known in which readings may be missing',
    () => parts.history.health().gaps.length,
  );
  gauge('history_written_total', 'Readings written', () => parts.history.written());
  gauge('live_clients', 'Open live sockets', () => parts.live()?.hub.clients());
  gauge('live_cut_total', 'Live sockets cut because they did not answer or drain', () =>
    parts.live()?.hub.cut(),
  );
  gauge('alarms_seq', 'Last number of the alarm log', () => parts.live()?.alarms.seq());
  app.get('/metrics', { config: { policy: metricsPolicy } }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
}
