import { useState } from 'react';
import type { SeriesCatalogue } from '@/contracts/series';
import { seriesStates } from '@/feeds/telemetryTable';
import { useCity, useDoor } from '@/state/CityContext';
import { doorTrouble } from '@/state/doorTrouble';
import { useWords, words } from '@/state/words';
import { deviceWords } from '@/state/wordsDevice';
import { healthWords } from '@/state/wordsHealth';
import { figure, roughlyAgo } from '@/state/wordsFormat';
import { StateShape } from '../StateMark';
import { useNow } from '../useNow';
import css from './health.module.css';

const most = 8;
/** Silent longest, by code of the table: never heard, then lost, then stale; a fresh one only for its clock or refusals. */
const weight = [30, 0, 10, 20] as const;
const shapeOf = { absent: 'absent', fresh: 'normal', stale: 'stale', lost: 'stale' } as const;

/** The series here that need someone most, one press away. */
export function WorstDevices(props: {
  readonly catalogue: SeriesCatalogue;
  readonly slots: readonly number[];
}) {
  const { say } = useWords();
  const city = useCity();
  const [telemetry] = useState(() => city.telemetry);
  const now = useNow();
  useDoor();
  const { states, times } = telemetry();
  const door = doorTrouble(city);
  const w = healthWords;
  const worst = props.slots
    .flatMap((slot) => {
      const series = props.catalogue.series[slot];
      if (series === undefined) return [];
      const refused = door?.refused.get(series.id) ?? 0;
      const offset = door?.clocks.get(series.id);
      const code = states[slot] ?? 0;
      const score = (weight[code] ?? 0) + (offset === undefined ? 0 : 5) + Math.min(4, refused);
      return score === 0 ? [] : [{ slot, series, code, refused, offset, score }];
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, most);
  return (
    <section aria-label={say(w.worst)}>
      <h3>{say(w.worst)}</h3>
      {worst.length === 0 && <p className={css['quiet']}>{say(w.noneWorst)}</p>}
      <ul className={css['worst']}>
        {worst.map(({ slot, series, code, refused, offset }) => {
          const state = seriesStates[code] ?? 'absent';
          const time = times[slot] ?? Number.NaN;
          return (
            <li key={series.id}>
              <button
                type="button"
                data-kind="quiet"
                className={css['link']}
                onClick={() => city.select({ layer: 'sensors', feature: String(series.id) })}
              >
                {say(series.name)}
              </button>
              <span>
                <StateShape state={shapeOf[state]} /> {say(words.layers.reading[state])}
                {Number.isFinite(time) && ` · ${say(roughlyAgo(now - time))}`}
                {offset !== undefined && ` · ${say(deviceWords.clockOff(offset))}`}
                {refused > 0 && ` · ${say(w.refused)} ${figure(refused)}`}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
