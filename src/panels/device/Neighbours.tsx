import { useState } from 'react';
import type { ObservedProperty } from '@/contracts/series';
import { neighboursOf, standingAmong } from '@/domain/neighbours';
import { useCatalogue, useCity, useLatest } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { deviceWords } from '@/state/wordsDevice';
import { figure } from '@/state/wordsFormat';
import { GradeChip } from '../GradeChip';
import { StateShape } from '../StateMark';
import type { DevicePart } from './DeviceCard';
import { useLatestOf } from './useLatestOf';
import css from './device.module.css';

const most = 5;
const withinKm = 3;
const shapeOf = { absent: 'absent', fresh: 'normal', stale: 'stale', lost: 'stale' } as const;

/** Half a hundredth of the possible range, and never below the last digit shown: less is not worth a person's look. */
function leastSpread({ min, max, decimals }: ObservedProperty): number {
  return Math.max(10 ** -decimals, (max - min) * 0.005);
}

/** A difference with its sign, so that the direction is read and not guessed. */
function signed(value: number, decimals: number): string {
  return `${value > 0 ? '+' : value < 0 ? '−' : '±'}${figure(Math.abs(value), decimals)}`;
}

/** The nearest devices of the same kind beside this one; says so where this one stands apart from them. */
export function Neighbours({ series, property }: DevicePart) {
  const { say } = useWords();
  const city = useCity();
  const catalogue = useCatalogue();
  const [near] = useState(() => neighboursOf(series, catalogue?.series ?? [], most, withinKm * 1000));
  const [ids] = useState(() => near.map((one) => one.series.id));
  const own = useLatest(series.id);
  const readings = useLatestOf(ids);
  const others = near.map((one, index) => ({ ...one, reading: readings[index]! }));
  const fresh = others.flatMap(({ reading }) =>
    reading.state === 'fresh' ? [reading.value ?? Number.NaN] : [],
  );
  const standing =
    own.state === 'fresh' ? standingAmong(own.value ?? Number.NaN, fresh, leastSpread(property)) : undefined;
  const w = deviceWords;
  if (others.length === 0) {
    return (
      <section aria-label={say(w.neighbours)}>
        <h3 className={css['partTitle']}>{say(w.neighbours)}</h3>
        <p className={css['quiet']}>{say(w.noNeighbours(withinKm))}</p>
      </section>
    );
  }
  return (
    <section aria-label={say(w.neighbours)}>
      <h3 className={css['partTitle']}>
        {say(w.neighbours)} <small>{say(w.neighboursNote(others.length, withinKm))}</small>
      </h3>
      <p className={standing?.apart === true ? css['apart'] : css['quiet']}>
        {standing === undefined
          ? say(w.tooFew)
          : say(
              standing.apart
                ? w.apart(signed(standing.difference, property.decimals), property.unitTitle)
                : w.alike,
            )}{' '}
        <GradeChip grade="derived" />
      </p>
      <table className={css['table']}>
        <thead>
          <tr>
            <th scope="col">{say(w.neighbour)}</th>
            <th scope="col" className={css['number']}>
              {say(w.away)}
            </th>
            <th scope="col" className={css['number']}>
              {say(w.value)}
            </th>
            <th scope="col" className={css['number']}>
              {say(w.difference)}
            </th>
          </tr>
        </thead>
        <tbody>
          {others.map(({ series: other, distanceM, reading }) => (
            <tr key={other.id}>
              <th scope="row">
                <button
                  type="button"
                  data-kind="quiet"
                  className={css['link']}
                  onClick={() => city.select({ layer: 'sensors', feature: String(other.id) })}
                >
                  {say(other.name)}
                </button>
              </th>
              <td className={css['number']}>{figure(distanceM)} m</td>
              <td className={css['number']}>
                {figure(reading.value, property.decimals)}
                {reading.state !== 'fresh' && (
                  <span className={css['stateWord']}>
                    <StateShape state={shapeOf[reading.state]} /> {say(words.layers.reading[reading.state])}
                  </span>
                )}
              </td>
              <td className={css['number']}>
                {reading.state === 'fresh' && own.state === 'fresh'
                  ? signed((own.value ?? Number.NaN) - (reading.value ?? Number.NaN), property.decimals)
                  : '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
