import { useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Alarm } from '@/contracts/alarm';
import { isOpen } from '@/domain/alarm';
import { loadOf } from '@/domain/alarmLoad';
import { redsOf } from '@/domain/waiting';
import { chosenAlarms } from '@/state/chosenAlarms';
import { useCatalogue, useScene, useSession } from '@/state/CityContext';
import { useWords } from '@/state/words';
import { alarmWords } from '@/state/wordsAlarms';
import { useNow } from '../useNow';
import { AlarmFlood } from './AlarmFlood';
import { AlarmRow } from './AlarmRow';
import css from './alarms.module.css';
import { nextStop, orderOf, stopsOf } from './boardKeys';
import { inOrder } from './inOrder';
import type { OrderKind } from './orders';
import { QuickOrder } from './QuickOrder';
import { SourceAlarms } from './SourceAlarms';
import { useBoardFocus } from './useBoardFocus';

/**
 * The board of alarms: unacknowledged reds pinned, then the city's in a list or, in a flood, in groups, then the sources of
 * readings by themselves, then what is put aside or closed. Arrows move, Enter opens, a key gives an order.
 */
export function AlarmBoard({ alarms }: { readonly alarms: readonly Alarm[] }) {
  const { say } = useWords();
  const selection = useScene((scene) => scene.selection);
  const catalogue = useCatalogue();
  const { scope } = useSession();
  const load = loadOf(alarms, useNow(), scope);
  const chosen = chosenAlarms(selection, alarms, catalogue);
  const [order, setOrder] = useState<{ readonly alarm: string; readonly kind: OrderKind }>();
  const { board, held, hold, release, focusRow } = useBoardFocus([...chosen][0]);

  const standing = inOrder(alarms);
  const reds = redsOf(standing);
  const open = standing.filter((one) => isCity(one) && isOpen(one) && one.shelved === undefined);
  const sources = standing.filter((one) => !isCity(one) && isOpen(one) && one.shelved === undefined);
  const rest = standing.filter((one) => !isOpen(one) || one.shelved !== undefined);
  const ordered = alarms.find(({ id }) => id === order?.alarm);
  const entry =
    standing.find(({ id }) => id === held) ?? standing.find(({ id }) => chosen.has(id)) ?? standing[0];
  const rowOf = (alarm: Alarm): ReactNode => (
    <AlarmRow key={alarm.id} alarm={alarm} chosen={chosen.has(alarm.id)} entry={alarm.id === entry?.id} />
  );
  const onKey = (event: KeyboardEvent<HTMLElement>) => {
    const stop =
      event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-alarm], summary') : null;
    if (stop === null || event.target !== stop) return;
    const next = nextStop(stopsOf(event.currentTarget), stop, event.key);
    const kind = orderOf(event);
    const id = stop.dataset['alarm'];
    if (next !== undefined) next.focus();
    else if (kind !== undefined && id !== undefined) setOrder({ alarm: id, kind });
    else if (event.key === 'Enter' && id !== undefined && selection?.feature === id) enterCard();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const leaveOrder = () => {
    setOrder(undefined);
    focusRow(order?.alarm);
  };
  return (
    <>
      <div ref={board} className={css['board']} onKeyDown={onKey} onFocus={hold} onBlur={release}>
        {reds.length > 0 && (
          <section className={css['pinned']} aria-label={say(alarmWords.pinned(reds.length))}>
            <h3>{say(alarmWords.pinned(reds.length))}</h3>
            <ul>{reds.map(rowOf)}</ul>
          </section>
        )}
        <AlarmFlood alarms={open} load={load} rowOf={rowOf} />
        {!load.flood && <Rows alarms={open.filter((one) => !reds.includes(one))} rowOf={rowOf} />}
        <SourceAlarms alarms={sources} rowOf={rowOf} />
        <Rows alarms={load.flood ? rest.filter(isOpen) : rest} rowOf={rowOf} />
      </div>
      {order !== undefined && ordered !== undefined && (
        <QuickOrder
          key={`${order.alarm} ${order.kind}`}
          alarm={ordered}
          kind={order.kind}
          onDone={leaveOrder}
        />
      )}
    </>
  );
}

const isCity = ({ kind }: Alarm) => kind === 'condition';

function Rows(props: { readonly alarms: readonly Alarm[]; readonly rowOf: (alarm: Alarm) => ReactNode }) {
  return props.alarms.length === 0 ? null : <ul>{props.alarms.map(props.rowOf)}</ul>;
}

/** The card is in the inspector, over the map: Enter on what is open already goes there. */
function enterCard(): void {
  document.getElementById('alarm-card')?.focus();
}
