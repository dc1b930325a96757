import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { openToAll } from '../gate';
import { liveCity, type CityParts, type LiveCity } from '../parts';
import { problemOf, sendProblem } from '../problems';
import { createStaCity } from './city';
import { answer, doorPath, rootOf, serviceRoot, type Answer } from './door';
import { createObservations } from './observations';
import { createWork } from './work';

const reads = 'GET, HEAD, OPTIONS';
const writes = ['POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** OGC SensorThings 1.1 for reading, at `/sta/v1.1`. Devices write over MQTT alone. */
export function sensorThingsRoutes(app: FastifyInstance, parts: CityParts): void {
  const opened = new WeakMap<LiveCity, ReturnType<typeof open>>();
  const open = (live: LiveCity) => {
    const city = createStaCity(live.base.catalogue, Date.parse(live.base.manifest.builtAt));
    return { city, observations: createObservations(city, parts.history, live.latest) };
  };
  const read = async (request: FastifyRequest): Promise<Answer> => {
    const [whole, query] = cut(request.url, '?');
    // `/sta/v1.1/` is what the router matched, whatever of it was percent-encoded.
    const path = whole.split('/').slice(3).join('/');
    const root = rootOf(request);
    if (path === '') return serviceRoot(root);
    const live = liveCity(parts);
    const before = opened.get(live) ?? open(live);
    opened.set(live, before);
    return answer({ ...before, work: createWork(Date.now()), root }, path, query);
  };
  const send = async (request: FastifyRequest, reply: FastifyReply) => {
    const { type, body } = await read(request);
    void reply.header('cache-control', 'no-cache');
    return body === undefined ? reply.code(204).send() : reply.type(type).send(body);
  };
  for (const url of [doorPath, `${doorPath}/*`]) {
    app.get(url, { config: { policy: openToAll } }, send);
    app.options(url, { config: { policy: openToAll } }, (_request, reply) =>
      reply.code(204).header('allow', reads).send(),
    );
    for (const method of writes) {
      app.route({
        method,
        url,
        config: { policy: openToAll },
        handler: (_request, reply) => {
          void reply.header('allow', reads);
          return sendProblem(reply, problemOf(405, 'This door is for reading; devices publish over MQTT.'));
        },
      });
    }
  }
}

function cut(text: string, mark: string): readonly [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
