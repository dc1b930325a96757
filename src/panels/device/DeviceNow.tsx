import { severityOf } from '@/domain/limits';
import { useLatest, useTime } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { deviceWords } from '@/state/wordsDevice';
import { ago, clockTime, figure } from '@/state/wordsFormat';
import { stateTitles } from '@/contracts/sign';
import { StateShape } from '../StateMark';
import { useNow } from '../useNow';
import type { DevicePart } from './DeviceCard';
import css from './device.module.css';

/** The newest reading: its value, what it stands for by shape, colour and word, and how old it is in its own measure. */
export function DeviceNow({ series, property }: DevicePart) {
  const { say } = useWords();
  const { state, value, observedAt, quality } = useLatest(series.id);
  const mode = useTime((time) => time.mode);
  const now = useNow();
  const severity = state === 'fresh' ? severityOf(property.id, value ?? Number.NaN) : undefined;
  const shape = severity ?? (state === 'fresh' ? 'normal' : state === 'absent' ? 'absent' : 'stale');
  const w = words.layers;
  const age = observedAt === undefined ? undefined : Math.max(0, now - observedAt);
  return (
    <div className={css['now']} data-state={shape}>
      <span className={css['label']}>{say(mode === 'live' ? w.sheet.live : w.sheet.liveAt)}</span>
      <span className={css['value']}>
        {figure(value, property.decimals)}
        <small> {property.unitTitle}</small>
      </span>
      <span className={css['state']} data-state={shape}>
        <StateShape state={shape} />{' '}
        {severity !== undefined
          ? say(stateTitles[severity])
          : state === 'fresh'
            ? `${say(stateTitles.normal)} · ${say(w.reading.fresh)}`
            : say(w.reading[state])}
      </span>
      {observedAt !== undefined && age !== undefined && (
        <span className={css['age']}>
          {say(w.sheet.observed)} {clockTime(observedAt)} ·{' '}
          {say(deviceWords.intervals(ago(age), figure(age / 1000 / series.intervalS, 1)))}
          {quality !== 0 && ` · ${say(deviceWords.qualityOf(quality))}`}
        </span>
      )}
    </div>
  );
}
