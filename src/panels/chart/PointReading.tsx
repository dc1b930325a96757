import type { Text } from '@/contracts/text';
import { useWords } from '@/state/words';
import { deviceWords } from '@/state/wordsDevice';
import { clockTime, figure } from '@/state/wordsFormat';
import type { ChartPoint } from './points';
import css from './chart.module.css';

/** What stands under the chart's cursor, in the same words a screen reader hears. */
export function PointReading(props: {
  readonly point: ChartPoint;
  readonly unit: string;
  readonly decimals: number;
  readonly chosen: string | undefined;
  readonly said: Text | undefined;
}) {
  const { say } = useWords();
  const { point, decimals } = props;
  const w = deviceWords.chart;
  return (
    <span className={css['reading']}>
      <time>{clockTime(point.at)}</time>
      <span>
        <strong>{figure(point.last, decimals)}</strong> {props.unit}
      </span>
      {point.low !== point.high && (
        <span>
          {say(w.between)} {figure(point.low, decimals)}–{figure(point.high, decimals)}
        </span>
      )}
      <span>{say(props.said ?? deviceWords.qualityOf(point.quality))}</span>
      {props.chosen !== undefined && <span className={css['quiet']}>{props.chosen}</span>}
    </span>
  );
}
