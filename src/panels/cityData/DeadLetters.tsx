import { Pause, Play } from 'lucide-react';
import { useState } from 'react';
import type { Refusals } from '@/contracts/ingest';
import type { CommandResult } from '@/state/city';
import { useCity, useDoor, useSession } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { recordWords } from '@/state/wordsRecords';
import { deviceWords } from '@/state/wordsDevice';
import { healthWords } from '@/state/wordsHealth';
import { figure } from '@/state/wordsFormat';
import { offerFile } from '../csv';
import { useAnswer } from '../useAnswer';
import { groupsOf, lettersFile } from './deadLetters';
import { LetterGroupList } from './LetterGroupList';
import css from './cityData.module.css';

/** What the door refused: for whom it may be read, newest first, by sender, each with a sample. */
export function DeadLetters() {
  const { say } = useWords();
  const city = useCity();
  const { user } = useSession();
  const w = recordWords.data;
  if (!city.query.served) return <p className={css['hint']}>{say(w.noServer)}</p>;
  if (user === null) return <p className={css['hint']}>{say(w.refusedSignIn)}</p>;
  return <Letters key={user} />;
}

/** Asked again when the door has refused more, which it is asked about every five seconds; not while held still. */
function Letters() {
  const { say } = useWords();
  const city = useCity();
  const [paused, setPaused] = useState(false);
  const total = useDoor()?.refused.total ?? 0;
  const [asked, setAsked] = useState(total);
  if (!paused && asked !== total) setAsked(total);
  const answer = useAnswer(() => city.query.refusals(), `${asked}`);
  const [held, setHeld] = useState<CommandResult<Refusals>>();
  if (answer.kind === 'answered' && answer.value !== held) setHeld(answer.value);
  const w = recordWords.data;
  if (held === undefined || answer.kind === 'failed') {
    return answer.kind === 'failed' ? (
      <p className={css['hint']} role="alert">
        {answer.reason}{' '}
        <button type="button" onClick={answer.again}>
          {say(words.frame.retry)}
        </button>
      </p>
    ) : (
      <p className={css['hint']}>{say(words.frame.loading)}</p>
    );
  }
  if (!held.ok) {
    return (
      <p className={css['hint']} role="alert">
        {say(w.refusedFailed(held.status))}
      </p>
    );
  }
  return (
    <Shown refusals={held.value} paused={paused} onPause={() => setPaused(!paused)} unseen={total - asked} />
  );
}

function Shown(props: {
  readonly refusals: Refusals;
  readonly paused: boolean;
  readonly onPause: () => void;
  /** Refused since the list was held still. */
  readonly unseen: number;
}) {
  const { say, language } = useWords();
  const door = useDoor();
  const [reason, setReason] = useState<string>();
  const { refusals, paused } = props;
  const groups = groupsOf(refusals, reason, door?.at ?? 0);
  const w = healthWords.letters;
  const reasons = Object.entries(refusals.reasons).sort(([, a], [, b]) => b - a);
  if (refusals.total === 0) return <p className={css['hint']}>{say(recordWords.data.refusedNone)}</p>;
  return (
    <>
      <div className={css['reasons']} role="group" aria-label={say(w.byReason)}>
        <button type="button" aria-pressed={reason === undefined} onClick={() => setReason(undefined)}>
          {say(w.all)} {figure(refusals.total)}
        </button>
        {reasons.map(([id, count]) => (
          <button key={id} type="button" aria-pressed={reason === id} onClick={() => setReason(id)}>
            {say(healthWords.reasonOf(id))} {figure(count)}
          </button>
        ))}
      </div>
      <div className={css['letterTools']}>
        <button type="button" onClick={props.onPause} aria-pressed={paused}>
          {paused ? <Play size="0.75rem" aria-hidden="true" /> : <Pause size="0.75rem" aria-hidden="true" />}{' '}
          {say(paused ? w.resume : w.pause)}
        </button>
        <button
          type="button"
          onClick={() => offerFile(`${w.file}.csv`, lettersFile(groups, language))}
          disabled={groups.length === 0}
        >
          {say(deviceWords.download)}
        </button>
        <span role="status" className={css['quiet']}>
          {paused && props.unseen > 0
            ? say(w.unseen(figure(props.unseen)))
            : say(w.kept(figure(refusals.items.length)))}
        </span>
      </div>
      {groups.length === 0 && <p className={css['hint']}>{say(w.noneKept)}</p>}
      <LetterGroupList groups={groups} />
    </>
  );
}
