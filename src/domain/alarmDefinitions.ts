import type { AlarmRule } from '@/contracts/alarm';
import type { AlarmCause, AlarmLoadRule } from '@/contracts/alarmGroup';
import type { SourceRule } from '@/contracts/sourceRule';
import alarmCausesFile from '@data/alarm-causes.json';
import alarmLoadFile from '@data/alarm-load.json';
import alarmRulesFile from '@data/alarm-rules.json';
import sourceRulesFile from '@data/source-rules.json';

// Apart from the other definitions, which the page reads before it can show anything; a test parses these as well.
export const alarmRules = alarmRulesFile as readonly AlarmRule[];
export const sourceRules = sourceRulesFile as readonly SourceRule[];
export const alarmCauses = alarmCausesFile as readonly AlarmCause[];
export const alarmLoadRule = alarmLoadFile as AlarmLoadRule;
