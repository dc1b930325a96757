import { useEffect, useState } from 'react';
import { withChoice } from '@/contracts/layer';
import { principleRules, type PrincipleId } from '@/domain/principles/rules';
import { chosenPrinciple } from '@/state/chosenPrinciple';
import { useCity, useScene } from '@/state/CityContext';
import { principleBoard, type PrincipleBoard, type ToldMap } from '@/state/principleBoard';
import { useWords, words } from '@/state/words';
import { clockTime, dayTime, figure } from '@/state/wordsFormat';
import { principleWords as w } from '@/state/wordsPrinciples';
import { cityTime, csvOf, offerFile } from '../csv';
import { GradeChip } from '../GradeChip';
import { PanelFrame } from '../PanelFrame';
import { useAnswer } from '../useAnswer';
import { Reckoning } from './Reckoning';
import { WorstCells } from './WorstCells';
import { worstFile } from './worstFile';
import css from './principles.module.css';

/** Article 10: six switches, one a principle, each a map of the city, its value and its ten worst cells. */
export default function Principles() {
  const { say } = useWords();
  const city = useCity();
  const answer = useAnswer(() => principleBoard(city), 'principles');
  const shown = useScene(({ layers }) => layers.principles?.visible === true);
  return (
    <PanelFrame {...(shown ? {} : { grow: true })} title={say(w.title)} aside={say(w.aside)}>
      <div className={css['panel']}>
        {answer.kind === 'waiting' && <p className={css['quiet']}>{say(words.frame.loading)}</p>}
        {answer.kind === 'failed' && (
          <p role="alert">
            {say(w.failed(answer.reason))}{' '}
            <button type="button" onClick={answer.again}>
              {say(words.frame.retry)}
            </button>
          </p>
        )}
        {answer.kind === 'answered' && <Switches board={answer.value} />}
      </div>
    </PanelFrame>
  );
}

function Switches({ board }: { readonly board: PrincipleBoard }) {
  const { say } = useWords();
  const city = useCity();
  const view = useScene(({ layers }) => layers.principles);
  const shown = view?.visible === true ? chosenPrinciple(view) : undefined;
  const choose = (id: PrincipleId) =>
    city.scene.getState().setLayer('principles', {
      visible: true,
      // What holds where nothing is chosen is left out, so that a link can be read back.
      options: withChoice(view?.options, 'by', id === chosenPrinciple(undefined) ? [] : [id]),
      ...(view === undefined ? { opacity: 0.75 } : {}),
    });
  return (
    <>
      <fieldset className={css['switches']}>
        <legend className={css['quiet']}>{say(w.pick)}</legend>
        {principleRules.principles.map(({ id, title }) => (
          <label key={id} className={css['switch']}>
            <input
              type="radio"
              name="principle"
              value={id}
              checked={shown === id}
              onChange={() => choose(id)}
            />
            <span>{say(title)}</span>
          </label>
        ))}
      </fieldset>
      {shown === undefined ? (
        <p className={css['quiet']}>{say(w.choose)}</p>
      ) : (
        <Told
          key={shown}
          id={shown}
          board={board}
          onHide={() => city.scene.getState().setLayer('principles', { visible: false })}
        />
      )}
    </>
  );
}

/** One principle as it was read last, and again whenever it is read anew. */
function Told({
  id,
  board,
  onHide,
}: {
  readonly id: PrincipleId;
  readonly board: PrincipleBoard;
  readonly onHide: () => void;
}) {
  const { say, language } = useWords();
  const [told, setTold] = useState<ToldMap | undefined>(() => board.told(id));
  useEffect(() => board.follow(id, () => setTold(board.told(id))), [board, id]);
  const principle = principleRules.principles.find((one) => one.id === id);
  if (principle === undefined) return null;
  const save = () => {
    if (told === undefined) return;
    const { head, rows } = worstFile(id, told, board, language);
    offerFile(`${w.fileName(id, cityTime(told.at).slice(0, 16).replace(':', ''))}.csv`, csvOf(head, rows));
  };
  return (
    <section aria-label={say(principle.title)} className={css['told']}>
      <p>{say(principle.says)}</p>
      <div className={css['city']} aria-live="polite">
        {told === undefined ? (
          <span className={css['quiet']}>{say(w.waiting)}</span>
        ) : (
          <>
            <span className={css['quiet']}>{say(w.city)}</span>
            <strong>
              {told.map.city === undefined ? (
                `– ${say(w.noData)}`
              ) : (
                <>
                  {figure(told.map.city)} <small>%</small>
                </>
              )}
            </strong>
            <span className={css['quiet']}>
              {say(w.direction[principle.better])} · {say(w.weight[principle.weight])}
            </span>
            <GradeChip grade="derived" />
          </>
        )}
      </div>
      {told !== undefined && (
        <>
          <p className={css['quiet']}>
            {say(w.asOf(told.replay ? dayTime(told.at, language) : clockTime(told.at), told.replay))} ·{' '}
            {say(w.known(figure(told.map.known), figure(board.cells.length)))}
          </p>
          <WorstCells id={id} told={told} board={board} />
          <div className={css['actions']}>
            <button type="button" onClick={save} aria-label={say(w.saveFile)}>
              {say(w.file)}
            </button>
            <button type="button" onClick={onHide}>
              {say(w.off)}
            </button>
          </div>
        </>
      )}
      <Reckoning principle={principle} census={board.census} />
    </section>
  );
}
