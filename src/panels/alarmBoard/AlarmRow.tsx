import type { Alarm } from '@/contracts/alarm';
import { useWords, words } from '@/state/words';
import { clockTime, dayTime, roughlyAgo } from '@/state/wordsFormat';
import { SeverityTag, StateMark } from '../StateMark';
import { useNow } from '../useNow';
import css from './alarms.module.css';

/** One alarm in a list: what, how it stands, and since when. */
export function AlarmRow({ alarm, onOpen }: { readonly alarm: Alarm; readonly onOpen: () => void }) {
  const { say, language } = useWords();
  const now = useNow();
  const w = words.operate.alarms;
  return (
    <li>
      <button
        type="button"
        data-kind="quiet"
        className={css['row']}
        data-handling={alarm.handling}
        onClick={onOpen}
      >
        {alarm.source ? (
          <StateMark state={alarm.source.state === 'silent' ? 'absent' : 'stale'} />
        ) : (
          <SeverityTag severity={alarm.severity} />
        )}
        <span className={css['what']}>
          <span className={css['title']}>{say(alarm.title)}</span>
          <span className={css['quiet']}>
            {say(w.condition[alarm.condition])} · {say(w.handling[alarm.handling])} ·{' '}
            {say(words.layers.district(alarm.district))}
            {alarm.assignee !== undefined && ` · ${alarm.assignee}`}
            {alarm.shelved && ` · ${say(w.shelvedUntil(clockTime(alarm.shelved.until)))}`}
          </span>
        </span>
        <time
          className={css['quiet']}
          dateTime={new Date(alarm.raisedAt).toISOString()}
          title={dayTime(alarm.raisedAt, language)}
        >
          {say(roughlyAgo(now - alarm.raisedAt))}
        </time>
      </button>
    </li>
  );
}
