import type { AlarmRule } from '@/contracts/alarm';
import type { ObservedProperty } from '@/contracts/series';
import type { SignDefinition } from '@/contracts/sign';
import type { Text } from '@/contracts/text';
import alarmRulesFile from '@data/alarm-rules.json';
import propertiesFile from '@data/observed-properties.json';
import scenariosFile from '@data/scenarios.json';
import signsFile from '@data/signs.json';

// The files are ours and a test parses each with its schema; parsing them again at import would run before the page
// has told the schema library that it may not compile code.
export const signDefinitions = signsFile as readonly SignDefinition[];
export const alarmRules = alarmRulesFile as readonly AlarmRule[];
export const observedProperties = propertiesFile as readonly ObservedProperty[];

export const scenarioIds = ['weekday'] as const;
export type ScenarioId = (typeof scenarioIds)[number];

/** What a scenario makes of the city's day. Hours are Beijing time; minutes are within the drill's period. */
export interface Scenario {
  readonly id: ScenarioId;
  readonly title: Text;
  readonly about: Text;
  readonly rush: readonly { readonly hour: number; readonly width: number; readonly strength: number }[];
  readonly drill: {
    readonly periodMinutes: number;
    readonly turns: readonly {
      readonly offset: number;
      readonly riseMinute: number;
      readonly fullMinute: number;
      readonly fallMinute: number;
      readonly dryMinute: number;
      readonly depthCm: number;
    }[];
  };
  readonly faults: {
    readonly silentShare: number;
    readonly silentMinutes: number;
    readonly stuckShare: number;
  };
}
export const scenarios = scenariosFile as readonly Scenario[];

export function scenarioOf(id: ScenarioId): Scenario {
  const found = scenarios.find((scenario) => scenario.id === id);
  if (found === undefined) throw new Error(`no scenario ${id}`);
  return found;
}

export function signDefinition(id: string): SignDefinition | undefined {
  return signDefinitions.find((definition) => definition.id === id);
}
