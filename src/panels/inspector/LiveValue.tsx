import { slotOf, useCatalogue, useLatest, useTime } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { ago, clockTime, figure } from '@/state/wordsFormat';
import { StateShape } from '../StateMark';
import { useNow } from '../useNow';
import css from './inspector.module.css';

const shapeOf = { absent: 'absent', fresh: 'normal', stale: 'stale', lost: 'stale' } as const;

/** A series' newest reading with its age and state; a stale one is hatched and says so. */
export function LiveValue({ series }: { readonly series: number }) {
  const { say, language } = useWords();
  const catalogue = useCatalogue();
  const mode = useTime((time) => time.mode);
  const now = useNow();
  const { state, value, observedAt } = useLatest(series);
  const slot = slotOf(catalogue, series);
  const one = slot === undefined ? undefined : catalogue?.series[slot];
  const property = catalogue?.properties.find(({ id }) => id === one?.property);
  if (one === undefined || property === undefined) return null;
  return (
    <div className={css['live']} data-state={state}>
      <span className={css['liveLabel']}>
        {say(mode === 'live' ? words.layers.sheet.live : words.layers.sheet.liveAt)} · {say(property.name)}
      </span>
      <span className={css['liveValue']}>
        {figure(value, property.decimals)}
        <small> {property.unitTitle}</small>
      </span>
      <span className={css['liveState']}>
        <StateShape state={shapeOf[state]} /> {say(words.layers.reading[state])}
        {observedAt !== undefined &&
          ` · ${say(words.layers.sheet.observed)} ${clockTime(observedAt)} · ${ago(now - observedAt)[language]}`}
      </span>
    </div>
  );
}
