import type { Alarm } from '@/contracts/alarm';
import { alarmLoadRule } from './alarmDefinitions';

/** What a seat had to bear lately. */
export interface AlarmLoad {
  /** Conditions of its districts that came up within the rule's window. */
  readonly count: number;
  /** More than one person can follow one by one: groups are shown instead. */
  readonly flood: boolean;
  /** When the flood began, Unix ms. */
  readonly since: number | undefined;
}

/**
 * The load of a seat at a time, Unix ms: what came up in the districts of its duty (none: the whole city), closed by now or
 * not. A flood begins with more than `floodAbove` within the window and lasts until fewer than `floodEndsBelow`. Sources
 * of readings are no seat's emergencies and do not count.
 */
export function loadOf(
  alarms: readonly Alarm[],
  at: number,
  districts: readonly string[] = [],
  { windowS, floodAbove, floodEndsBelow } = alarmLoadRule,
): AlarmLoad {
  const windowMs = windowS * 1000;
  const came = alarms
    .filter(
      ({ kind, district, activeSince }) =>
        kind === 'condition' && activeSince <= at && (districts.length === 0 || districts.includes(district)),
    )
    .map(({ activeSince }) => activeSince)
    .sort((a, b) => a - b);
  let count = 0;
  let gone = 0;
  let since: number | undefined;
  const leave = (until: number): void => {
    for (; gone < came.length && came[gone]! + windowMs <= until; gone++) {
      count -= 1;
      if (count < floodEndsBelow) since = undefined;
    }
  };
  for (const time of came) {
    leave(time);
    count += 1;
    if (count > floodAbove) since ??= time;
  }
  leave(at);
  return { count, flood: since !== undefined, since };
}
