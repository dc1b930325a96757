import { lazy, Suspense, useState } from 'react';
import { signDefinition } from '@/domain/definitions';
import { indicators } from '@/indicators';
import { useSigns } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import type { PanelProps } from '../panel';
import { PanelFrame } from '../PanelFrame';
import { ScopeHead } from '../scope/ScopeHead';
import { SignCard } from './SignCard';
import css from './vitalSigns.module.css';

const WhyDialog = lazy(() => import('./WhyDialog'));

/** The board: grey when normal, so that the one sign that needs a person is the one that is seen. */
export default function VitalSigns({ indicators: shown }: PanelProps) {
  const { say } = useWords();
  const [asked, setAsked] = useState<string>();
  const calm = useSigns(
    ({ readings }) => shown.filter((id) => readings[indicators[id].sign]?.state === 'normal').length,
  );
  const known = useSigns((board) => Object.keys(board.readings).length > 0);
  const definition = asked === undefined ? undefined : signDefinition(asked);
  return (
    <PanelFrame
      title={say(words.operate.signs.title)}
      aside={known && say(words.operate.signs.count(calm, shown.length))}
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
    </PanelFrame>
  );
}
