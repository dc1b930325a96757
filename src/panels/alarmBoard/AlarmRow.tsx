import type { Alarm } from '@/contracts/alarm';
import { useCity } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { clockTime, dayTime, roughlyAgo } from '@/state/wordsFormat';
import { SeverityTag, StateMark } from '../StateMark';
import { useNow } from '../useNow';
import css from './alarms.module.css';

/** The keys a row takes while it has the focus; they are told in the help. */
export const rowKeys = 'Enter A G S C X';

export interface AlarmRowProps {
  readonly alarm: Alarm;
  readonly chosen?: boolean;
  /** Whether the list is entered here: one row of a board at a time. */
  readonly entry?: boolean;
}

/** One alarm in a list: what, how it stands, and since when. */
export function AlarmRow({ alarm, chosen = false, entry = true }: AlarmRowProps) {
  const { say, language } = useWords();
  const city = useCity();
  const now = useNow();
  const w = words.operate.alarms;
  return (
    <li>
      <button
        type="button"
        data-kind="quiet"
        className={css['row']}
        data-handling={alarm.handling}
        data-alarm={alarm.id}
        tabIndex={entry ? 0 : -1}
        aria-current={chosen || undefined}
        aria-keyshortcuts={rowKeys}
        onClick={() => city.select({ layer: 'alarms', feature: alarm.id })}
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
