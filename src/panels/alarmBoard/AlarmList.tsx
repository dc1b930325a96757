import { isWaiting } from '@/domain/waiting';
import { useAlarms } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { PanelFrame } from '../PanelFrame';
import { useAnswer } from '../useAnswer';
import { AlarmRow } from './AlarmRow';
import css from './alarms.module.css';
import { inOrder } from './inOrder';

// With the board comes what shows one alarm, though it is the inspector's: by then the server may be gone.
const fetchBoard = async () =>
  (await Promise.all([import('./AlarmBoard'), import('./AlarmCard')]))[0].AlarmBoard;

/** The alarms, unacknowledged first. Whichever is selected, here or on the map, is the one the inspector tells of. */
export function AlarmList() {
  const { say } = useWords();
  const alarms = useAlarms((board) => board.alarms);
  const gap = useAlarms((board) => board.gap);
  const w = words.operate.alarms;
  return (
    <PanelFrame grow title={say(w.title)} aside={say(w.unacknowledged(alarms.filter(isWaiting).length))}>
      {gap && <p className={css['hint']}>{say(w.gap(gap.from, gap.to))}</p>}
      {alarms.length === 0 ? <p className={css['hint']}>{say(w.none)}</p> : <Standing />}
    </PanelFrame>
  );
}

/** The board is fetched with the first alarm. A plain list stands where it cannot be had, never in its place: no row goes from under the finger. */
function Standing() {
  const { say } = useWords();
  const alarms = useAlarms((board) => board.alarms);
  const board = useAnswer(fetchBoard, 'board');
  if (board.kind === 'answered') return <board.value alarms={alarms} />;
  if (board.kind === 'waiting') return <p className={css['hint']}>{say(words.frame.loading)}</p>;
  return (
    <>
      <p className={css['hint']} role="alert">
        {say(words.frame.partFailed(board.reason))}{' '}
        <button type="button" onClick={board.again}>
          {say(words.frame.retry)}
        </button>
      </p>
      <ul>
        {inOrder(alarms).map((alarm) => (
          <AlarmRow key={alarm.id} alarm={alarm} />
        ))}
      </ul>
    </>
  );
}
