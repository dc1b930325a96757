import type { ObservedProperty } from '@/contracts/series';
import type { Text } from '@/contracts/text';
import { deviceWords } from '@/state/wordsDevice';
import { figure } from '@/state/wordsFormat';
import { gapsBefore, type ChartPoint } from './points';

/** A stretch of a series in one sentence: what the picture shows to those who see it. */
export function summaryOf(
  span: Text,
  points: readonly ChartPoint[],
  stepMs: number,
  { decimals, unitTitle }: Pick<ObservedProperty, 'decimals' | 'unitTitle'>,
): Text {
  const last = points.at(-1);
  if (last === undefined) return deviceWords.chart.none(span);
  const say = (value: number) => figure(value, decimals);
  return deviceWords.chart.summary(
    span,
    {
      low: say(Math.min(...points.map(({ low }) => low))),
      high: say(Math.max(...points.map(({ high }) => high))),
      last: say(last.last),
      gaps: gapsBefore(points, stepMs).filter((broken) => broken).length,
    },
    unitTitle,
  );
}
