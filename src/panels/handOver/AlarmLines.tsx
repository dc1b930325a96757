import type { AgeBand, HandOverAlarm, HandOverContent } from '@/contracts/handOver';
import { flyToAlarm } from '@/state/alarmSteps';
import { useCity } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { clockTime, lasting } from '@/state/wordsFormat';
import { handOverWords as w } from '@/state/wordsHandOver';
import { SeverityTag, StateMark } from '../StateMark';
import { aboutAlarm } from './aboutAlarm';
import css from './handOver.module.css';

interface Shown {
  readonly alarms: readonly HandOverAlarm[];
  /** The moment the page tells of, Unix ms: ages are as of then. */
  readonly at: number;
  readonly onFly: () => void;
}

/** Alarms in bands of age, the oldest band first; empty bands are left out. */
export function AlarmBands({ bands, ...shown }: Shown & { readonly bands: readonly AgeBand[] }) {
  const { say } = useWords();
  return bands
    .toReversed()
    .filter(({ alarms }) => alarms.length > 0)
    .map(({ from, below, alarms }) => (
      <div key={from} className={css['ageBand']}>
        <h5>
          {say(w.band(from, below))} <span className={css['quiet']}>{alarms.length}</span>
        </h5>
        <AlarmLines {...shown} ids={alarms} />
      </div>
    ));
}

/** Alarms by id, each of which selects itself on the map and flies there. */
export function AlarmLines({ alarms, ids, at, onFly }: Shown & { readonly ids: readonly string[] }) {
  const lines = ids.flatMap((id) => alarms.find((alarm) => alarm.id === id) ?? []);
  return (
    <ul className={css['alarms']}>
      {lines.map((alarm) => (
        <AlarmLine key={alarm.id} alarm={alarm} at={at} onFly={onFly} />
      ))}
    </ul>
  );
}

/** What happened in the shift, each list folded: it is history, not work. */
export function SinceLists({ content, ...shown }: Shown & { readonly content: HandOverContent }) {
  const { say } = useWords();
  const kinds = ['raised', 'cameBack', 'returned', 'acknowledged', 'closed'] as const;
  return kinds
    .filter((kind) => content.counts[kind] > 0)
    .map((kind) => (
      <details key={kind} className={css['since']}>
        <summary>
          {say(w.counts[kind])} <span className={css['quiet']}>{content.counts[kind]}</span>
        </summary>
        <AlarmLines {...shown} ids={content.since[kind]} />
      </details>
    ));
}

function AlarmLine(props: {
  readonly alarm: HandOverAlarm;
  readonly at: number;
  readonly onFly: () => void;
}) {
  const { say, language } = useWords();
  const city = useCity();
  const { alarm, at, onFly } = props;
  const raised = Date.parse(alarm.raisedAt);
  const show = () => {
    onFly();
    city.select({ layer: 'alarms', feature: alarm.id });
    const known = city.alarms.getState().alarms.find(({ id }) => id === alarm.id);
    if (known !== undefined) flyToAlarm(city, known);
  };
  return (
    <li>
      <button type="button" data-kind="quiet" onClick={show}>
        {alarm.source === undefined ? (
          <SeverityTag severity={alarm.severity} />
        ) : (
          <StateMark state={alarm.source.state === 'silent' ? 'absent' : 'stale'} />
        )}
        <span className={css['what']}>
          <span>{say(alarm.title)}</span>
          <span className={css['quiet']}>
            {say(words.layers.district(alarm.district))} · {aboutAlarm(alarm, language).join(' · ')}
          </span>
        </span>
        <time className={css['when']} dateTime={alarm.raisedAt}>
          {clockTime(raised)}
          {alarm.handling !== 'closed' && (
            <span className={css['quiet']}>{say(w.age(lasting(at - raised)))}</span>
          )}
        </time>
      </button>
    </li>
  );
}
