import { useState } from 'react';
import type { Alarm } from '@/contracts/alarm';
import type { Text } from '@/contracts/text';
import type { CommandResult } from '@/state/city';
import { useAlarms, useCity, useHealth, useSession, useTime } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { AlarmHandOn } from './AlarmHandOn';
import css from './alarms.module.css';

/** What is said while a command is on its way: it counts only when the log holds it. */
type Order =
  | { readonly kind: 'none' }
  | { readonly kind: 'sent' }
  | { readonly kind: 'accepted'; readonly seq: number }
  | { readonly kind: 'refused'; readonly reason: Text };

/** Acknowledge, comment, close, hand on. Nothing shows before the numbered log says so. */
export function AlarmCommands({ alarm }: { readonly alarm: Alarm }) {
  const { say } = useWords();
  const city = useCity();
  const w = words.operate.alarms;
  const [comment, setComment] = useState('');
  const [order, setOrder] = useState<Order>({ kind: 'none' });
  const known = useAlarms((board) => board.seq);
  const obstacle = useObstacle();
  if (alarm.handling === 'closed') return null;
  if (obstacle !== undefined) return <p className={css['obstacle']}>{say(obstacle)}</p>;
  const pending = order.kind === 'sent' || (order.kind === 'accepted' && known < order.seq);
  const give = async (command: (alarm: Alarm, comment: string) => Promise<CommandResult<Alarm>>) => {
    if (pending) return;
    if (comment.trim() === '') {
      setOrder({ kind: 'refused', reason: w.commentFirst });
      return;
    }
    setOrder({ kind: 'sent' });
    const result = await command(alarm, comment.trim());
    if (result.ok) setComment('');
    setOrder(
      result.ok
        ? { kind: 'accepted', seq: result.value.seq }
        : { kind: 'refused', reason: w.error(result.status, result.detail) },
    );
  };
  const { acknowledge, commentAlarm, closeAlarm } = city.query;
  return (
    <form className={css['form']} onSubmit={(event) => event.preventDefault()}>
      <label>
        {say(w.comment)}
        <textarea
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
        {order.kind === 'refused' && say(order.reason)}
      </p>
    </form>
  );
}

/** Why the person cannot act now, in words; the server refuses on its own as well. */
function useObstacle(): Text | undefined {
  const city = useCity();
  const session = useSession();
  const replaying = useTime((time) => time.mode === 'replay');
  const cut = useHealth((health) => health.state === 'lost' || health.state === 'stale');
  const w = words.operate.alarms;
  if (!city.query.served) return w.noServer;
  if (session.user === null) return w.signInFirst;
  if (!session.roles.includes('operator')) return w.notYourDuty;
  return replaying || cut ? w.paused : undefined;
}
