import type { SheetRow } from '@/scene/layer';
import { useWords } from '@/state/words';
import css from './sheet.module.css';

/** Label and value, one line each: plain text, never markup. */
export function SheetRows({ rows }: { readonly rows: readonly SheetRow[] }) {
  const { say } = useWords();
  return (
    <dl className={css['rows']}>
      {rows.map((row, index) => (
        <div key={`${row.label.en}-${index}`}>
          <dt>{say(row.label)}</dt>
          <dd>
            {say(row.value)}
            {row.unit !== undefined && <span className={css['unit']}> {row.unit}</span>}
            {row.note !== undefined && <span className={css['note']}>{say(row.note)}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
