import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { buildingCard } from '@/contracts/records';
import { languageOf, type RoutePolicy } from '../gate';
import { cardOf } from '../card';
import type { CityParts } from '../parts';
import { notYet, ProblemError } from '../problems';

const buildingPath = z.object({ id: z.string().max(64) });

export function recordRoutes(app: FastifyInstance, parts: CityParts): void {
  const policy: RoutePolicy = {
    action: 'record.building',
    resource: async (request) => {
      const { id } = request.params as z.infer<typeof buildingPath>;
      const found = await parts.records()?.find(id);
      return { kind: 'building', id, ...(found === undefined ? {} : { district: found.district }) };
    },
  };
  app.withTypeProvider<ZodTypeProvider>().get(
    '/api/records/buildings/:id',
    {
      config: { policy },
      schema: {
        summary: 'The 一标三实 card of one building, as much as the reader may see; simulated',
        params: buildingPath,
        response: { 200: buildingCard },
      },
    },
    async (request) => {
      const records = parts.records();
      if (records === undefined) throw notYet('The records are not open yet.');
      const record = await records.find(request.params.id);
      if (record === undefined || request.decision === undefined) {
        throw new ProblemError(404, `There is no building ${request.params.id}.`);
      }
      return cardOf(record, request.decision, languageOf(request));
    },
  );
}
