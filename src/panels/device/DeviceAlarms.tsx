import { alarmsOfDevice } from '@/state/chosenAlarms';
import { useAlarms, useCatalogue } from '@/state/CityContext';
import { useWords } from '@/state/words';
import { alarmWords } from '@/state/wordsAlarms';
import { AlarmRow } from '../alarmBoard/AlarmRow';
import type { DevicePart } from './DeviceCard';
import css from './device.module.css';

/** What is open of this device, one click away. */
export function DeviceAlarms({ series }: Pick<DevicePart, 'series'>) {
  const { say } = useWords();
  const mine = alarmsOfDevice(
    series.id,
    useAlarms((board) => board.alarms),
    useCatalogue(),
  );
  if (mine.length === 0) return null;
  const title = say(alarmWords.ofDevice(mine.length));
  return (
    <section aria-label={title}>
      <h3 className={css['partTitle']}>{title}</h3>
      <ul>
        {mine.map((alarm) => (
          <AlarmRow key={alarm.id} alarm={alarm} />
        ))}
      </ul>
    </section>
  );
}
