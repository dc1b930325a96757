import type { AlarmRule } from '@/contracts/alarm';
import { seriesStates } from '@/feeds/telemetryTable';
import type { Signal } from '@/scene/signals';

/** What a sensor's mark may say, in the order its looks are kept in. */
export const standings = ['normal', 'attention', 'warning', 'alarm', 'stale', 'lost', 'absent'] as const;
export type Standing = (typeof standings)[number];

/** The state a standing is shown as: 失联 keeps the colour of what is not there, and stays a ring. */
export const signalOf: Readonly<Record<Standing, Signal>> = {
  normal: 'normal',
  attention: 'attention',
  warning: 'warning',
  alarm: 'alarm',
  stale: 'stale',
  lost: 'absent',
  absent: 'absent',
};

export function needsPerson(standing: Standing): standing is 'attention' | 'warning' | 'alarm' {
  return standing === 'attention' || standing === 'warning' || standing === 'alarm';
}

function crosses(value: number, { direction, on }: AlarmRule): boolean {
  return direction === 'above' ? value >= on : value <= on;
}

const gravity: Readonly<Record<AlarmRule['severity'], number>> = { attention: 1, warning: 2, alarm: 3 };
const fresh = seriesStates.indexOf('fresh');
const byNews = seriesStates.map((state) => standings.indexOf(state === 'fresh' ? 'normal' : state));

/**
 * The standing as an index into `standings`; `rules` are those of the sensor's own observed property. An old reading
 * never raises or soothes: it is only old.
 */
export function standingCode(state: number, value: number, rules: readonly AlarmRule[]): number {
  if (Number.isNaN(value)) return byNews[0]!;
  if (state !== fresh) return byNews[state] ?? byNews[0]!;
  let worst = 0;
  for (const rule of rules) if (crosses(value, rule)) worst = Math.max(worst, gravity[rule.severity]);
  return worst;
}

export function standingOf(state: number, value: number, rules: readonly AlarmRule[]): Standing {
  return standings[standingCode(state, value, rules)] ?? 'absent';
}

/** The rules of each observed property. */
export function rulesByProperty(rules: readonly AlarmRule[]): (property: string) => readonly AlarmRule[] {
  const held = new Map<string, AlarmRule[]>();
  for (const rule of rules) held.set(rule.property, [...(held.get(rule.property) ?? []), rule]);
  return (property) => held.get(property) ?? [];
}

/**
 * Which of several standings at one place is told, the greatest first: what needs a person, then what is not there, so
 * that a mark is quiet only where all of it is well. By index into `standings`.
 */
export const telling: readonly number[] = [0, 4, 5, 6, 3, 2, 1];
