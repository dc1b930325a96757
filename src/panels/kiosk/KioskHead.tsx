import { useCatalogue, useCity, useHealth } from '@/state/CityContext';
import { markOf } from '@/state/cityMark';
import { useWords, words } from '@/state/words';
import { clockTime, dayOf, figure, weekdayOf } from '@/state/wordsFormat';
import { kioskWords } from '@/state/wordsKiosk';
import { StateMark } from '../StateMark';
import { useNow } from '../useNow';
import css from './kiosk.module.css';

/** What the city is, which view this is, how the readings come, how many reds wait, the time. */
export function KioskHead(props: {
  readonly title: string | undefined;
  readonly page: number;
  readonly pages: number;
  readonly reds: number;
  readonly held: boolean;
}) {
  const { say, language } = useWords();
  const city = useCity();
  const mark = say(markOf(useCatalogue()));
  const feed = useHealth(({ state }) => state);
  const fresh = useHealth((health) => health.fresh);
  const total = useHealth((health) => health.total);
  const now = useNow();
  return (
    <header className={css['head']}>
      <span className={css['cityMark']}>
        {city.query.served ? mark : `${say(words.frame.staticMark)} · ${mark}`}
      </span>
      <h2>
        {say(words.frame.name)} <small>{props.title}</small>
      </h2>
      <span className={css['pages']} aria-hidden="true">
        {Array.from({ length: props.pages }, (_, page) => (
          <i key={page} data-on={page === props.page || undefined} />
        ))}
      </span>
      {props.held && <span className={css['heldMark']}>{say(kioskWords.held)}</span>}
      <span className={css['space']} />
      <span role="status" className={css['redCount']} data-red={props.reds > 0 || undefined}>
        {props.reds > 0 && <StateMark state="alarm" />}{' '}
        {say(props.reds > 0 ? kioskWords.reds(props.reds) : kioskWords.noReds)}
      </span>
      <span className={css['feed']} data-state={feed}>
        {(feed === 'stale' || feed === 'lost') && <StateMark state="stale" />} {say(words.frame.feed[feed])}
        {total > 0 && <small> {say(words.frame.feed.fresh(figure(fresh), figure(total)))}</small>}
      </span>
      <time className={css['clock']} dateTime={new Date(now).toISOString()}>
        <small>
          {dayOf(now, language)} {weekdayOf(now, language)}
        </small>{' '}
        {clockTime(now)}
      </time>
    </header>
  );
}
