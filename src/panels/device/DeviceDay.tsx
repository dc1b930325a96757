import { useId, useState } from 'react';
import { resolutionOf } from '@/contracts/series';
import { limitsOf } from '@/domain/limits';
import { useCity, useTime } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { deviceWords } from '@/state/wordsDevice';
import { clockTime, dayTime } from '@/state/wordsFormat';
import { markOf, pointMarks, type ChartPoint } from '../chart/points';
import { SeriesChart } from '../chart/SeriesChart';
import { summaryOf } from '../chart/summary';
import { offerFile } from '../csv';
import { MarkShape } from './MarkShape';
import { DayTable } from './DayTable';
import { dayFile } from './dayFile';
import type { DevicePart } from './DeviceCard';
import { useSpan } from './useSpan';
import css from './device.module.css';

export const dayMs = 24 * 3_600_000;
/** Five minutes a part: about a pixel each on the card. */
export const dayParts = 288;

/** A whole day as a chart, and the same as a table and a file. */
export function DeviceDay({ series, property }: DevicePart) {
  const { say, language } = useWords();
  const city = useCity();
  const [form, setForm] = useState<'chart' | 'table'>('chart');
  const title = useId();
  const day = useSpan(series.id, dayMs, dayParts);
  const replayed = useTime((time) => (time.mode === 'replay' ? time.at : undefined));
  const stepMs = Math.max(dayMs / dayParts, series.intervalS * 1000);
  const w = deviceWords;
  const span = replayed === undefined ? w.day : w.dayUntil(dayTime(replayed, language));
  const known =
    day.kind === 'answered' ? day.value.points.filter(({ at }) => at <= (replayed ?? Infinity)) : [];
  const to = day.kind === 'answered' ? Math.max(day.value.to, replayed ?? 0) : city.now().at;
  return (
    <section aria-labelledby={title} className={css['day']}>
      <div className={css['partHead']}>
        <h3 id={title} className={css['partTitle']}>
          {say(span)}
        </h3>
        <div role="group" aria-label={say(w.form)} className={css['forms']}>
          {(['chart', 'table'] as const).map((one) => (
            <button key={one} type="button" aria-pressed={form === one} onClick={() => setForm(one)}>
              {say(one === 'chart' ? w.asChart : w.asTable)}
            </button>
          ))}
        </div>
      </div>
      {day.kind === 'waiting' && <p className={css['quiet']}>{say(w.waiting)}</p>}
      {day.kind === 'failed' && (
        <p role="alert" className={css['quiet']}>
          {say(w.failed(day.reason))}{' '}
          <button type="button" onClick={day.again}>
            {say(words.frame.retry)}
          </button>
        </p>
      )}
      {day.kind === 'answered' && form === 'chart' && (
        <>
          <SeriesChart
            points={known}
            limits={limitsOf(property.id)}
            from={to - dayMs}
            to={to}
            stepMs={stepMs}
            unit={property.unitTitle}
            decimals={property.decimals}
            summary={say(summaryOf(span, known, stepMs, property))}
            choose={{ words: say(w.replayHere), act: (at) => city.time.getState().replayAt(at) }}
            {...(replayed === undefined ? {} : { at: replayed })}
          />
          <DayKey points={known} />
        </>
      )}
      {day.kind === 'answered' && form === 'table' && (
        <>
          <DayTable points={known} property={property} stepMs={stepMs} />
          <p className={css['quiet']}>
            <button
              type="button"
              onClick={() => {
                const { name, content } = dayFile(known, series, property, language, to);
                offerFile(name, content);
              }}
            >
              {say(w.download)}
            </button>{' '}
            {say(w.downloadNote)}
          </p>
        </>
      )}
    </section>
  );
}

/** What the shapes on this chart mean; a shape that is not there is not explained. */
function DayKey({ points }: { readonly points: readonly ChartPoint[] }) {
  const { say } = useWords();
  const present = pointMarks.filter((mark) => points.some(({ quality }) => markOf(quality) === mark));
  const means = points.filter(({ quality }) => resolutionOf(quality) > 0);
  const newest = means.at(-1);
  const w = deviceWords;
  if (points.length === 0) return null;
  return (
    <p className={css['key']}>
      <span>{say(w.bandMark)}</span>
      <span>{say(w.gapMark)}</span>
      {newest !== undefined && <span>{say(w.meansUntil(clockTime(newest.at)))}</span>}
      {present.map((mark) => (
        <span key={mark}>
          <MarkShape mark={mark} /> {say(w.mark[mark])}
        </span>
      ))}
    </p>
  );
}
