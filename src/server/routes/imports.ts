import { access, constants, stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { doorHeader, importOrder, importsPath } from '@/contracts/door';
import { fromHere, type RoutePolicy } from '../gate';
import type { CityParts } from '../parts';
import { badField, problemOf, sendProblem } from '../problems';

const policy: RoutePolicy = {
  action: 'import.run',
  resource: (request) => ({ kind: 'import', loopback: fromHere(request) }),
  programsOnly: true,
};

/** `city import` while this server holds the folder: the verbs act through it. */
export function importRoutes(app: FastifyInstance, { door, imports }: CityParts): void {
  app.withTypeProvider<ZodTypeProvider>().post(
    importsPath,
    {
      config: { policy },
      schema: {
        summary: 'Import a file of this machine; lines of text, the last one its exit code',
        body: importOrder,
      },
      // Before the body is read: a stranger learns nothing of what would be right.
      onRequest: async (request, reply) =>
        door.opensTo(request.headers[doorHeader]) && fromHere(request)
          ? undefined
          : sendProblem(reply, problemOf(403, 'This door is for the programs of this city’s own machine.')),
    },
    async (request, reply) => {
      const { file } = request.body;
      if (!isAbsolute(file)) throw badField('file', 'is an absolute path');
      if (!(await isReadable(file)))
        throw badField('file', `${file} is not there or may not be read by the server`);
      return reply.type('text/plain; charset=utf-8').send(imports.begin(request.body));
    },
  );
}

async function isReadable(file: string): Promise<boolean> {
  try {
    await access(file, constants.R_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
