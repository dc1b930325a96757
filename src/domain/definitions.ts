import type { AlarmRule } from '@/contracts/alarm';
import type { Scenario, ScenarioId } from '@/contracts/scenario';
import type { ObservedProperty } from '@/contracts/series';
import type { SignDefinition } from '@/contracts/sign';
import alarmRulesFile from '@data/alarm-rules.json';
import propertiesFile from '@data/observed-properties.json';
import highWaterFile from '@data/scenarios/high-water.json';
import metroCrowdFile from '@data/scenarios/metro-crowd.json';
import powerCutFile from '@data/scenarios/power-cut.json';
import rainstormFile from '@data/scenarios/rainstorm.json';
import weekdayFile from '@data/scenarios/weekday.json';
import signsFile from '@data/signs.json';

export { scenarioIds, type Scenario, type ScenarioId } from '@/contracts/scenario';

// The files are ours and a test parses each with its schema; parsing them again at import would run before the page
// has told the schema library that it may not compile code.
export const signDefinitions = signsFile as readonly SignDefinition[];
export const alarmRules = alarmRulesFile as readonly AlarmRule[];
export const observedProperties = propertiesFile as readonly ObservedProperty[];

/** In the order a person is offered them. */
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

export function signDefinition(id: string): SignDefinition | undefined {
  return signDefinitions.find((definition) => definition.id === id);
}
