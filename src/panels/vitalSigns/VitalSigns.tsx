import { lazy, Suspense, useEffect, useState } from 'react';
import { signDefinition, signDefinitions } from '@/domain/definitions';
import { indicators } from '@/indicators';
import { useSigns } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { boardWords } from '@/state/wordsBoard';
import type { PanelProps } from '../panel';
import { PanelFrame } from '../PanelFrame';
import { ScopeHead } from '../scope/ScopeHead';
import { SignCard } from './SignCard';
import css from './vitalSigns.module.css';

const WhyDialog = lazy(() => import('./WhyDialog'));
const SignBoard = lazy(() => import('./SignBoard'));

/** The board: grey when normal, so that the one sign that needs a person is the one that is seen. */
export default function VitalSigns({ indicators: shown }: PanelProps) {
  const { say } = useWords();
  const [asked, setAsked] = useState<string>();
  const [all, setAll] = useState(false);
  useEffect(() => followKey(() => setAll(true)), []);
  const calm = useSigns(
    ({ readings }) => shown.filter((id) => readings[indicators[id].sign]?.state === 'normal').length,
  );
  const known = useSigns((board) => Object.keys(board.readings).length > 0);
  const definition = asked === undefined ? undefined : signDefinition(asked);
  return (
    <PanelFrame
      title={say(words.operate.signs.title)}
      aside={
        <>
          {known && <span>{say(words.operate.signs.count(calm, shown.length))}</span>}{' '}
          <button
            type="button"
            data-kind="quiet"
            className={css['all']}
            aria-keyshortcuts="B"
            onClick={() => setAll(true)}
          >
            {say(boardWords.open(signDefinitions.length))} <kbd aria-hidden="true">B</kbd>
          </button>
        </>
      }
    >
      <ScopeHead />
      {!known && <p className={css['hint']}>{say(words.operate.signs.waiting)}</p>}
      <ul className={css['board']}>
        {shown.map((id) => {
          const sign = signDefinition(indicators[id].sign);
          return (
            sign && (
              <SignCard key={id} indicator={indicators[id]} sign={sign} onWhy={() => setAsked(sign.id)} />
            )
          );
        })}
      </ul>
      {definition && (
        <Suspense fallback={null}>
          <WhyDialog sign={definition} onClose={() => setAsked(undefined)} />
        </Suspense>
      )}
      {all && (
        <Suspense fallback={null}>
          <SignBoard onClose={() => setAll(false)} />
        </Suspense>
      )}
    </PanelFrame>
  );
}

/** B opens the board of all, unless one types or a dialog is open. */
function followKey(open: () => void): () => void {
  const onKey = (event: KeyboardEvent) => {
    const plain = !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.altKey;
    const inDialog = document.querySelector('[role="dialog"]') !== null;
    const types = event.target instanceof Element && event.target.closest('input, textarea, select') !== null;
    if (!plain || inDialog || types || event.key.toLowerCase() !== 'b') return;
    event.preventDefault();
    open();
  };
  window.addEventListener('keydown', onKey);
  return () => window.removeEventListener('keydown', onKey);
}
