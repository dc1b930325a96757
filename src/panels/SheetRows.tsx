import type { FeatureRef } from '@/contracts/ids';
import type { SheetRow } from '@/scene/layer';
import { useCity } from '@/state/CityContext';
import { useWords } from '@/state/words';
import css from './sheet.module.css';

/** Label and value, one line each: plain text, never markup. */
export function SheetRows({ rows }: { readonly rows: readonly SheetRow[] }) {
  const { say } = useWords();
  return (
    <dl className={css['rows']}>
      {rows.map((row, index) => (
        <div key={`${row.label.en}-${index}`}>
          <dt>{row.opens ? <Opener row={row} opens={row.opens} /> : say(row.label)}</dt>
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

/** A row's subject as a button: selects it, and flies there. */
function Opener({ row, opens }: { readonly row: SheetRow; readonly opens: FeatureRef }) {
  const { say } = useWords();
  const city = useCity();
  const open = () => {
    city.select(opens);
    city.scene.getState().fly({ kind: 'feature', ref: opens });
  };
  return (
    <button type="button" data-kind="quiet" className={css['opener']} onClick={open}>
      {say(row.label)}
    </button>
  );
}
