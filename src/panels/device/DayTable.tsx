import type { ObservedProperty } from '@/contracts/series';
import { useWords } from '@/state/words';
import { deviceWords } from '@/state/wordsDevice';
import { clockTime, figure, stretch } from '@/state/wordsFormat';
import type { ChartPoint } from '../chart/points';
import css from './device.module.css';

/** The day's chart in rows, newest first: every value, and in words what is to be doubted about it. */
export function DayTable(props: {
  readonly points: readonly ChartPoint[];
  readonly property: ObservedProperty;
  readonly stepMs: number;
}) {
  const { say } = useWords();
  const { property, points } = props;
  const w = deviceWords.table;
  return (
    <div className={css['scroll']} tabIndex={0} role="group" aria-label={say(deviceWords.asTable)}>
      <table className={css['table']}>
        <caption>
          {say(w.caption(stretch(props.stepMs)))} · {property.unitTitle}
        </caption>
        <thead>
          <tr>
            <th scope="col">{say(w.time)}</th>
            {[w.low, w.high, w.last].map((column) => (
              <th key={column.en} scope="col" className={css['number']}>
                {say(column)}
              </th>
            ))}
            <th scope="col">{say(w.quality)}</th>
          </tr>
        </thead>
        <tbody>
          {points.toReversed().map((point) => (
            <tr key={point.at}>
              <th scope="row">{clockTime(point.at)}</th>
              {[point.low, point.high, point.last].map((value, column) => (
                <td key={column} className={css['number']}>
                  {figure(value, property.decimals)}
                </td>
              ))}
              <td>{say(deviceWords.qualityOf(point.quality))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
