import { stateTitles, type SignState } from '@/contracts/sign';
import type { Severity } from '@/contracts/alarm';
import { useWords } from '@/state/words';
import css from './stateMark.module.css';

/** Drawn, not typed, so that every font shows the same shape. Normal has none: colour is for what needs a person. */
export function StateShape({ state }: { readonly state: SignState }) {
  if (state === 'normal') return null;
  return (
    <svg className={css['shape']} data-state={state} viewBox="0 0 12 12" aria-hidden="true">
      {state === 'attention' && <circle cx="6" cy="6" r="4.5" />}
      {state === 'warning' && <path d="M6 .8 11.2 6 6 11.2.8 6Z" />}
      {state === 'alarm' && <rect x="1.5" y="1.5" width="9" height="9" />}
      {state === 'stale' && (
        <g fill="none" stroke="currentColor" strokeWidth="1.4">
          <circle cx="6" cy="6" r="4.5" />
          <path d="M3.2 8.8 8.8 3.2" />
        </g>
      )}
      {state === 'absent' && <path d="M2 5.2h8v1.6H2z" />}
    </svg>
  );
}

/** Shape, colour and word together. */
export function StateMark({ state, quiet = false }: { readonly state: SignState; readonly quiet?: boolean }) {
  const { say } = useWords();
  return (
    <span className={css['mark']} data-state={state} data-quiet={quiet || undefined}>
      <StateShape state={state} />
      {say(stateTitles[state])}
    </span>
  );
}

/** An alarm's severity as a tag: the mark inside a frame of its own colour. */
export function SeverityTag({ severity }: { readonly severity: Severity }) {
  return (
    <span className={css['tag']} data-state={severity}>
      <StateMark state={severity} />
    </span>
  );
}
