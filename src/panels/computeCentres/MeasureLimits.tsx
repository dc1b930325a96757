import { stateTitles } from '@/contracts/sign';
import { computeLimits, computeMeasures } from '@/domain/computeMeasures';
import { useWords, words } from '@/state/words';
import { computeWords as w } from '@/state/wordsCompute';
import { figure } from '@/state/wordsFormat';
import css from './compute.module.css';

/** Where the states of the table begin, who set that, and what is left out because nobody can be cited. */
export function MeasureLimits() {
  const { say } = useWords();
  return (
    <details className={css['limits']}>
      <summary>{say(w.limits)}</summary>
      <ul>
        {computeMeasures.map((measure) => {
          const limits = computeLimits(measure);
          const values = (['attention', 'warning', 'alarm'] as const).flatMap((level) =>
            limits[level] === null
              ? []
              : [
                  `${say(stateTitles[level])} ${limits.direction === 'above' ? '≥' : '<'} ${figure(
                    limits[level],
                    measure.id === 'pue' ? 2 : 0,
                  )} ${say(measure.unit)}`.trim(),
                ],
          );
          return (
            <li key={measure.id}>
              {say(
                w.limit(
                  say(measure.short),
                  values.join(' · '),
                  say(limits.source),
                  say(words.operate.why.standing[limits.standing]),
                ),
              )}
            </li>
          );
        })}
        <li>{say(w.carbon)}</li>
      </ul>
    </details>
  );
}
