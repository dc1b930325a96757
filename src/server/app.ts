import fastifyHelmet from '@fastify/helmet';
import fastifySwagger from '@fastify/swagger';
import Fastify, { type FastifyInstance } from 'fastify';
import { jsonSchemaTransform, validatorCompiler } from 'fastify-type-provider-zod';
import * as z from 'zod';
import type { RoutePolicy } from './gate';
import { installGate } from './gate';
import { handleError, problemOf, sendProblem } from './problems';
import type { Sessions } from './sessions';
import { isLoopbackHost, type Settings } from './settings';

export interface RouteRow {
  readonly method: string;
  readonly url: string;
  readonly policy: RoutePolicy | undefined;
}

/** The web server without its routes: headers, errors, the gate. `routes` grows as they are registered. */
export async function createApp(
  settings: Settings,
  sessions: Sessions,
): Promise<{ readonly app: FastifyInstance; readonly routes: readonly RouteRow[] }> {
  z.config(z.locales.en());
  const app = Fastify({
    logger: { level: settings.logLevel },
    bodyLimit: 1024 * 1024,
    requestTimeout: 30_000,
    // A file or record name never needs more, and a router matches long ones slowly.
    routerOptions: { maxParamLength: 256, ignoreTrailingSlash: false },
    forceCloseConnections: true,
    return503OnClosing: true,
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    // A path that is no path is refused before any route is found, and must be a problem as well.
    frameworkErrors: handleError,
  });
  app.setValidatorCompiler(validatorCompiler);
  // Answers are written by us from typed values; the schemas of answers are for the API description.
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));
  app.setErrorHandler(handleError);
  app.removeContentTypeParser('text/plain');

  const routes: RouteRow[] = [];
  app.addHook('onRoute', (route) => {
    const methods = Array.isArray(route.method) ? route.method : [route.method];
    routes.push(...methods.map((method) => ({ method, url: route.url, policy: route.config?.policy })));
  });

  await app.register(fastifyHelmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", "'wasm-unsafe-eval'", 'blob:'],
        workerSrc: ["'self'", 'blob:'],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", 'data:', 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // Plain http on loopback must stay reachable by http.
    strictTransportSecurity: isLoopbackHost(settings.host) ? false : { maxAge: 15_552_000 },
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
  });
  installGate(app, settings.host, sessions);
  app.addHook('onSend', async (request, reply) => {
    // What was told to one person must not lie in a cache for the next.
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) {
      void reply.header('cache-control', 'no-store');
    }
  });
  app.setNotFoundHandler((request, reply) =>
    sendProblem(reply, problemOf(404, `There is nothing at ${request.url.split('?')[0] ?? ''}`)),
  );

  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: '江城孪生 · Jiangcheng Twin',
        description: 'Everything under /api. Readings come by the live socket at /api/live.',
        version: '0.1.0',
      },
    },
    transform: (document) => {
      const transformed = jsonSchemaTransform(document);
      return document.url.startsWith('/api/')
        ? transformed
        : { ...transformed, schema: { ...transformed.schema, hide: true } };
    },
  });
  return { app, routes };
}
