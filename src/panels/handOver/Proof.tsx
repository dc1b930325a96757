import { useState } from 'react';
import type { HandOverPage } from '@/contracts/handOver';
import { useWords } from '@/state/words';
import { handOverWords as w } from '@/state/wordsHandOver';
import { StateShape } from '../StateMark';
import css from './handOver.module.css';

/** Whether the page is as it was signed, and by which hash anybody can see for themselves. */
export function Proof({ page }: { readonly page: HandOverPage }) {
  const { say } = useWords();
  const [copied, setCopied] = useState(false);
  const { faults, hash, previous } = page;
  return (
    <>
      {faults.length > 0 && (
        <p className={css['found']} role="alert">
          <StateShape state="alarm" /> <strong>{say(w.found)}</strong>{' '}
          {faults.map((fault) => say(w.fault[fault])).join('；')}
        </p>
      )}
      {hash !== null && (
        <div className={css['proof']}>
          <details>
            <summary>
              {say(w.hash)} <code>{hash.slice(0, 12)}</code> {faults.length === 0 && say(w.intact)}
            </summary>
            <dl>
              <dt>{say(w.hashFull)}</dt>
              <dd>
                <code>{hash}</code>
              </dd>
              <dt>{say(w.previous)}</dt>
              <dd>
                <code>{previous ?? say(w.none)}</code>
              </dd>
            </dl>
          </details>
          <button
            type="button"
            data-kind="quiet"
            onClick={() => void navigator.clipboard.writeText(hash).then(() => setCopied(true))}
          >
            {say(copied ? w.copied : w.copy)}
          </button>
        </div>
      )}
    </>
  );
}
