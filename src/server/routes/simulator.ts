import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { playedScenario, scenarioIds, type PlayedScenario } from '@/contracts/scenario';
import { scenarios } from '@/domain/scenarios';
import { decide } from '@/domain/policy';
import { languageOf, type RoutePolicy } from '../gate';
import type { CityParts } from '../parts';
import { badField, notYet, ProblemError } from '../problems';
import type { Playing } from '../simulator';

const resource = { kind: 'simulator' } as const;
const readPolicy: RoutePolicy = { action: 'simulator.read', resource };
const switchPolicy: RoutePolicy = { action: 'simulator.switch', resource };

const path = '/api/simulator/scenario';
/** Judged in the handler, after the gate: a stranger learns that they may not before what they said wrong. */
const order = z.object({ scenario: z.string().max(64).optional() }).nullish();
const known = z.enum(scenarioIds);
const offered = scenarios.map(({ id, title, about }) => ({ id, title, about }));

/** Which scenario the simulated devices play; only in a demo city whose devices are ours. */
export function simulatorRoutes(app: FastifyInstance, parts: CityParts): void {
  const { settings } = parts;
  const simulator = () => {
    if (!settings.demoAccounts || settings.mqttUrl !== undefined)
      throw new ProblemError(404, 'No simulator plays in this city.');
    const held = parts.simulator();
    if (held === undefined) throw notYet('The simulator is not ready yet.');
    return held;
  };
  const tell = ({ scenario, since, person }: Playing, request: FastifyRequest): PlayedScenario => {
    const decision = decide(request.subject, 'simulator.switch', resource, { at: Date.now() });
    const refused = decision.effect === 'deny' ? decision.reason[languageOf(request)] : null;
    return { scenario, since, person, refused, scenarios: offered };
  };
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    path,
    {
      config: { policy: readPolicy },
      schema: { summary: 'The scenario the simulated devices play', response: { 200: playedScenario } },
    },
    (request) => tell(simulator().playing(), request),
  );

  routes.post(
    path,
    {
      config: { policy: switchPolicy },
      schema: { summary: 'Play another scenario', body: order, response: { 200: playedScenario } },
    },
    async (request) => {
      const held = simulator();
      const person = request.subject.user;
      if (person === undefined) throw new ProblemError(401, 'A switch needs a person.');
      const asked = known.safeParse(request.body?.scenario);
      if (!asked.success) throw badField('scenario', `is one of ${scenarioIds.join(', ')}`);
      return tell(await held.play(asked.data, person, Date.now()), request);
    },
  );
}
