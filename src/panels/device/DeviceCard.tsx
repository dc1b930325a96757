import type { ObservedProperty, Series } from '@/contracts/series';
import { slotOf, useCatalogue, useTime } from '@/state/CityContext';
import { useWords } from '@/state/words';
import { deviceWords } from '@/state/wordsDevice';
import { dayTime } from '@/state/wordsFormat';
import { DeviceAlarms } from './DeviceAlarms';
import { DeviceDay } from './DeviceDay';
import { DeviceFacts } from './DeviceFacts';
import { DeviceNow } from './DeviceNow';
import { DeviceTrail } from './DeviceTrail';
import { LimitList } from './LimitList';
import { Neighbours } from './Neighbours';
import { SameDevice } from './SameDevice';
import css from './device.module.css';

/** What every part of the card is told. */
export interface DevicePart {
  readonly series: Series;
  readonly property: ObservedProperty;
}

/** All a control room asks of one device, as of the time looked at. */
export default function DeviceCard({ id }: { readonly id: number }) {
  const catalogue = useCatalogue();
  const slot = slotOf(catalogue, id);
  const series = slot === undefined ? undefined : catalogue?.series[slot];
  const property = catalogue?.properties.find((one) => one.id === series?.property);
  if (series === undefined || property === undefined) return null;
  const part: DevicePart = { series, property };
  return (
    <div className={css['card']}>
      <AsOf />
      <DeviceNow {...part} />
      <DeviceAlarms series={series} />
      <DeviceTrail {...part} />
      <DeviceDay {...part} />
      <LimitList {...part} />
      <Neighbours {...part} />
      <SameDevice series={series} />
      <DeviceFacts {...part} />
    </div>
  );
}

function AsOf() {
  const { say, language } = useWords();
  const second = useTime((time) => (time.mode === 'replay' ? Math.floor(time.at / 1000) : undefined));
  if (second === undefined) return null;
  return <p className={css['asOf']}>{say(deviceWords.asOf(dayTime(second * 1000, language)))}</p>;
}
