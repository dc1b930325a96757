import { useState } from 'react';
import type { ComputeCentre } from '@/contracts/base';
import { useWords, words } from '@/state/words';
import { figure } from '@/state/wordsFormat';
import { sumsByPrecision, totalOf } from './precisionSums';
import css from './compute.module.css';

/** The sums kept apart, and a way to ask for the total that says why there is none. */
export function PrecisionSums({ centres }: { readonly centres: readonly ComputeCentre[] }) {
  const { say } = useWords();
  const [asked, setAsked] = useState(false);
  const w = words.plan.compute;
  const sums = sumsByPrecision(centres);
  const total = totalOf(sums);
  return (
    <section className={css['sums']} aria-label={say(w.sums)}>
      <h3>{say(w.sums)}</h3>
      <ul className={css['figures']}>
        {sums.map((sum) => (
          <li key={sum.precision}>
            <span className={css['quiet']}>{say(w.precision[sum.precision])}</span>
            <strong>
              {figure(sum.pflops)} <small>PFLOPS</small>
            </strong>
            <span className={css['quiet']}>{say(w.sumOf(sum.centres))}</span>
          </li>
        ))}
      </ul>
      <button type="button" aria-expanded={asked} onClick={() => setAsked(!asked)}>
        {say(w.add)}
      </button>
      <p role="status" className={css['refused']}>
        {asked &&
          say(
            total.kind === 'sum'
              ? w.onePrecision(`${figure(total.pflops)} PFLOPS`)
              : w.refused(total.precisions.map((precision) => say(w.precision[precision])).join(' + ')),
          )}
      </p>
    </section>
  );
}
