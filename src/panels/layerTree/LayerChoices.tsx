import { chosenOf, withChoice, type LayerChoice } from '@/contracts/layer';
import type { LayerDefinition } from '@/scene/layer';
import { useCity, useScene } from '@/state/CityContext';
import type { LayerView } from '@/state/sceneStore';
import { useWords, words } from '@/state/words';
import { figure } from '@/state/wordsFormat';
import { LegendMark } from '../LegendMark';
import { useAnswer } from '../useAnswer';
import css from './layerTree.module.css';

/** What a layer lets one choose, drawn from its own description; what it leaves in sight is counted below. */
export function LayerChoices({ layer, view }: { readonly layer: LayerDefinition; readonly view: LayerView }) {
  const { say } = useWords();
  const city = useCity();
  const { id } = layer.entry;
  const setLayer = useScene((scene) => scene.setLayer);
  const status = useScene((scene) => scene.layerStatus[id]);
  const answer = useAnswer(() => layer.choices?.(city) ?? Promise.resolve([]), id);
  if (answer.kind === 'waiting') return <p className={css['hint']}>{say(words.frame.loading)}</p>;
  if (answer.kind === 'failed') {
    return (
      <p className={css['failed']} role="alert">
        {say(words.frame.partFailed(answer.reason))}
        <button type="button" onClick={answer.again}>
          {say(words.frame.retry)}
        </button>
      </p>
    );
  }
  const options = view.options;
  const choose = (key: string, ids: readonly string[]) =>
    setLayer(id, { options: withChoice(options, key, ids) });
  const count = status?.kind === 'ready' ? status.count : undefined;
  const total = status?.kind === 'ready' ? status.total : undefined;
  return (
    <div className={css['choices']}>
      {answer.value.map((choice) => {
        const part = {
          choice,
          chosen: chosenOf(options, choice.key),
          onChoose: (ids: readonly string[]) => choose(choice.key, ids),
        };
        return choice.kind === 'one' ? (
          <OneOf key={choice.key} {...part} />
        ) : (
          <ManyOf key={choice.key} {...part} />
        );
      })}
      <div className={css['shown']}>
        <span role="status">
          {count !== undefined &&
            total !== undefined &&
            say(words.layers.choices.shown(figure(count), figure(total)))}
        </span>
        {Object.keys(options ?? {}).length > 0 && (
          <button type="button" onClick={() => setLayer(id, { options: {} })}>
            {say(words.layers.choices.reset)}
          </button>
        )}
      </div>
    </div>
  );
}

interface ChoiceProps {
  readonly choice: LayerChoice;
  readonly chosen: readonly string[];
  readonly onChoose: (ids: readonly string[]) => void;
}

function OneOf({ choice, chosen, onChoose }: ChoiceProps) {
  const { say } = useWords();
  return (
    <label className={css['oneOf']}>
      <span>{say(choice.title)}</span>
      <select
        value={chosen[0] ?? ''}
        onChange={({ currentTarget: { value } }) => onChoose(value === '' ? [] : [value])}
      >
        <option value="">{say(choice.otherwise)}</option>
        {choice.values.map(({ id, title }) => (
          <option key={id} value={id}>
            {say(title)}
          </option>
        ))}
      </select>
    </label>
  );
}

function ManyOf({ choice, chosen, onChoose }: ChoiceProps) {
  const { say } = useWords();
  const set = new Set(chosen);
  const toggle = (id: string, wanted: boolean) =>
    // In the order they are offered, so that the same choice makes the same link.
    onChoose(choice.values.map((value) => value.id).filter((one) => (one === id ? wanted : set.has(one))));
  return (
    <details className={css['manyOf']}>
      <summary>
        <span>{say(choice.title)}</span>
        <span className={css['chosen']}>
          {say(set.size === 0 ? choice.otherwise : words.layers.choices.chosen(set.size))}
        </span>
      </summary>
      <div role="group" aria-label={say(choice.title)} className={css['chips']}>
        {choice.values.map(({ id, title, mark }) => (
          <label key={id} className={css['chip']}>
            <input
              type="checkbox"
              checked={set.has(id)}
              onChange={(event) => toggle(id, event.currentTarget.checked)}
            />
            {mark && <LegendMark item={mark} />}
            {say(title)}
          </label>
        ))}
      </div>
    </details>
  );
}
