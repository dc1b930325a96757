import { Play } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { Briefing } from '@/contracts/briefing';
import { useCity, useSigns } from '@/state/CityContext';
import { wholeCity } from '@/state/signBoard';
import { useWords } from '@/state/words';
import { briefWords } from '@/state/wordsBrief';
import { dayTime } from '@/state/wordsFormat';
import { PanelFrame } from '../PanelFrame';
import { readyBriefings } from './briefings';
import css from './briefing.module.css';
import { capture, keepCapture, keptCapture, type Capture } from './frozenNumbers';
import { NumberCard } from './NumberCard';

const BriefingPlayer = lazy(() => import('./BriefingPlayer'));

/** The briefings one can give, their scenes, and the numbers frozen into them. */
export default function BriefingPanel() {
  const city = useCity();
  const scope = useSigns((board) => board.scope);
  // Its numbers are the whole city's: what was looked at before would be told in their place.
  useEffect(() => {
    if (scope !== wholeCity) void city.lookAt(wholeCity);
  }, [city, scope]);
  const [briefings] = useState(readyBriefings);
  return briefings.map((briefing) => <OneBriefing key={briefing.id} briefing={briefing} />);
}

function OneBriefing({ briefing }: { readonly briefing: Briefing }) {
  const { say, language } = useWords();
  const city = useCity();
  const w = briefWords;
  const [captured, setCaptured] = useState<Capture | undefined>(() =>
    keptCapture(window.localStorage, briefing.id),
  );
  const [empty, setEmpty] = useState(false);
  const [playing, setPlaying] = useState<number>();
  const keep = (next: Capture | undefined) => {
    keepCapture(window.localStorage, briefing.id, next);
    setCaptured(next);
  };
  const freeze = () => {
    const next = capture(briefing, city.signs.getState().readings, city.now().at);
    setEmpty(next === undefined);
    if (next !== undefined) keep(next);
  };
  return (
    <PanelFrame grow title={say(briefing.title)} aside={say(w.scenes(briefing.scenes.length))}>
      <div className={css['lead']}>
        <button type="button" data-kind="primary" className={css['start']} onClick={() => setPlaying(0)}>
          <Play size="1rem" aria-hidden="true" /> {say(w.start)}
        </button>
        <p className={css['quiet']}>{say(w.keys)}</p>
      </div>
      <ol className={css['scenes']}>
        {briefing.scenes.map((scene, index) => (
          <li key={scene.id}>
            <div className={css['sceneHead']}>
              <span className={css['page']}>{index + 1}</span>
              <button
                type="button"
                data-kind="quiet"
                aria-label={say(w.startAt(say(scene.title)))}
                onClick={() => setPlaying(index)}
              >
                {say(scene.title)}
              </button>
              <span className={css['quiet']}>{say(w.dwell(scene.dwellS))}</span>
            </div>
            <p className={css['narration']}>{say(scene.narration)}</p>
            <NumberCard number={captured?.numbers[scene.id] ?? scene.number} />
          </li>
        ))}
      </ol>
      <div className={css['lead']}>
        <p className={css['quiet']}>{say(w.freezeWhy)}</p>
        <div>
          <button type="button" onClick={freeze}>
            {say(w.freeze)}
          </button>{' '}
          {captured && (
            <button type="button" data-kind="quiet" onClick={() => keep(undefined)}>
              {say(w.thaw)}
            </button>
          )}
        </div>
        <p role="status" className={css['quiet']}>
          {empty && say(w.freezeNone)}
          {captured && say(w.frozenAt(dayTime(captured.at, language)))}
        </p>
      </div>
      {playing !== undefined && (
        <Suspense fallback={null}>
          <BriefingPlayer
            briefing={briefing}
            numbers={captured?.numbers ?? {}}
            start={playing}
            onEnd={() => setPlaying(undefined)}
          />
        </Suspense>
      )}
    </PanelFrame>
  );
}
