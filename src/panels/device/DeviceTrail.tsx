import { limitsOf } from '@/domain/limits';
import { useTime } from '@/state/CityContext';
import { useWords } from '@/state/words';
import { deviceWords } from '@/state/wordsDevice';
import { SeriesChart } from '../chart/SeriesChart';
import { summaryOf } from '../chart/summary';
import type { DevicePart } from './DeviceCard';
import { useTrail } from './useTrail';
import css from './device.module.css';

/** The last stretch as a line that grows as readings come. */
export function DeviceTrail({ series, property }: DevicePart) {
  const { say } = useWords();
  const trail = useTrail(series);
  const replayed = useTime((time) => (time.mode === 'replay' ? time.at : undefined));
  const span = deviceWords.trail(trail.spanMs);
  return (
    <section aria-label={say(span)}>
      <h3 className={css['partTitle']}>{say(span)}</h3>
      <SeriesChart
        small
        {...trail}
        limits={limitsOf(property.id)}
        unit={property.unitTitle}
        decimals={property.decimals}
        summary={say(summaryOf(span, trail.points, trail.stepMs, property))}
        {...(replayed === undefined ? {} : { at: replayed })}
      />
    </section>
  );
}
