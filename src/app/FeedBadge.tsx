import { useHealth } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { figure } from '@/state/wordsFormat';
import css from './header.module.css';

/** How the readings come: a shape, a word and the counts behind it. */
export function FeedBadge() {
  const { say } = useWords();
  const state = useHealth((health) => health.state);
  const rate = useHealth((health) => Math.round(health.rate));
  const fresh = useHealth((health) => health.fresh);
  const total = useHealth((health) => health.total);
  const dropped = useHealth((health) => health.dropped);
  const w = words.frame.feed;
  return (
    <p className={css['feed']} data-state={state}>
      <svg viewBox="0 0 12 12" className={css['shape']} aria-hidden="true">
        {state === 'lost' ? <rect x="1.5" y="1.5" width="9" height="9" /> : <circle cx="6" cy="6" r="4" />}
      </svg>
      <span className={css['feedWord']}>{say(w[state])}</span>
      {total > 0 && <span className={css['counts']}>{say(w.fresh(figure(fresh), figure(total)))}</span>}
      {state === 'live' && <span className={css['rate']}>{say(w.rate(figure(rate)))}</span>}
      {dropped > 0 && <span className={css['counts']}>{say(w.dropped(figure(dropped)))}</span>}
    </p>
  );
}
