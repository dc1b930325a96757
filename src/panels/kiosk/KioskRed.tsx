import type { Alarm } from '@/contracts/alarm';
import { useWords, words } from '@/state/words';
import { clockTime } from '@/state/wordsFormat';
import { kioskWords } from '@/state/wordsKiosk';
import { StateShape } from '../StateMark';
import { useNow } from '../useNow';
import css from './kiosk.module.css';

/** The red that waits: what, where, since when; a solid bar, so that it is never taken for a state of the data. */
export function KioskRed(props: { readonly alarm: Alarm | undefined; readonly others: number }) {
  const { say } = useWords();
  const now = useNow();
  const { alarm, others } = props;
  if (alarm === undefined) return null;
  return (
    <section className={css['red']} role="alert" aria-label={say(kioskWords.red)}>
      <span className={css['redWord']}>
        <StateShape state="alarm" /> {say(words.operate.alarms.severity.alarm)}
      </span>
      <span className={css['redWhat']}>
        <strong>{say(alarm.title)}</strong>
        <span>
          {say(words.layers.district(alarm.district))} · {clockTime(alarm.activeSince)} ·{' '}
          <span aria-hidden="true">{say(kioskWords.waits(now - alarm.activeSince))}</span>
        </span>
      </span>
      <span className={css['redWhy']}>
        {say(kioskWords.red)}
        {others > 0 && <small>{say(kioskWords.reds(others + 1))}</small>}
      </span>
    </section>
  );
}
