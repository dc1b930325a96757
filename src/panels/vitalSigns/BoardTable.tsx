import { useWords, words } from '@/state/words';
import { boardWords } from '@/state/wordsBoard';
import { StateMark } from '../StateMark';
import type { BoardLine } from './boardTable';
import css from './board.module.css';

/** The board in rows: the same signs for those who read tables, or hear them. */
export function BoardTable(props: {
  readonly lines: readonly BoardLine[];
  readonly caption: string;
  readonly onWhy: (sign: string) => void;
}) {
  const { say } = useWords();
  const w = boardWords.columns;
  return (
    <table className={css['table']}>
      <caption>{props.caption}</caption>
      <thead>
        <tr>
          {[w.number, w.sign, w.value, w.unit, w.state, w.hour, w.week, w.day, w.coverage].map((column) => (
            <th key={column.en} scope="col">
              {say(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.lines.map((line) => (
          <tr key={line.id} data-part={line.part || undefined}>
            <td>{line.number}</td>
            <th scope="row">
              {line.part ? (
                line.title
              ) : (
                <button
                  type="button"
                  data-kind="quiet"
                  data-card={line.id}
                  aria-label={say(words.operate.signs.whyOf(line.title))}
                  onClick={() => props.onWhy(line.id)}
                >
                  {line.title}
                </button>
              )}
            </th>
            <td className={css['number']}>{line.value}</td>
            <td>{line.unit}</td>
            <td>
              <StateMark state={line.state} />
            </td>
            <td>{line.hour}</td>
            <td>{line.week}</td>
            <td>{line.day}</td>
            <td className={css['number']}>{line.coverage}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
