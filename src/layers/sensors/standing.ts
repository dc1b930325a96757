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

/** `rules` are those of the sensor's own observed property. An old reading never raises or soothes: it is only old. */
export function standingOf(state: number, value: number, rules: readonly AlarmRule[]): Standing {
  const news = seriesStates[state];
  if (news === undefined || news === 'absent' || Number.isNaN(value)) return 'absent';
  if (news !== 'fresh') return news;
  const crossed = rules.filter((rule) => crosses(value, rule));
  for (const severity of ['alarm', 'warning', 'attention'] as const) {
    if (crossed.some((rule) => rule.severity === severity)) return severity;
  }
  return 'normal';
}
