import type { Alarm } from '@/contracts/alarm';
import type { FeatureRef } from '@/contracts/ids';
import type { SeriesCatalogue } from '@/contracts/series';
import { isOpen } from '@/domain/alarm';

/** The open alarms of one device, all its series together, in the order given. */
export function alarmsOfDevice(
  series: number,
  alarms: readonly Alarm[],
  catalogue: SeriesCatalogue | undefined,
): readonly Alarm[] {
  const thing = catalogue?.series.find(({ id }) => id === series)?.thing;
  const mine = new Set(
    catalogue?.series.filter((one) => one.thing === thing).map(({ id }) => id) ?? [series],
  );
  return alarms.filter(
    (alarm) => alarm.kind === 'condition' && isOpen(alarm) && mine.has(alarm.evidence.series),
  );
}

/** Which alarms are meant by what is selected: the one itself, or those of the selected device. */
export function chosenAlarms(
  selection: FeatureRef | undefined,
  alarms: readonly Alarm[],
  catalogue: SeriesCatalogue | undefined,
): ReadonlySet<string> {
  if (selection?.layer === 'alarms') return new Set([selection.feature]);
  // A cluster of sensors is no device: its name is no number.
  const series = selection?.layer === 'sensors' ? Number(selection.feature) : Number.NaN;
  if (!Number.isInteger(series)) return new Set();
  return new Set(alarmsOfDevice(series, alarms, catalogue).map(({ id }) => id));
}
