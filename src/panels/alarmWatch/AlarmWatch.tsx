import { Volume2, VolumeOff, VolumeX } from 'lucide-react';
import { callsSince, redsOf } from '@/domain/waiting';
import { goToWorst } from '@/state/alarmSteps';
import { useAlarms, useCity, useTime } from '@/state/CityContext';
import { useWords } from '@/state/words';
import { alarmWatchWords } from '@/state/wordsAlarmWatch';
import { lastingRoughly } from '@/state/wordsFormat';
import { StateShape } from '../StateMark';
import { usePresent } from '../usePresent';
import css from './alarmWatch.module.css';
import { useCalls } from './useCalls';
import { muteMs, useSound } from './useSound';

/** What waits at present, whatever workspace and time are shown: how many reds and how long, and whether they sound. */
export default function AlarmWatch() {
  const { say } = useWords();
  const called = useCalls();
  return (
    <div className={css['watch']}>
      <Reds />
      <SoundButton />
      <p role="status" className="unseen">
        {called && say(called)}
      </p>
    </div>
  );
}

function Reds() {
  const { say } = useWords();
  const city = useCity();
  const [longest, ...others] = redsOf(useAlarms((board) => board.waiting));
  const replaying = useTime((time) => time.mode === 'replay');
  const present = usePresent();
  const w = alarmWatchWords;
  if (longest === undefined) return null;
  return (
    <button
      type="button"
      className={css['reds']}
      aria-keyshortcuts="n"
      title={say(replaying ? w.ofPresentWhy : w.goTo)}
      onClick={() => goToWorst(city)}
    >
      <StateShape state="alarm" />
      {replaying && <span className={css['present']}>{say(w.ofPresent)}</span>}
      <strong>{say(w.reds(others.length + 1))}</strong>
      <span>{say(w.longest(lastingRoughly(present - callsSince(longest))))}</span>
    </button>
  );
}

function SoundButton() {
  const { say } = useWords();
  const { state, mutedUntil, press } = useSound();
  const w = alarmWatchWords.sound;
  const [word, does] = {
    ready: [w.on, w.onDoes(muteMs)] as const,
    muted: [w.muted(mutedUntil), w.mutedDoes] as const,
    locked: [w.locked, w.lockedDoes] as const,
    none: [w.none, w.noneDoes] as const,
  }[state];
  const Icon = state === 'ready' ? Volume2 : state === 'muted' ? VolumeX : VolumeOff;
  return (
    <button
      type="button"
      data-kind="quiet"
      className={css['sound']}
      data-state={state}
      aria-label={`${say(word)}：${say(does)}`}
      title={say(does)}
      onClick={press}
    >
      <Icon size="1rem" aria-hidden="true" />
      {state !== 'ready' && <span>{say(word)}</span>}
    </button>
  );
}
