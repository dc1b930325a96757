import type { Alarm } from '@/contracts/alarm';
import { isOpen, isShelved } from '@/domain/alarm';
import { useAlarms } from '@/state/CityContext';
import { useNow } from '../useNow';

/** The red conditions of the city that nobody has taken in hand, the one that waits longest first. */
export function useReds(): readonly Alarm[] {
  const now = useNow();
  const alarms = useAlarms((board) => board.alarms);
  return alarms
    .filter(
      (alarm) =>
        alarm.kind === 'condition' &&
        alarm.severity === 'alarm' &&
        alarm.handling === 'new' &&
        isOpen(alarm) &&
        !isShelved(alarm, now),
    )
    .toSorted((one, other) => one.activeSince - other.activeSince);
}
