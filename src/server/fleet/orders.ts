import * as z from 'zod';
import { scenarioIds } from '@/contracts/scenario';

/** What the fleet is told on its standard input when it starts; secrets never stand on a command line. */
export const fleetOrders = z.object({
  url: z.string(),
  seriesFile: z.string(),
  scenario: z.enum(scenarioIds),
  gateways: z.array(z.object({ user: z.string(), password: z.string() })),
});
export type FleetOrders = z.infer<typeof fleetOrders>;

/** Every later line: the devices play another scenario. */
export const scenarioOrder = z.object({ scenario: z.enum(scenarioIds) });
export type ScenarioOrder = z.infer<typeof scenarioOrder>;
