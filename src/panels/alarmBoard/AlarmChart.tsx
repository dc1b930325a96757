import { useState } from 'react';
import type { Alarm, Severity } from '@/contracts/alarm';
import { alarmRules } from '@/domain/alarmDefinitions';
import { useCatalogue, useCity, useTime } from '@/state/CityContext';
import { useWords } from '@/state/words';
import { alarmWords } from '@/state/wordsAlarms';
import { pointsOf, type ChartPoint } from '../chart/points';
import { SeriesChart } from '../chart/SeriesChart';
import { summaryOf } from '../chart/summary';
import { useAnswer } from '../useAnswer';
import { useNow } from '../useNow';
import css from './alarms.module.css';

const minuteMs = 60_000;
const beforeMs = 30 * minuteMs;
const afterMs = 10 * minuteMs;
/** An alarm that stands for days is shown around its raise, not squeezed. */
const longestMs = 3 * 60 * minuteMs;
const parts = 180;

/** The series around the raise: the limit, when it was passed and when it returned; a point leads to its moment. */
export function AlarmChart({ alarm }: { readonly alarm: Alarm }) {
  const { say } = useWords();
  const city = useCity();
  const catalogue = useCatalogue();
  const minute = Math.floor(useNow() / minuteMs) * minuteMs;
  const replayed = useTime((time) => (time.mode === 'replay' ? time.at : undefined));
  const era = useTime((time) => `${time.mode} ${time.knownAt ?? ''}`);
  const { evidence, activeSince, returnedAt } = alarm;
  const from = activeSince - beforeMs;
  const end = Math.max(
    activeSince + minuteMs,
    Math.min(minute + minuteMs, (returnedAt ?? Infinity) + afterMs),
  );
  const to = Math.min(end, from + longestMs);
  const answer = useAnswer(async () => {
    const time = city.now();
    const asked = { series: evidence.series, from, to: Math.min(to, time.at), px: parts, time };
    return pointsOf(await city.query.observations(asked));
  }, `${alarm.id} ${from} ${to} ${era}`);
  const [held, setHeld] = useState<readonly ChartPoint[]>([]);
  if (answer.kind === 'answered' && answer.value !== held) setHeld(answer.value);
  const series = catalogue?.series.find(({ id }) => id === evidence.series);
  const property = catalogue?.properties.find(({ id }) => id === series?.property);
  if (series === undefined || property === undefined) return null;
  const rule = alarmRules.find(({ id }) => id === evidence.rule);
  const stepMs = Math.max((to - from) / parts, series.intervalS * 1000);
  const limitAt = (value: number, severity: Severity) =>
    ({ value, severity, direction: rule?.direction ?? 'above', said: [] }) as const;
  const { escalated } = alarm;
  return (
    <>
      <h3>{say(alarmWords.around)}</h3>
      {answer.kind === 'failed' ? (
        <p role="alert" className={css['obstacle']}>
          {say(alarmWords.chartFailed(answer.reason))}{' '}
          <button type="button" onClick={answer.again}>
            {say(alarmWords.again)}
          </button>
        </p>
      ) : (
        <SeriesChart
          points={held}
          limits={[
            limitAt(evidence.limit, rule?.severity ?? alarm.severity),
            ...(escalated === undefined ? [] : [limitAt(escalated.limit, alarm.severity)]),
          ]}
          moments={[
            { at: activeSince, glyph: '▲', words: say(alarmWords.moment.raised) },
            ...(escalated === undefined
              ? []
              : [{ at: escalated.at, glyph: '■', words: say(alarmWords.step.escalated) }]),
            ...(returnedAt === undefined
              ? []
              : [{ at: returnedAt, glyph: '▽', words: say(alarmWords.moment.returned) }]),
          ]}
          from={from}
          to={to}
          stepMs={stepMs}
          unit={property.unitTitle}
          decimals={property.decimals}
          summary={say(summaryOf(alarmWords.around, held, stepMs, property))}
          choose={{ words: say(alarmWords.replayFrom), act: (at) => city.time.getState().replayAt(at) }}
          {...(replayed === undefined ? {} : { at: replayed })}
        />
      )}
    </>
  );
}
