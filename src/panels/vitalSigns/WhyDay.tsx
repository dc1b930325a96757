import { useState } from 'react';
import type { SignDefinition, SignMeasure } from '@/contracts/sign';
import type { Limit } from '@/domain/limits';
import { measureOf } from '@/domain/definitions';
import { useTime } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { boardWords } from '@/state/wordsBoard';
import { clockTime, figure } from '@/state/wordsFormat';
import type { ChartPoint } from '../chart/points';
import { SeriesChart } from '../chart/SeriesChart';
import { summaryOf } from '../chart/summary';
import { dayMs, trailOf } from './signRow';
import { partMs, useSignPast } from './useSignPast';
import css from './why.module.css';

/** The limits of a measure as lines across its chart. */
export function limitLines({ thresholds, direction }: SignMeasure): readonly Limit[] {
  return (['alarm', 'warning', 'attention'] as const).flatMap((severity) => {
    const value = thresholds[severity];
    return value === null ? [] : [{ value, severity, direction, said: [] }];
  });
}

/** The last 24 hours of the sign as it was shown, with its limits; and the same as a table. */
export function WhyDay({ sign, shown }: { readonly sign: SignDefinition; readonly shown: string }) {
  const { say } = useWords();
  const [chosen, setChosen] = useState<string>();
  const answer = useSignPast(sign.id);
  const replayed = useTime((time) => (time.mode === 'replay' ? time.at : undefined));
  const measure = measureOf(sign, chosen ?? shown);
  const w = boardWords;
  return (
    <section aria-label={say(w.day)}>
      <h3>
        {say(w.day)} · {say(w.asShown)}
      </h3>
      {sign.measures.length > 1 && (
        <label className={css['quiet']}>
          {say(w.why.measure)}{' '}
          <select value={measure.id} onChange={(event) => setChosen(event.target.value)}>
            {sign.measures.map(({ id, title }) => (
              <option key={id} value={id}>
                {say(title)}
              </option>
            ))}
          </select>
        </label>
      )}
      {answer.kind === 'waiting' && <p role="status">{say(words.frame.loading)}</p>}
      {answer.kind === 'none' && <p className={css['quiet']}>{say(w[answer.why])}</p>}
      {answer.kind === 'failed' && (
        <p role="alert">
          {say(w.failed(answer.reason))}{' '}
          <button type="button" onClick={answer.again}>
            {say(words.frame.retry)}
          </button>
        </p>
      )}
      {answer.kind === 'known' && (
        <Day
          measure={measure}
          points={trailOf(answer.past.day, sign.id, measure.id)}
          to={answer.past.at}
          replayed={replayed}
        />
      )}
    </section>
  );
}

function Day(props: {
  readonly measure: SignMeasure;
  readonly points: readonly ChartPoint[];
  readonly to: number;
  readonly replayed: number | undefined;
}) {
  const { say } = useWords();
  const { measure, points, to, replayed } = props;
  const unit = say(measure.unit);
  if (points.length === 0) return <p className={css['quiet']}>{say(boardWords.noPast)}</p>;
  const about = { decimals: measure.decimals, unitTitle: unit };
  return (
    <>
      <SeriesChart
        points={points}
        limits={limitLines(measure)}
        from={to - dayMs}
        to={to}
        stepMs={partMs}
        unit={unit}
        decimals={measure.decimals}
        summary={say(summaryOf(boardWords.day, points, partMs, about))}
        said={(point) => pointWords(point)}
        {...(replayed === undefined ? {} : { at: replayed })}
      />
      <details className={css['day']}>
        <summary>{say(boardWords.why.asTable)}</summary>
        <DayRows measure={measure} points={points} />
      </details>
    </>
  );
}

const pointWords = ({ quality }: ChartPoint) => (quality === 0 ? boardWords.asShown : boardWords.generated);

/** The chart in rows, newest first. */
function DayRows({
  measure,
  points,
}: {
  readonly measure: SignMeasure;
  readonly points: readonly ChartPoint[];
}) {
  const { say } = useWords();
  const w = boardWords.why;
  return (
    <div className={css['scroll']} tabIndex={0} role="group" aria-label={say(w.asTable)}>
      <table className={css['rows']}>
        <caption>
          {say(w.caption(say(measure.title)))} · {say(measure.unit)}
        </caption>
        <thead>
          <tr>
            {[w.time, w.low, w.high, w.last, w.origin].map((column) => (
              <th key={column.en} scope="col">
                {say(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.toReversed().map((point) => (
            <tr key={point.at}>
              <th scope="row">{clockTime(point.at)}</th>
              {[point.low, point.high, point.last].map((value, column) => (
                <td key={column}>{figure(value, measure.decimals)}</td>
              ))}
              <td>{say(pointWords(point))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
