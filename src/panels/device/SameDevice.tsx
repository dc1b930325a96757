import type { Series } from '@/contracts/series';
import { useCatalogue, useCity, useLatest } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { deviceWords } from '@/state/wordsDevice';
import { figure } from '@/state/wordsFormat';
import css from './device.module.css';

/** What else the same device observes. */
export function SameDevice({ series }: { readonly series: Series }) {
  const { say } = useWords();
  const others = (useCatalogue()?.series ?? []).filter(
    ({ thing, id }) => thing === series.thing && id !== series.id,
  );
  if (others.length === 0) return null;
  return (
    <section aria-label={say(deviceWords.same)}>
      <h3 className={css['partTitle']}>{say(deviceWords.same)}</h3>
      <ul className={css['others']}>
        {others.map((other) => (
          <Other key={other.id} series={other} />
        ))}
      </ul>
    </section>
  );
}

function Other({ series }: { readonly series: Series }) {
  const { say } = useWords();
  const city = useCity();
  const { value, state } = useLatest(series.id);
  const property = useCatalogue()?.properties.find(({ id }) => id === series.property);
  return (
    <li>
      <button
        type="button"
        data-kind="quiet"
        className={css['link']}
        onClick={() => city.select({ layer: 'sensors', feature: String(series.id) })}
      >
        {say(property?.name ?? series.name)}
      </button>
      <span>
        {figure(value, property?.decimals)} <small>{property?.unitTitle}</small>
        {state !== 'fresh' && ` · ${say(words.layers.reading[state])}`}
      </span>
    </li>
  );
}
