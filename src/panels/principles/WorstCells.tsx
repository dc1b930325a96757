import type { PrincipleId } from '@/domain/principles/rules';
import { useCity, useScene } from '@/state/CityContext';
import type { PrincipleBoard, ToldMap } from '@/state/principleBoard';
import { useWords } from '@/state/words';
import { figure } from '@/state/wordsFormat';
import { facilitiesTold, placeTold, principleWords as w, residentsTold } from '@/state/wordsPrinciples';
import css from './principles.module.css';

/** The ten worst cells as a table: the map told in lines, each a press away. */
export function WorstCells({
  id,
  told,
  board,
}: {
  readonly id: PrincipleId;
  readonly told: ToldMap;
  readonly board: PrincipleBoard;
}) {
  const { say } = useWords();
  const city = useCity();
  const selected = useScene(({ selection }) =>
    selection?.layer === 'principles' ? selection.feature : undefined,
  );
  const open = (feature: string) => {
    const ref = { layer: 'principles', feature } as const;
    city.select(ref);
    city.scene.getState().fly({ kind: 'feature', ref });
  };
  const { worst, values } = told.map;
  if (worst.length === 0)
    return <p className={css['quiet']}>{say(told.map.known === 0 ? w.noneKnown : w.noneWorst)}</p>;
  return (
    <table className={css['worst']} data-principle={id}>
      <caption>
        {say(w.worst)} <small>{say(w.order)}</small>
      </caption>
      <thead>
        <tr>
          <th scope="col">{say(w.columns.place)}</th>
          <th scope="col" className={css['number']}>
            {say(w.columns.value)}
          </th>
          <th scope="col" className={css['number']}>
            {say(w.columns.residents)}
          </th>
        </tr>
      </thead>
      <tbody>
        {worst.map((index) => {
          const cell = board.cells[index]!;
          return (
            <tr key={cell.id} data-selected={cell.id === selected || undefined}>
              <th scope="row">
                <button
                  type="button"
                  data-kind="quiet"
                  aria-pressed={cell.id === selected}
                  onClick={() => open(cell.id)}
                >
                  {say(placeTold(cell))}
                </button>
                <small>
                  {say(w.columns.cell)} {cell.id} · {say(facilitiesTold(cell.facilities))}
                </small>
              </th>
              <td className={css['number']}>
                {figure(values[index])} <small>%</small>
              </td>
              <td className={css['number']}>{say(residentsTold(cell.residents))}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
