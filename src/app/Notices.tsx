import { useEffect, useState } from 'react';
import { useCity, useHealth, useScene, useTime } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { dayTime, lasting } from '@/state/wordsFormat';
import { knowingText } from '@/state/wordsKnowing';
import type { Refusal } from './addressBar';
import { ShedNotice } from './ShedNotice';
import css from './shell.module.css';

/** What everyone must know now, under the header: replay, a lost feed, a lost picture, a link that did not come whole. */
export function Notices(props: { readonly refused: readonly Refusal[]; readonly onDismiss: () => void }) {
  return (
    <div className={css['notices']}>
      <ReplayNotice />
      <FeedNotice />
      <VersionNotice />
      <ShedNotice />
      <SceneNotice />
      {props.refused.length > 0 && <AddressNotice {...props} />}
    </div>
  );
}

function ReplayNotice() {
  const { say, language } = useWords();
  const mode = useTime((time) => time.mode);
  const second = useTime((time) => Math.floor(time.at / 1000));
  const knowing = useTime((time) => time.knowing);
  if (mode !== 'replay') return null;
  return (
    <p className={css['notice']} data-kind="replay">
      {say(words.time.replayBanner(dayTime(second * 1000, language), knowingText(knowing, language)))}
    </p>
  );
}

function FeedNotice() {
  const { say } = useWords();
  const city = useCity();
  const state = useHealth((health) => health.state);
  const last = useHealth((health) => health.lastMessageAt);
  const crowded = useHealth((health) => health.crowded);
  const bad = state === 'lost' || state === 'stale';
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (!bad) return;
    const read = () => setNow(city.present());
    read();
    const beat = window.setInterval(read, 1000);
    return () => window.clearInterval(beat);
  }, [bad, city]);
  if (!bad) return null;
  const w = words.frame.feed;
  const age = lasting(last === undefined ? 0 : Math.max(0, now - last));
  return (
    <div className={css['notice']} data-kind={state}>
      {/* Said once; the age beside it runs on without being read aloud each second. */}
      <p role="alert" className="unseen">
        {say(w[state])}
      </p>
      <p>
        {last === undefined ? say(w.never) : say(state === 'lost' ? w.lostBanner(age) : w.lateBanner(age))}
        {crowded && ` ${say(w.crowded)}`}
      </p>
    </div>
  );
}

function VersionNotice() {
  const { say } = useWords();
  const outdated = useHealth((health) => health.outdated);
  if (!outdated) return null;
  const w = words.frame.feed;
  return (
    <div className={css['notice']} role="status">
      <p>{say(w.outdated)}</p>
      <button type="button" onClick={() => window.location.reload()}>
        {say(w.loadNew)}
      </button>
    </div>
  );
}

function SceneNotice() {
  const { say } = useWords();
  const kind = useScene((scene) => scene.status.kind);
  if (kind !== 'lost') return null;
  return (
    <p className={css['notice']} role="status">
      {say(words.frame.sceneLost)}
    </p>
  );
}

function AddressNotice(props: { readonly refused: readonly Refusal[]; readonly onDismiss: () => void }) {
  const { say } = useWords();
  const w = words.frame.address;
  return (
    <div className={css['notice']} role="status">
      <strong>{say(w.title)}</strong>
      <ul>
        {props.refused.map(({ key, given, why }) => (
          <li key={`${key}${given}`}>
            {say((why === 'gone' ? w.gone : w.refused)(say(w.part[key]), given.slice(0, 80)))}
          </li>
        ))}
      </ul>
      <button type="button" onClick={props.onDismiss}>
        {say(words.frame.dismiss)}
      </button>
    </div>
  );
}
