import type { Alarm } from '@/contracts/alarm';
import type { City } from './city';
import type { AlarmMark } from './timelineBoard';
import type { Knowing } from '@/contracts/time';

const secondMs = 1_000;

/**
 * The moment of the alarm before or after `at`, in whole seconds so that the alarm is there; `undefined` where there is
 * none. Where only what was known then counts, an alarm begins when it was known.
 */
export function alarmMoment(
  marks: readonly AlarmMark[],
  at: number,
  direction: -1 | 1,
  knowing: Knowing,
): number | undefined {
  const moments = marks
    .map(
      (mark) =>
        Math.ceil((knowing === 'then' ? Math.max(mark.at, mark.known) : mark.at) / secondMs) * secondMs,
    )
    .sort((one, other) => one - other);
  return direction < 0
    ? moments.findLast((moment) => moment < at - secondMs / 2)
    : moments.find((moment) => moment > at + secondMs / 2);
}

/** Goes to the next alarm in one direction; false where there is none, and then nothing changes. */
export function stepToAlarm(city: City, direction: -1 | 1): boolean {
  const { context, knowing, replayAt } = city.time.getState();
  const moment = alarmMoment(city.timeline.getState().alarms, context().at, direction, knowing);
  if (moment === undefined || moment > city.present()) return false;
  replayAt(moment);
  return true;
}

/** How far from an alarm the camera stands, metres. */
const alarmRangeM = 900;

/** Flies to where an alarm is; by its own place, since its mark may not be drawn. */
export function flyToAlarm(city: City, { place }: Pick<Alarm, 'place'>): void {
  const [lon, lat, height] = place;
  city.scene.getState().fly({ kind: 'place', at: [lon, lat], height, range: alarmRangeM });
}

/**
 * Goes to what waits worst and longest, from anywhere: selects it and flies there, in the present, since a past does not
 * have it yet. False where nothing waits.
 */
export function goToWorst(city: City): boolean {
  const [worst] = city.alarms.getState().waiting;
  if (worst === undefined) return false;
  const { mode, goLive } = city.time.getState();
  if (mode === 'replay') goLive();
  const ref = { layer: 'alarms', feature: worst.id } as const;
  city.select(ref);
  flyToAlarm(city, worst);
  return true;
}
