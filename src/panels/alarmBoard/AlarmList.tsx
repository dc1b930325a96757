import { useState } from 'react';
import type { Alarm } from '@/contracts/alarm';
import { useAlarms, useCity, useScene, useSession } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { PanelFrame } from '../PanelFrame';
import { useAnswer } from '../useAnswer';
import { useNow } from '../useNow';
import { AlarmRow } from './AlarmRow';
import css from './alarms.module.css';
import { inOrder } from './inOrder';

const fetchParts = async () => {
  const [{ AlarmDetail }, { AlarmFlood }, { loadOf }] = await Promise.all([
    import('./AlarmDetail'),
    import('./AlarmFlood'),
    import('@/domain/alarmLoad'),
  ]);
  return { AlarmDetail, AlarmFlood, loadOf };
};

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
      {standing.length === 0 ? (
        <p className={css['hint']}>{say(w.none)}</p>
      ) : (
        <Standing alarms={standing} open={open} onOpen={choose} onBack={() => setClosed(open?.id)} />
      )}
    </PanelFrame>
  );
}

interface StandingProps {
  readonly alarms: readonly Alarm[];
  readonly open: Alarm | undefined;
  readonly onOpen: (alarm: Alarm) => void;
  readonly onBack: () => void;
}

/**
 * The list, or the alarm that is open. What shows one alarm and what stems a flood is fetched with the first alarm, not
 * when it is needed: by then the server may be gone. The list stands without it.
 */
function Standing({ alarms, open, onOpen, onBack }: StandingProps) {
  const { say } = useWords();
  const parts = useAnswer(fetchParts, 'parts');
  const { scope } = useSession();
  const now = useNow();
  const arrived = parts.kind === 'answered' ? parts.value : undefined;
  if (arrived !== undefined && open !== undefined) {
    return <arrived.AlarmDetail key={open.id} alarm={open} onBack={onBack} />;
  }
  const load = arrived?.loadOf(alarms, now, scope);
  // The list keeps its place among these, so that a row does not go from under the finger when the rest arrives.
  return (
    <>
      {parts.kind === 'failed' && (
        <p className={css['hint']} role="alert">
          {say(words.frame.partFailed(parts.reason))}{' '}
          <button type="button" onClick={parts.again}>
            {say(words.frame.retry)}
          </button>
        </p>
      )}
      {open !== undefined && parts.kind === 'waiting' && (
        <p className={css['hint']}>{say(words.frame.loading)}</p>
      )}
      {arrived && load && <arrived.AlarmFlood alarms={alarms} load={load} onOpen={onOpen} />}
      {load?.flood !== true && (
        <ul>
          {alarms.map((alarm) => (
            <AlarmRow key={alarm.id} alarm={alarm} onOpen={() => onOpen(alarm)} />
          ))}
        </ul>
      )}
    </>
  );
}
