import { useState } from 'react';
import type { HandOver, HandOverCheck, HandOvers } from '@/contracts/handOver';
import type { CommandResult } from '@/state/city';
import { useWords } from '@/state/words';
import { clockTime, dayTime } from '@/state/wordsFormat';
import { handOverWords as w } from '@/state/wordsHandOver';
import { StateShape } from '../StateMark';
import css from './handOver.module.css';

interface FormerPagesProps {
  readonly list: HandOvers;
  readonly shown: string | undefined;
  readonly onChoose: (id: string) => void;
  readonly onMore: () => void;
  readonly onCheck: () => Promise<CommandResult<HandOverCheck>>;
}

/** The pages, newest first, each with whether it is as it was signed; and a check of all there are. */
export function FormerPages({ list, shown, onChoose, onMore, onCheck }: FormerPagesProps) {
  const { say } = useWords();
  const [found, setFound] = useState<string>();
  if (list.items.length === 0) return null;
  const check = async () => {
    const answer = await onCheck();
    if (!answer.ok) return setFound(answer.detail);
    const { pages, changed, missing } = answer.value;
    const bad = [...changed.map(({ number }) => number), ...missing].sort((one, other) => one - other);
    setFound(say(bad.length === 0 ? w.checked(pages) : w.checkFound(bad.join(', '))));
  };
  return (
    <section aria-label={say(w.pages)}>
      <div className={css['titled']}>
        <h3>{say(w.pages)}</h3>
        <button type="button" data-kind="quiet" onClick={() => void check()}>
          {say(w.check)}
        </button>
      </div>
      <p className={css['quiet']} role="status">
        {found}
      </p>
      <ul className={css['pages']}>
        {list.items.map((page) => (
          <li key={page.id}>
            <button
              type="button"
              data-kind="quiet"
              aria-current={page.id === shown ? 'page' : undefined}
              onClick={() => onChoose(page.id)}
            >
              <Line page={page} />
            </button>
          </li>
        ))}
      </ul>
      {list.next !== null && (
        <button type="button" onClick={onMore}>
          {say(w.more)}
        </button>
      )}
    </section>
  );
}

function Line({ page }: { readonly page: HandOver }) {
  const { say, language } = useWords();
  const { number, from, to, state, handsOver, takesOver, hash, faults } = page;
  return (
    <>
      <span className={css['lineHead']}>
        <strong>{say(w.page(number))}</strong>
        <span className={css['quiet']}>
          {dayTime(Date.parse(from), language)}
          {to !== null && ` – ${clockTime(Date.parse(to))}`}
        </span>
      </span>
      <span className={css['quiet']}>
        {faults.length > 0 ? (
          <span className={css['fault']}>
            <StateShape state="alarm" /> {say(w.found)}
          </span>
        ) : state === 'signed' ? (
          `${handsOver?.by ?? ''} → ${takesOver?.by ?? ''} · ${hash?.slice(0, 12) ?? ''}`
        ) : (
          say(w.state[state])
        )}
      </span>
    </>
  );
}
