import type { StoreApi } from 'zustand/vanilla';
import type { TimeContext } from '@/contracts/time';
import type { AlarmEvent } from '@/contracts/alarm';
import { advanceAll, foldAt, newestFirst, noAlarms, type AlarmEntry } from '@/domain/alarm';
import { isWithin } from '@/domain/time';
import type { AlarmBoard } from './city';
import type { AlarmMark } from './timelineBoard';

export const noBoard: AlarmBoard = { alarms: [], seq: 0, gap: undefined };

/** The page's copy of the numbered log, and the board as it stands at the time asked about. */
export interface AlarmLog {
  readonly take: (entries: readonly AlarmEntry[]) => void;
  readonly tellGap: (gap: AlarmBoard['gap']) => void;
  /** Shows the alarms of another time; live shows all there are. */
  readonly showAt: (context: TimeContext) => void;
  /** When alarms were raised, oldest first, whatever time is shown. */
  readonly marks: () => readonly AlarmMark[];
  readonly reset: () => void;
}

export function createAlarmLog(board: StoreApi<AlarmBoard>): AlarmLog {
  let entries: readonly AlarmEntry[] = [];
  let fold = noAlarms;
  let marks: readonly AlarmMark[] = [];
  /** Sum of the numbers the shown past is folded from; the present shows the running fold. */
  let shown: number | 'live' = 'live';

  const show = (): void => {
    const seq = entries.at(-1)?.seq ?? 0;
    if (shown === 'live') board.setState({ alarms: newestFirst(fold), seq });
    else board.setState({ seq });
  };
  return {
    take: (more) => {
      entries = [...entries, ...more];
      fold = advanceAll(fold, more);
      marks = [...marks, ...more.flatMap(({ body }) => (body.kind === 'raised' ? [markOf(body)] : []))].sort(
        (one, other) => one.at - other.at,
      );
      show();
    },
    tellGap: (gap) => board.setState({ gap }),
    showAt: (context) => {
      if (context.mode === 'live') {
        if (shown === 'live') return;
        shown = 'live';
        return show();
      }
      const within = entries.reduce(
        (sum, { seq, body }) => (isWithin(context, body.at, body.known) ? sum + seq : sum),
        0,
      );
      if (within === shown) return;
      shown = within;
      board.setState({ alarms: newestFirst(foldAt(entries, context)) });
    },
    marks: () => marks,
    reset: () => {
      entries = [];
      marks = [];
      fold = noAlarms;
      shown = 'live';
      board.setState(noBoard);
    },
  };
}

function markOf({ at, known, severity }: Extract<AlarmEvent, { kind: 'raised' }>): AlarmMark {
  return { at, known, severity };
}
