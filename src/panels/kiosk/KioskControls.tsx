import { ChevronLeft, ChevronRight, Pause, Play, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useWords } from '@/state/words';
import { kioskWords } from '@/state/wordsKiosk';
import css from './kiosk.module.css';

/** A wall needs no buttons until somebody comes to it. */
const idleMs = 5_000;

export function KioskControls(props: {
  readonly held: boolean;
  readonly onTurn: (by: -1 | 1) => void;
  readonly onHold: () => void;
  readonly onEnd: () => void;
}) {
  const { say } = useWords();
  const idle = useIdle();
  const w = kioskWords;
  return (
    <div className={css['controls']} data-idle={idle || undefined}>
      <span className={css['keys']}>{say(w.keys)}</span>
      <div role="toolbar" aria-label={say(w.title)}>
        <button type="button" aria-label={say(w.previous)} onClick={() => props.onTurn(-1)}>
          <ChevronLeft size="1.25rem" aria-hidden="true" />
        </button>
        <button type="button" aria-label={say(props.held ? w.goOn : w.hold)} onClick={props.onHold}>
          {props.held ? (
            <Play size="1.25rem" aria-hidden="true" />
          ) : (
            <Pause size="1.25rem" aria-hidden="true" />
          )}
        </button>
        <button type="button" aria-label={say(w.next)} onClick={() => props.onTurn(1)}>
          <ChevronRight size="1.25rem" aria-hidden="true" />
        </button>
        <button type="button" aria-label={say(w.leave)} onClick={props.onEnd}>
          <X size="1.25rem" aria-hidden="true" />
        </button>
      </div>
    </div>
  );
}

/** Whether nobody has touched anything for a while. */
function useIdle(): boolean {
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    let timer = window.setTimeout(() => setIdle(true), idleMs);
    const wake = () => {
      setIdle(false);
      window.clearTimeout(timer);
      timer = window.setTimeout(() => setIdle(true), idleMs);
    };
    const kinds = ['pointermove', 'pointerdown', 'keydown'];
    for (const kind of kinds) window.addEventListener(kind, wake, { passive: true });
    return () => {
      window.clearTimeout(timer);
      for (const kind of kinds) window.removeEventListener(kind, wake);
    };
  }, []);
  return idle;
}
