import { Pause, Play } from 'lucide-react';
import { useTime } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { clockTime, dayOf } from '@/state/wordsFormat';
import { useNow } from '../useNow';
import css from './timeBar.module.css';

const minute = 60_000;
const stretch = 15 * minute;
const speeds = [1, 10, 60] as const;

/** Now, or a replay of the last fifteen minutes: one slider for both, and no doubt which of them is on. */
export function TimeBar() {
  const { say } = useWords();
  const mode = useTime((time) => time.mode);
  const w = words.frame.time;
  return (
    <section data-over-map className={css['bar']} data-mode={mode} aria-label={say(w.region)}>
      {mode === 'live' ? <Now /> : <Replay />}
      <Scrubber />
    </section>
  );
}

function Now() {
  const { say } = useWords();
  const replayAt = useTime((time) => time.replayAt);
  const from = useTime((time) => time.range.from);
  const w = words.frame.time;
  return (
    <div className={css['controls']}>
      <strong className={css['now']}>{say(w.simulatedLive)}</strong>
      <button type="button" onClick={() => replayAt(from)}>
        {say(w.replayNow)}
      </button>
    </div>
  );
}

function Replay() {
  const { say } = useWords();
  const { playing, speed, play, setSpeed, goLive } = useTime((time) => time);
  const w = words.frame.time;
  return (
    <div className={css['controls']}>
      <strong className={css['replaying']}>{say(w.replay)}</strong>
      <button
        type="button"
        aria-label={say(playing ? w.pause : w.play)}
        aria-keyshortcuts="k"
        onClick={() => play(!playing)}
      >
        {playing ? <Pause size="0.875rem" aria-hidden="true" /> : <Play size="0.875rem" aria-hidden="true" />}
      </button>
      <div role="group" aria-label={say(w.speed)} className={css['speeds']}>
        {speeds.map((one) => (
          <button key={one} type="button" aria-pressed={speed === one} onClick={() => setSpeed(one)}>
            ×{one}
          </button>
        ))}
      </div>
      <button type="button" data-kind="primary" aria-keyshortcuts="l" onClick={goLive}>
        {say(w.backToLive)}
      </button>
    </div>
  );
}

function Scrubber() {
  const { say, language } = useWords();
  const mode = useTime((time) => time.mode);
  const range = useTime((time) => time.range);
  const replayed = useTime((time) => time.at);
  const replayAt = useTime((time) => time.replayAt);
  const now = useNow();
  const to = mode === 'live' ? now : Math.max(range.to, replayed);
  const from = mode === 'live' ? to - stretch : Math.min(range.from, replayed);
  const at = mode === 'live' ? to : replayed;
  const marks = minuteMarks(from, to);
  return (
    <div className={css['scrubber']}>
      <div className={css['track']}>
        <input
          type="range"
          min={from}
          max={to}
          step={1000}
          value={at}
          aria-label={say(words.frame.time.scrub)}
          aria-valuetext={`${dayOf(at, language)} ${clockTime(at)}`}
          onChange={(event) => replayAt(Number(event.currentTarget.value))}
        />
        <div className={css['marks']} aria-hidden="true">
          {marks.map((mark) => (
            <span
              key={mark}
              className={css['mark']}
              data-major={mark % (5 * minute) === 0 || undefined}
              style={{ insetInlineStart: `${((mark - from) / (to - from)) * 100}%` }}
            >
              {mark % (5 * minute) === 0 && to - mark > minute && clockTime(mark).slice(0, 5)}
            </span>
          ))}
        </div>
      </div>
      <time className={css['at']} dateTime={new Date(at).toISOString()}>
        {clockTime(at)}
      </time>
    </div>
  );
}

/** Every whole minute within the stretch. */
export function minuteMarks(from: number, to: number): readonly number[] {
  const first = Math.ceil(from / minute);
  const last = Math.floor(to / minute);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => (first + index) * minute);
}
