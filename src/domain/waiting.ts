import type { Alarm } from '@/contracts/alarm';

const weight = { alarm: 0, warning: 1, attention: 2 } as const;

/** Whether it waits for somebody: a condition of the city nobody has acknowledged or put aside. The alarm as it stands. */
export function isWaiting({ kind, handling, shelved }: Alarm): boolean {
  return kind === 'condition' && handling === 'new' && shelved === undefined;
}

/** Since when it calls as it does now, Unix ms: an alarm that became graver calls anew. */
export function callsSince({ activeSince, escalated }: Alarm): number {
  return Math.max(activeSince, escalated?.at ?? -Infinity);
}

/** Alarms that wait, the worst first and of those the longest waiting; sources of readings never do. */
export function waitingOf(alarms: Iterable<Alarm>): readonly Alarm[] {
  return [...alarms]
    .filter(isWaiting)
    .sort(
      (one, other) =>
        weight[one.severity] - weight[other.severity] ||
        callsSince(one) - callsSince(other) ||
        one.id.localeCompare(other.id),
    );
}

/** 告警 ■ 红: the only ones that call by sound and in the title. */
export function redsOf(alarms: readonly Alarm[]): readonly Alarm[] {
  return alarms.filter((alarm) => alarm.severity === 'alarm' && isWaiting(alarm));
}
