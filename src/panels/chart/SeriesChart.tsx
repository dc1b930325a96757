import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import type { Text } from '@/contracts/text';
import type { Limit } from '@/domain/limits';
import { usePreferences } from '@/state/CityContext';
import { useWords } from '@/state/words';
import { deviceWords } from '@/state/wordsDevice';
import { PointReading } from './PointReading';
import type { ChartPoint } from './points';
import type { Plot, PlotModel, PlotMoment } from './plot';
import css from './chart.module.css';

export interface SeriesChartProps {
  readonly points: readonly ChartPoint[];
  readonly limits: readonly Limit[];
  /** Ends of what is drawn, Unix ms. */
  readonly from: number;
  readonly to: number;
  /** The part of time a point stands for, ms. */
  readonly stepMs: number;
  readonly unit: string;
  readonly decimals: number;
  /** What the picture shows, in a sentence, for those who do not see it. */
  readonly summary: string;
  /** The time looked at in replay, Unix ms. */
  readonly at?: number;
  /** What happened when, marked in the picture and told in its words. */
  readonly moments?: readonly PlotMoment[];
  /** A trend beside a number: no axes, no cursor. */
  readonly small?: boolean;
  /** What a point is, in words, where it is not a device's reading with a quality. */
  readonly said?: (point: ChartPoint) => Text;
  /** What choosing a point does, and its words; without it points are only read. */
  readonly choose?: { readonly words: string; readonly act: (at: number) => void };
}

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -12, PageDown: 12 };

/** A series over time: least to greatest as a band, the last as a line, limits, gaps; read by pointer or by keys. */
export function SeriesChart(props: SeriesChartProps) {
  const { points, small = false, summary, choose } = props;
  const { say } = useWords();
  const [index, setIndex] = useState<number>();
  const hint = useId();
  const host = useRef<HTMLDivElement>(null);
  const { plot, failed } = usePlot(host, props, setIndex, (chosen) => {
    const at = points[chosen]?.at;
    if (at !== undefined) choose?.act(at);
  });
  const shown = index === undefined ? undefined : points[index];
  if (small) return <div ref={host} className={css['small']} role="img" aria-label={summary} />;

  const go = (next: number | undefined) => {
    setIndex(next);
    plot.current?.point(next);
  };
  const onKey = (event: KeyboardEvent) => {
    const last = points.length - 1;
    const step = steps[event.key];
    if (event.key === 'Enter' && shown !== undefined) choose?.act(shown.at);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(last);
    else if (step !== undefined)
      go(Math.min(last, Math.max(0, (index ?? last) + (index === undefined ? 0 : step))));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <figure className={css['chart']}>
      <div
        className={css['reader']}
        role="slider"
        tabIndex={points.length === 0 ? -1 : 0}
        aria-label={say(deviceWords.chart.reader)}
        aria-describedby={hint}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, points.length - 1)}
        aria-valuenow={index ?? Math.max(0, points.length - 1)}
        aria-valuetext={
          shown === undefined ? summary : say(deviceWords.chart.spoken(shown, props, props.said?.(shown)))
        }
        onKeyDown={onKey}
        onBlur={() => go(undefined)}
      >
        <div ref={host} className={css['plot']} aria-hidden="true" />
      </div>
      <figcaption id={hint} className={css['caption']}>
        {failed && <p role="alert">{say(deviceWords.chart.failed)}</p>}
        {shown === undefined ? (
          <span>{summary}</span>
        ) : (
          <PointReading
            point={shown}
            unit={props.unit}
            decimals={props.decimals}
            chosen={choose?.words}
            said={props.said?.(shown)}
          />
        )}
      </figcaption>
    </figure>
  );
}

/** The drawing itself comes when a chart is first shown; where nothing can be drawn the words stand alone. */
function usePlot(
  host: React.RefObject<HTMLDivElement | null>,
  props: SeriesChartProps,
  onPoint: (index: number | undefined) => void,
  onChoose: (index: number) => void,
) {
  const plot = useRef<Plot>(undefined);
  const model: PlotModel = { ...props, at: props.at, small: props.small ?? false };
  const latest = useRef({ model, onPoint, onChoose });
  const [failed, setFailed] = useState(false);
  const theme = usePreferences((preferences) => preferences.theme);
  useEffect(() => {
    latest.current = { model, onPoint, onChoose };
    plot.current?.show(model);
  });
  useEffect(() => {
    const frame = host.current;
    if (frame === null || document.createElement('canvas').getContext('2d') === null) return;
    let left = false;
    const resized = new ResizeObserver(() => plot.current?.resize());
    import('./plot').then(
      ({ drawPlot }) => {
        if (left) return;
        plot.current = drawPlot(frame, latest.current.model, {
          onPoint: (index) => latest.current.onPoint(index),
          onChoose: (index) => latest.current.onChoose(index),
        });
        resized.observe(frame);
      },
      () => setFailed(true),
    );
    return () => {
      left = true;
      resized.disconnect();
      plot.current?.destroy();
      plot.current = undefined;
    };
  }, [host]);
  useEffect(() => plot.current?.redraw(), [theme]);
  return { plot, failed };
}
