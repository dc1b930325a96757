import type { Scenario, ScenarioId } from '@/contracts/scenario';
import highWaterFile from '@data/scenarios/high-water.json';
import metroCrowdFile from '@data/scenarios/metro-crowd.json';
import powerCutFile from '@data/scenarios/power-cut.json';
import rainstormFile from '@data/scenarios/rainstorm.json';
import weekdayFile from '@data/scenarios/weekday.json';

/** In the order a person is offered them. Apart from the other definitions: a page with a server never loads them. */
export const scenarios = [
  weekdayFile,
  rainstormFile,
  highWaterFile,
  powerCutFile,
  metroCrowdFile,
] as readonly Scenario[];

const byId = new Map(scenarios.map((scenario) => [scenario.id, scenario]));

export function scenarioOf(id: ScenarioId): Scenario {
  const found = byId.get(id);
  if (found === undefined) throw new Error(`no scenario ${id}`);
  return found;
}
