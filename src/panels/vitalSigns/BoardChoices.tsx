import { signDomains, stateTitles, type SignDomain, type SignState } from '@/contracts/sign';
import { useWords } from '@/state/words';
import { boardWords } from '@/state/wordsBoard';
import { StateShape } from '../StateMark';
import { worstFirst, type BoardChoice } from './boardOrder';
import css from './board.module.css';

/** Which signs the board shows, and how they are grouped. */
export function BoardChoices(props: {
  readonly choice: BoardChoice;
  readonly counts: Readonly<Record<SignState, number>>;
  readonly onChoice: (choice: BoardChoice) => void;
}) {
  const { say } = useWords();
  const { choice, counts, onChoice } = props;
  const w = boardWords;
  const press = (state: SignState) => {
    const { states } = choice;
    onChoice({
      ...choice,
      states: states.includes(state) ? states.filter((one) => one !== state) : [...states, state],
    });
  };
  return (
    <div className={css['choices']}>
      <div role="group" aria-label={say(w.states)} className={css['row']}>
        {worstFirst.map((state) => (
          <button
            key={state}
            type="button"
            data-state={state}
            className={css['stateChoice']}
            aria-pressed={choice.states.includes(state)}
            onClick={() => press(state)}
          >
            <StateShape state={state} /> {say(stateTitles[state])} <b>{counts[state]}</b>
          </button>
        ))}
      </div>
      <div className={css['row']}>
        <input
          type="search"
          value={choice.search}
          aria-label={say(w.search)}
          placeholder={say(w.search)}
          onChange={(event) => onChoice({ ...choice, search: event.target.value })}
        />
        <select
          aria-label={say(w.domains)}
          value={choice.domain ?? ''}
          onChange={(event) =>
            onChoice({ ...choice, domain: signDomains.find((one) => one === event.target.value) })
          }
        >
          <option value="">{say(w.anyDomain)}</option>
          {signDomains.map((domain: SignDomain) => (
            <option key={domain} value={domain}>
              {say(w.domain[domain])}
            </option>
          ))}
        </select>
        <div role="group" aria-label={say(w.groups)} className={css['pair']}>
          {(['domain', 'state'] as const).map((group) => (
            <button
              key={group}
              type="button"
              aria-pressed={choice.group === group}
              onClick={() => onChoice({ ...choice, group })}
            >
              {say(group === 'domain' ? w.byDomain : w.byState)}
            </button>
          ))}
        </div>
      </div>
    </div>
  );
}
