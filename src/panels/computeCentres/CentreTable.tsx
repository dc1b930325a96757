import { useState } from 'react';
import { stateTitles } from '@/contracts/sign';
import { computeMeasures } from '@/domain/computeMeasures';
import { useWords, words } from '@/state/words';
import { computeWords as w } from '@/state/wordsCompute';
import { clockTime, figure } from '@/state/wordsFormat';
import { StateShape } from '../StateMark';
import { CentreHead } from './CentreHead';
import { orderBy, type CentreLine, type CentreReading } from './centreLines';
import css from './compute.module.css';

type Sorted = { readonly by: CentreReading['measure']['id']; readonly order: readonly string[] };

/** Every centre with a place and what is read of it. An order once asked for stays until it is asked for again. */
export function CentreTable({ lines }: { readonly lines: readonly CentreLine[] }) {
  const { say } = useWords();
  const [sorted, setSorted] = useState<Sorted>();
  const rows =
    sorted === undefined
      ? lines
      : lines.toSorted((a, b) => sorted.order.indexOf(a.centre.id) - sorted.order.indexOf(b.centre.id));
  return (
    <table className={css['table']}>
      <caption className={css['hidden']}>{say(w.table)}</caption>
      <thead>
        <tr>
          {computeMeasures.map(({ id, short }) => (
            <th key={id} scope="col" {...(sorted?.by === id ? { 'aria-sort': 'descending' as const } : {})}>
              <button
                type="button"
                data-kind="quiet"
                aria-label={say(w.sortBy(say(short)))}
                onClick={() => setSorted({ by: id, order: orderBy(lines, id) })}
              >
                {say(short)}
                <span aria-hidden="true">{sorted?.by === id ? ' ↓' : ''}</span>
              </button>
            </th>
          ))}
        </tr>
      </thead>
      {rows.map((line) => (
        <tbody key={line.centre.id}>
          <tr>
            <th scope="rowgroup" colSpan={computeMeasures.length} className={css['centre']}>
              <CentreHead centre={line.centre} />
            </th>
          </tr>
          <tr>
            {line.readings.map((reading) => (
              <ReadingCell key={reading.measure.id} reading={reading} />
            ))}
          </tr>
        </tbody>
      ))}
    </table>
  );
}

function ReadingCell({ reading: cell }: { readonly reading: CentreReading }) {
  const { say } = useWords();
  const { measure, reading, state, count } = cell;
  const heard = state !== 'absent' && reading?.value !== undefined;
  const when =
    reading?.observedAt === undefined
      ? say(words.layers.reading.absent)
      : `${say(stateTitles[state])} · ${clockTime(reading.observedAt)}`;
  return (
    <td data-state={state} title={when}>
      <StateShape state={state} />
      {state !== 'normal' && <span className={css['hidden']}>{say(stateTitles[state])} </span>}
      {heard && figure(reading.value, measure.decimals)}
      {heard && say(measure.unit) !== '' && <small> {say(measure.unit)}</small>}
      {heard && count?.value !== undefined && count.state === 'fresh' && (
        <small className={css['count']}>{say(w.jobs(figure(count.value)))}</small>
      )}
      {!heard && <small> {say(stateTitles.absent)}</small>}
      {state === 'stale' && <small className={css['count']}>{say(stateTitles.stale)}</small>}
    </td>
  );
}
