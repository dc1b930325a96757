import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useTime, useTimeline } from '@/state/CityContext';
import { stepMs } from '@/state/timeStore';
import { useWords, words } from '@/state/words';
import { clockTime, dayOf, dayTime, figure } from '@/state/wordsFormat';
import { knowingText } from '@/state/wordsKnowing';
import { useNow } from '../useNow';
import { densityBins, summarise, type DensityBin } from './density';
import { DensityStrip } from './DensityStrip';
import { timeMarks } from './timeMarks';
import css from './timeBar.module.css';

const w = words.time;
/** A mark nearer to the end has no room for its words. */
const roomPercent = 94;

/** The stretch one looks at: how much was heard and what was raised in it, and the time that is shown, to be dragged. */
export function Scrubber() {
  const { say, language } = useWords();
  const { mode, view, range, knowing, knownAt, replayAt, step } = useTime((time) => time);
  const replayed = useTime((time) => time.at);
  const board = useTimeline((timeline) => timeline);
  const now = useNow();
  const [pointed, setPointed] = useState<number>();
  const at = mode === 'live' ? now : replayed;
  const bins = densityBins(board, view);
  const share = (time: number): number =>
    Math.min(1, Math.max(0, (time - view.from) / (view.to - view.from))) * 100;
  const known = knowingText(mode === 'live' ? 'now' : knowing, language);

  const onKey = (event: KeyboardEvent) => {
    const far = event.shiftKey ? stepMs.coarse : stepMs.fine;
    const moves: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => step(-far),
      ArrowDown: () => step(-far),
      ArrowRight: () => step(far),
      ArrowUp: () => step(far),
      PageDown: () => step(-stepMs.coarse),
      PageUp: () => step(stepMs.coarse),
      Home: () => replayAt(Math.max(range.from, view.from)),
      End: () => replayAt(Math.min(range.to, view.to)),
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    move();
  };
  const onPoint = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    if (width > 0) setPointed(view.from + ((event.clientX - left) / width) * (view.to - view.from));
  };

  return (
    <div className={css['scrubber']}>
      <div className={css['track']} onPointerMove={onPoint} onPointerLeave={() => setPointed(undefined)}>
        <DensityStrip bins={bins} view={view} />
        {range.from > view.from && (
          <span
            className={css['notKept']}
            style={{ inlineSize: `${share(range.from)}%` }}
            title={say(w.notKept)}
          />
        )}
        {knownAt !== undefined && (
          <span className={css['knownLine']} style={{ insetInlineStart: `${share(knownAt)}%` }} />
        )}
        <span className={css['atLine']} style={{ insetInlineStart: `${share(at)}%` }} data-mode={mode} />
        <input
          type="range"
          min={view.from}
          max={view.to}
          step={1000}
          value={Math.min(view.to, Math.max(view.from, at))}
          aria-label={say(w.scrub)}
          aria-valuetext={say(w.valueText(dayTime(at, language), known))}
          aria-describedby="time-density"
          aria-keyshortcuts="ArrowLeft ArrowRight"
          onKeyDown={onKey}
          onChange={(event) => replayAt(Number(event.currentTarget.value))}
        />
        {pointed !== undefined && <Pointed at={pointed} bins={bins} share={share(pointed)} />}
      </div>
      <div className={css['marks']} aria-hidden="true">
        {timeMarks(view).map((mark) => (
          <span
            key={mark.at}
            className={css['tick']}
            data-day={mark.day || undefined}
            style={{ insetInlineStart: `${share(mark.at)}%` }}
          >
            {share(mark.at) < roomPercent &&
              (mark.day ? dayOf(mark.at, language) : clockTime(mark.at).slice(0, 5))}
          </span>
        ))}
      </div>
      <p id="time-density" className="unseen">
        <Summary bins={bins} />
      </p>
    </div>
  );
}

/** What lies under the pointer. */
function Pointed(props: {
  readonly at: number;
  readonly bins: readonly DensityBin[];
  readonly share: number;
}) {
  const { say, language } = useWords();
  const bin = props.bins.find(({ from, to }) => props.at >= from && props.at < to);
  const told = [
    ...(bin === undefined ? [] : [say(bin.readings === 0 ? w.noReadings : w.readings(figure(bin.readings)))]),
    ...(bin === undefined || bin.late === 0 ? [] : [say(w.late(figure(bin.late)))]),
    ...(bin?.worst === undefined ? [] : [`${say(w.alarms(bin.alarms))}（${say(w.severity[bin.worst])}）`]),
  ];
  return (
    <span className={css['pointed']} style={{ insetInlineStart: `${props.share}%` }} aria-hidden="true">
      <strong>{dayTime(props.at, language)}</strong>
      {told.length > 0 && ` · ${told.join(' · ')}`}
    </span>
  );
}

/** The bars and marks in a sentence. */
function Summary({ bins }: { readonly bins: readonly DensityBin[] }) {
  const { say, language } = useWords();
  const range = useTime((time) => time.range);
  const minutes = useTime((time) => Math.round((time.view.to - time.view.from) / 60_000));
  const failing = useTimeline((timeline) => timeline.failing);
  if (failing) return say(w.densityFailing);
  const { alarms, peak, late, silentMinutes } = summarise(bins, range);
  const at = peak === undefined ? undefined : clockTime(peak).slice(0, 5);
  return w.summary(w.spanName(minutes), alarms, at, late, silentMinutes)[language];
}
