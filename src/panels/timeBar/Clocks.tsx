import { useTime, useTimeline } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { clockTime, dayOf } from '@/state/wordsFormat';
import { knowingText } from '@/state/wordsKnowing';
import { useNow } from '../useNow';
import { usePresent } from '../usePresent';
import { JumpTo } from './JumpTo';
import css from './timeBar.module.css';

const w = words.time;

/** Both clocks: when things happened, and what was known of them. */
export function Clocks() {
  const { say, language } = useWords();
  const { mode, knowing, knownAt, know, goLive } = useTime((time) => time);
  const now = useNow();
  const replayed = useTime((time) => time.at);
  const at = mode === 'live' ? now : replayed;
  return (
    <div className={css['clocks']}>
      <div className={css['row']}>
        <span className={css['clockName']}>{say(w.happened)}</span>
        <time className={css['at']} dateTime={new Date(at).toISOString()}>
          <small>{dayOf(at, language)}</small> {clockTime(at)}
        </time>
        <JumpTo />
        {mode === 'live' ? (
          <ReplayNow />
        ) : (
          <button type="button" data-kind="primary" aria-keyshortcuts="l" onClick={goLive}>
            {say(w.backToLive)}
          </button>
        )}
      </div>
      <div className={css['row']}>
        <span className={css['clockName']}>{say(w.known)}</span>
        {mode === 'live' ? (
          <span className={css['quiet']}>{say(w.liveWhy)}</span>
        ) : (
          <>
            <div role="group" aria-label={say(w.knowing)} className={css['spans']}>
              {(['now', 'then'] as const).map((one) => (
                <button
                  key={one}
                  type="button"
                  className={css['span']}
                  aria-pressed={knowing === one}
                  title={say(one === 'now' ? w.knowNowWhy : w.knowThenWhy)}
                  onClick={() => know(one)}
                >
                  {say(one === 'now' ? w.knowNow : w.knowThen)}
                </button>
              ))}
              {typeof knowing === 'number' && (
                <button type="button" className={css['span']} aria-pressed>
                  {say(knowingText(knowing, language, at))}
                </button>
              )}
            </div>
            {typeof knowing !== 'number' && <KnownAt at={knownAt} />}
            <Readiness />
          </>
        )}
      </div>
    </div>
  );
}

/** The second clock; what is known today goes on with now. */
function KnownAt({ at }: { readonly at: number | undefined }) {
  const present = usePresent();
  const known = at ?? present;
  return (
    <time className={css['quiet']} dateTime={new Date(known).toISOString()}>
      {clockTime(known)}
    </time>
  );
}

function ReplayNow() {
  const { say } = useWords();
  const { range, replayAt, setSpan } = useTime((time) => time);
  const quarterHour = 15 * 60_000;
  return (
    <button
      type="button"
      onClick={() => {
        // In this order: the bar first shows the last quarter of an hour, and then stands at its beginning.
        setSpan(quarterHour);
        replayAt(range.to - quarterHour, 'now');
      }}
    >
      {say(w.replayNow)}
    </button>
  );
}

/** How much of the day can be shown at once; nothing where all of it can. */
function Readiness() {
  const { say } = useWords();
  const { ready, failing } = useTimeline((timeline) => timeline.overview);
  if (failing) return <span role="status">{say(w.overviewFailing)}</span>;
  if (ready === 0 || ready === 1) return null;
  return <span className={css['quiet']}>{say(w.overview(`${Math.round(ready * 100)}%`))}</span>;
}
