import { useState } from 'react';
import { slotOf, useCatalogue, useCity } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { recordWords } from '@/state/wordsRecords';
import { figure } from '@/state/wordsFormat';
import { useNow } from '../useNow';
import css from './cityData.module.css';

/** How much of each observed property is fresh, stale, silent or was never heard. */
export function PropertyTable() {
  const { say } = useWords();
  const city = useCity();
  const catalogue = useCatalogue();
  const [telemetry] = useState(() => city.telemetry);
  // Counting two thousand states once a second is cheap; following each of them would not be.
  useNow();
  const w = recordWords.data;
  if (catalogue === undefined) return <p className={css['hint']}>{say(words.frame.loading)}</p>;
  const { states } = telemetry();
  const rows = catalogue.properties.map((property) => {
    const counts = [0, 0, 0, 0];
    for (const series of catalogue.series) {
      if (series.property !== property.id) continue;
      const state = states[slotOf(catalogue, series.id) ?? -1] ?? 0;
      counts[state] = (counts[state] ?? 0) + 1;
    }
    return { property, counts };
  });
  const { reading } = words.layers;
  return (
    <table className={css['table']}>
      <caption>{say(w.byProperty)}</caption>
      <thead>
        <tr>
          <th scope="col">{say(w.property)}</th>
          {[reading.fresh, reading.stale, reading.lost, reading.absent].map((state) => (
            <th key={state.en} scope="col" className={css['number']}>
              {say(state)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ property, counts }) => (
          <tr key={property.id}>
            <th scope="row">
              {say(property.name)} <small>{property.unitTitle}</small>
            </th>
            {[1, 2, 3, 0].map((code) => (
              <td key={code} className={css['number']}>
                {figure(counts[code])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
