import { lazy, Suspense, useEffect, useState } from 'react';
import type { Alarm } from '@/contracts/alarm';
import { useAlarms, useCity, useScene } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { clockTime, dayTime, roughlyAgo } from '@/state/wordsFormat';
import { PanelFrame } from '../PanelFrame';
import { SeverityTag, StateMark } from '../StateMark';
import { useNow } from '../useNow';
import css from './alarms.module.css';

const fetchDetail = () => import('./AlarmDetail');
const AlarmDetail = lazy(fetchDetail);

/** The alarms, unacknowledged first; the one selected on the map is the one open here. */
export function AlarmList() {
  const { say } = useWords();
  const city = useCity();
  const alarms = useAlarms((board) => board.alarms);
  const gap = useAlarms((board) => board.gap);
  const selected = useScene((scene) =>
    scene.selection?.layer === 'alarms' ? scene.selection.feature : undefined,
  );
  const [closed, setClosed] = useState<string>();
  const open = alarms.find(({ id }) => id === selected && id !== closed);
  const standing = inOrder(alarms);
  const unacknowledged = alarms.filter(
    ({ kind, handling, shelved }) => kind === 'condition' && handling === 'new' && shelved === undefined,
  ).length;
  const some = alarms.length > 0;
  // Not when it is needed: by then the server may be gone.
  useEffect(() => {
    if (some) void fetchDetail().catch(() => undefined);
  }, [some]);
  const w = words.operate.alarms;
  const choose = (alarm: Alarm) => {
    setClosed(undefined);
    city.select({ layer: 'alarms', feature: alarm.id });
  };
  return (
    <PanelFrame
      grow
      title={say(w.title)}
      aside={<span aria-live="polite">{say(w.unacknowledged(unacknowledged))}</span>}
    >
      {gap && <p className={css['hint']}>{say(w.gap(gap.from, gap.to))}</p>}
      {open ? (
        <Suspense fallback={<p className={css['hint']}>{say(open.title)}</p>}>
          <AlarmDetail key={open.id} alarm={open} onBack={() => setClosed(open.id)} />
        </Suspense>
      ) : standing.length === 0 ? (
        <p className={css['hint']}>{say(w.none)}</p>
      ) : (
        <ul>
          {standing.map((alarm) => (
            <AlarmRow key={alarm.id} alarm={alarm} onOpen={() => choose(alarm)} />
          ))}
        </ul>
      )}
    </PanelFrame>
  );
}

function AlarmRow({ alarm, onOpen }: { readonly alarm: Alarm; readonly onOpen: () => void }) {
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

/** 0 is open in the city, 1 about a source, 2 put aside, 3 closed. */
function rankOf({ handling, shelved, kind }: Alarm): number {
  if (handling === 'closed') return 3;
  if (shelved !== undefined) return 2;
  return kind === 'source' ? 1 : 0;
}

const order = { new: 0, acknowledged: 1, assigned: 1, closed: 2 } as const;
const weight = { alarm: 0, warning: 1, attention: 2 } as const;

/** What is put aside after what is open; the city before its sources; unacknowledged first, then the graver, the newer. */
export function inOrder(alarms: readonly Alarm[]): readonly Alarm[] {
  return alarms.toSorted(
    (one, other) =>
      rankOf(one) - rankOf(other) ||
      order[one.handling] - order[other.handling] ||
      weight[one.severity] - weight[other.severity] ||
      other.raisedAt - one.raisedAt,
  );
}
