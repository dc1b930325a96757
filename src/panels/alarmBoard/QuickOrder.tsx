import { useEffect, useRef, useState } from 'react';
import type { Alarm } from '@/contracts/alarm';
import { useCity } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { alarmWords } from '@/state/wordsAlarms';
import css from './alarms.module.css';
import { shelvings, useObstacle, useOrdering, type Command, type OrderKind } from './orders';
import { useAssignees } from './useAssignees';

interface QuickOrderProps {
  readonly alarm: Alarm;
  readonly kind: OrderKind;
  /** The log holds it, or the person thought better of it: the row gets the focus back. */
  readonly onDone: () => void;
}

/** One order by keyboard, under the list: what, whom or how long, why; Enter gives it and Escape leaves it. */
export function QuickOrder({ alarm, kind, onDone }: QuickOrderProps) {
  const { say } = useWords();
  const city = useCity();
  const w = alarmWords.quick;
  const { pending, done, refused, give } = useOrdering(alarm);
  const { people } = useAssignees();
  const [to, setTo] = useState<string>();
  const [minutes, setMinutes] = useState<number>(shelvings[1]);
  const [comment, setComment] = useState('');
  const obstacle = useObstacle() ?? impossible(alarm, kind);
  const field = useRef<HTMLInputElement>(null);
  const frame = useRef<HTMLFormElement>(null);
  const chosen = to ?? people.find((person) => person !== alarm.assignee) ?? people[0];
  useEffect(() => (field.current ?? frame.current)?.focus(), []);
  useEffect(() => {
    if (done) onDone();
  }, [done, onDone]);
  const { acknowledge, commentAlarm, closeAlarm, assignAlarm, shelveAlarm } = city.query;
  const commands: Readonly<Record<OrderKind, Command>> = {
    acknowledge,
    comment: commentAlarm,
    close: closeAlarm,
    assign: (one, why) => assignAlarm(one, why, chosen ?? ''),
    shelve: (one, why) => shelveAlarm(one, why, minutes),
  };
  return (
    <form
      ref={frame}
      tabIndex={-1}
      className={css['quick']}
      aria-label={`${say(w.kind[kind])} ${say(alarm.title)}`}
      onSubmit={(event) => {
        event.preventDefault();
        void give(commands[kind], comment);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onDone();
      }}
    >
      <p>
        <strong>{say(w.kind[kind])}</strong> {say(alarm.title)}
      </p>
      {obstacle !== undefined ? (
        <p role="status" className={css['obstacle']}>
          {say(obstacle)} {say(w.leave)}
        </p>
      ) : (
        <>
          {kind === 'assign' && (
            <label>
              {say(alarmWords.assignTo)}{' '}
              <select value={chosen} onChange={(event) => setTo(event.currentTarget.value)}>
                {people.map((person) => (
                  <option key={person}>{person}</option>
                ))}
              </select>
            </label>
          )}
          {kind === 'shelve' && (
            <label>
              {say(alarmWords.shelveFor)}{' '}
              <select value={minutes} onChange={(event) => setMinutes(Number(event.currentTarget.value))}>
                {shelvings.map((one) => (
                  <option key={one} value={one}>
                    {say(alarmWords.minutes(one))}
                  </option>
                ))}
              </select>
            </label>
          )}
          <label>
            {say(words.operate.alarms.comment)}
            <input
              ref={field}
              value={comment}
              maxLength={500}
              onChange={(event) => setComment(event.currentTarget.value)}
            />
          </label>
          <div className={css['buttons']}>
            <button type="submit" data-kind="primary" aria-disabled={pending}>
              {say(w.kind[kind])}
            </button>
            <button type="button" onClick={onDone}>
              {say(w.cancel)}
            </button>
          </div>
          <p role="status" className={css['obstacle']}>
            {pending ? say(words.operate.alarms.pending) : say(refused ?? w.hint)}
          </p>
        </>
      )}
    </form>
  );
}

function impossible({ handling, condition, shelved }: Alarm, kind: OrderKind) {
  const w = alarmWords.quick.impossible;
  if (handling === 'closed') return w.closed;
  if (kind === 'acknowledge' && handling !== 'new') return w.acknowledged;
  if (kind === 'shelve' && shelved !== undefined) return w.shelved;
  return kind === 'close' && condition !== 'returned' ? words.operate.alarms.afterReturn : undefined;
}
