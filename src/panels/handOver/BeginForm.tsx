import { useId, useState } from 'react';
import type { HandOvers } from '@/contracts/handOver';
import { useWords } from '@/state/words';
import { dayTime } from '@/state/wordsFormat';
import { handOverWords as w } from '@/state/wordsHandOver';
import css from './handOver.module.css';
import { cityClock, fromCityClock } from './cityClock';

interface BeginFormProps {
  readonly begins: HandOvers['begins'];
  readonly pending: boolean;
  /** Unix ms. */
  readonly onBegin: (from: number) => void;
}

/** Begins a page: since the last hand-over, since the usual start, or since when the person says. */
export function BeginForm({ begins, pending, onBegin }: BeginFormProps) {
  const { say, language } = useWords();
  const name = useId();
  const { lastSigned, usual } = begins;
  const choices = [
    ...(lastSigned === null ? [] : [{ id: 'last', title: w.fromLast, at: Date.parse(lastSigned) }]),
    { id: 'usual', title: w.fromUsual, at: Date.parse(usual) },
  ];
  const [choice, setChoice] = useState<string>();
  const [own, setOwn] = useState(() => cityClock(Date.parse(usual)));
  const chosen = choice ?? choices[0]?.id;
  const from = chosen === 'own' ? fromCityClock(own) : choices.find(({ id }) => id === chosen)?.at;
  return (
    <form
      className={css['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (from !== undefined && !pending) onBegin(from);
      }}
    >
      <p className={css['quiet']}>{say(w.beginHint)}</p>
      <fieldset className={css['choices']}>
        <legend>{say(w.begins)}</legend>
        {choices.map(({ id, title, at }) => (
          <label key={id}>
            <input type="radio" name={name} checked={chosen === id} onChange={() => setChoice(id)} />
            {say(title)} <span className={css['quiet']}>{dayTime(at, language)}</span>
          </label>
        ))}
        <label>
          <input type="radio" name={name} checked={chosen === 'own'} onChange={() => setChoice('own')} />
          {say(w.fromOwn)}
        </label>
        {chosen === 'own' && (
          <input
            type="datetime-local"
            aria-label={say(w.begins)}
            value={own}
            onChange={(event) => setOwn(event.currentTarget.value)}
          />
        )}
      </fieldset>
      <button type="submit" data-kind="primary" aria-disabled={pending || from === undefined}>
        {say(pending ? w.pending : w.begin)}
      </button>
    </form>
  );
}
