import type { ReactNode } from 'react';
import { isTroubled, type Health } from '@/domain/dataHealth';
import type { Text } from '@/contracts/text';
import { useWords, words } from '@/state/words';
import { healthWords } from '@/state/wordsHealth';
import { figure } from '@/state/wordsFormat';
import css from './health.module.css';

interface HealthRow {
  readonly id: string;
  readonly name: ReactNode;
  readonly health: Health;
}

/** Groups of series side by side: how many, how fresh, what is wrong. A row in trouble is hatched and says so. */
export function HealthTable({
  caption,
  rows,
  group = healthWords.group,
}: {
  readonly caption: string;
  readonly rows: readonly HealthRow[];
  /** What a row is. */
  readonly group?: Text;
}) {
  const { say } = useWords();
  const { reading } = words.layers;
  const w = healthWords;
  const columns = [w.fresh, reading.stale, reading.lost, w.refusedShort, w.clocksShort, w.ageP95];
  return (
    <div className={css['scroll']} tabIndex={0} role="group" aria-label={caption}>
      <table className={css['table']}>
        <caption>
          {caption} <small>{say(w.ageNote)}</small>
        </caption>
        <thead>
          <tr>
            <th scope="col">
              {say(group)} <small>{say(w.devices)}</small>
            </th>
            {columns.map((column) => (
              <th key={column.en} scope="col" className={css['number']}>
                {say(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, health }) => (
            <tr key={id} data-troubled={isTroubled(health) || undefined}>
              <th scope="row">
                {name} <small>{figure(health.devices)}</small>
                {isTroubled(health) && <small> {say(w.troubled)}</small>}
              </th>
              {[
                health.series === 0 ? '–' : `${figure((health.fresh / health.series) * 100)}%`,
                figure(health.stale),
                figure(health.lost + health.absent),
                figure(health.refused),
                figure(health.clocks),
                figure(health.age, 1),
              ].map((cell, column) => (
                <td key={column} className={css['number']}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
