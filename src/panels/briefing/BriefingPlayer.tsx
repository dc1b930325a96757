import { ChevronLeft, ChevronRight, Pause, Play, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { Briefing } from '@/contracts/briefing';
import { useCatalogue, useCity } from '@/state/CityContext';
import { markOf } from '@/state/cityMark';
import { useWords, words } from '@/state/words';
import { briefWords } from '@/state/wordsBrief';
import type { FrozenNumber } from './frozenNumbers';
import { setScene, useStage } from '../stage/useStage';
import { useStageKeys } from '../stage/useStageKeys';
import { NumberCard } from './NumberCard';
import css from './player.module.css';

/** Full-bleed: the city, one title, one number. Everything by keyboard; the page is put back as it was at the end. */
export default function BriefingPlayer(props: {
  readonly briefing: Briefing;
  readonly numbers: Readonly<Record<string, FrozenNumber>>;
  readonly start: number;
  readonly onEnd: () => void;
}) {
  const { say } = useWords();
  const city = useCity();
  const mark = markOf(useCatalogue());
  const { briefing, onEnd } = props;
  const w = briefWords;
  const last = briefing.scenes.length - 1;
  const [page, setPage] = useState(props.start);
  const [playing, setPlaying] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const scene = briefing.scenes[page];
  useStage(briefing.id, briefing.theme, frame, onEnd);

  useEffect(() => {
    if (scene !== undefined) setScene(city, scene.layers, { kind: 'pose', pose: scene.camera });
  }, [scene, city]);

  useEffect(() => {
    if (!playing || scene === undefined) return;
    const timer = window.setTimeout(() => {
      if (page < last) setPage(page + 1);
      else setPlaying(false);
    }, scene.dwellS * 1000);
    return () => window.clearTimeout(timer);
  }, [playing, scene, page, last]);

  useStageKeys((key, onButton) => {
    if (key === 'ArrowRight' || key === 'PageDown') setPage((page) => Math.min(last, page + 1));
    else if (key === 'ArrowLeft' || key === 'PageUp') setPage((page) => Math.max(0, page - 1));
    else if (key === 'Home') setPage(0);
    else if (key === 'End') setPage(Math.max(0, last));
    else if (key === ' ' && !onButton) setPlaying((playing) => !playing);
    else if (key === 'Escape') onEnd();
    else return false;
    return true;
  });

  if (scene === undefined) return null;
  return createPortal(
    <div
      ref={frame}
      className={css['player']}
      role="dialog"
      aria-modal="true"
      aria-label={say(w.player)}
      tabIndex={-1}
    >
      <div className={css['mark']}>
        {say(city.query.served ? mark : words.frame.staticMark)}
        {!city.query.served && ` · ${say(mark)}`}
      </div>
      <div className={css['words']} aria-live="polite" aria-atomic="true">
        <p className={css['pages']}>{say(w.page(page + 1, last + 1))}</p>
        <h2>{say(scene.title)}</h2>
        <p className={css['narration']}>{say(scene.narration)}</p>
        <NumberCard large number={props.numbers[scene.id] ?? scene.number} />
      </div>
      <div className={css['controls']} role="toolbar" aria-label={say(w.player)}>
        <button
          type="button"
          aria-label={say(w.previous)}
          disabled={page === 0}
          onClick={() => setPage(page - 1)}
        >
          <ChevronLeft size="1.25rem" aria-hidden="true" />
        </button>
        <button
          type="button"
          aria-label={say(playing ? w.pause : w.play)}
          onClick={() => setPlaying(!playing)}
        >
          {playing ? <Pause size="1.25rem" aria-hidden="true" /> : <Play size="1.25rem" aria-hidden="true" />}
        </button>
        <button
          type="button"
          aria-label={say(w.next)}
          disabled={page === last}
          onClick={() => setPage(page + 1)}
        >
          <ChevronRight size="1.25rem" aria-hidden="true" />
        </button>
        <button type="button" aria-label={say(w.leave)} onClick={onEnd}>
          <X size="1.25rem" aria-hidden="true" />
        </button>
      </div>
    </div>,
    document.body,
  );
}
