import { useRef, useState } from 'react';
import type { Alarm } from '@/contracts/alarm';
import { useCity } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { AlarmHandOn } from './AlarmHandOn';
import css from './alarms.module.css';
import { useObstacle, useOrdering, type Command } from './orders';

/** Acknowledge, comment, close, hand on. Nothing shows before the numbered log says so. */
export function AlarmCommands({ alarm }: { readonly alarm: Alarm }) {
  const { say } = useWords();
  const city = useCity();
  const w = words.operate.alarms;
  const [comment, setComment] = useState('');
  const { pending, refused, give: order } = useOrdering(alarm);
  const obstacle = useObstacle();
  const field = useRef<HTMLTextAreaElement>(null);
  if (alarm.handling === 'closed') return null;
  if (obstacle !== undefined) return <p className={css['obstacle']}>{say(obstacle)}</p>;
  const give = async (command: Command) => {
    // The button that was pressed may not be offered any more once it has worked.
    field.current?.focus();
    if (await order(command, comment)) setComment('');
  };
  const { acknowledge, commentAlarm, closeAlarm } = city.query;
  return (
    <form className={css['form']} onSubmit={(event) => event.preventDefault()}>
      <label>
        {say(w.comment)}
        <textarea
          ref={field}
          rows={2}
          value={comment}
          maxLength={500}
          placeholder={say(w.commentHint)}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
      </label>
      <div className={css['buttons']}>
        {alarm.handling === 'new' && (
          <button
            type="button"
            data-kind="primary"
            aria-disabled={pending}
            onClick={() => void give(acknowledge)}
          >
            {say(w.acknowledge)}
          </button>
        )}
        <button type="button" aria-disabled={pending} onClick={() => void give(commentAlarm)}>
          {say(w.addComment)}
        </button>
        {alarm.condition === 'returned' && (
          <button type="button" aria-disabled={pending} onClick={() => void give(closeAlarm)}>
            {say(w.close)}
          </button>
        )}
      </div>
      <AlarmHandOn alarm={alarm} pending={pending} give={(command) => void give(command)} />
      {alarm.condition === 'active' && <p className={css['quiet']}>{say(w.afterReturn)}</p>}
      <p role="status" className={css['obstacle']}>
        {pending && say(w.pending)}
        {!pending && refused && say(refused)}
      </p>
    </form>
  );
}
