import type { StoreApi } from 'zustand/vanilla';
import type { TimeContext } from '@/contracts/time';
import type { AlarmEvent } from '@/contracts/alarm';
import {
  advanceAll,
  foldAt,
  foldStandingAt,
  isShelved,
  newestFirst,
  noAlarms,
  type AlarmEntry,
} from '@/domain/alarm';
import { isWithin } from '@/domain/time';
import { waitingOf } from '@/domain/waiting';
import type { AlarmBoard } from './city';
import type { AlarmMark } from './timelineBoard';

export const noBoard: AlarmBoard = { alarms: [], waiting: [], seq: 0, gap: undefined };

/** The page's copy of the numbered log, and the board as it stands at the time asked about. */
export interface AlarmLog {
  readonly take: (entries: readonly AlarmEntry[]) => void;
  readonly tellGap: (gap: AlarmBoard['gap']) => void;
  /** Shows the alarms of another time; live shows all there are. */
  readonly showAt: (context: TimeContext) => void;
  /** When conditions of the city raised alarms or made them graver, oldest first, whatever time is shown. */
  readonly marks: () => readonly AlarmMark[];
  readonly reset: () => void;
}

/** `now` is the server's clock, Unix ms: the shelvings of the present end by it. */
export function createAlarmLog(board: StoreApi<AlarmBoard>, now: () => number): AlarmLog {
  let entries: readonly AlarmEntry[] = [];
  let fold = noAlarms;
  let marks: readonly AlarmMark[] = [];
  /** What the shown past is folded from: the sum of the numbers, and how many shelvings have ended; or the present. */
  let shown = 'live';
  /** When the next shelving of the present ends. */
  let nextEnd = Infinity;

  const show = (): void => {
    const seq = entries.at(-1)?.seq ?? 0;
    const at = now();
    nextEnd = Infinity;
    for (const alarm of fold.values()) {
      if (alarm.shelved !== undefined && isShelved(alarm, at))
        nextEnd = Math.min(nextEnd, alarm.shelved.until);
    }
    const standing = foldStandingAt(fold, at);
    const waiting = waitingOf(standing.values());
    board.setState(shown === 'live' ? { alarms: newestFirst(standing), waiting, seq } : { waiting, seq });
  };
  return {
    take: (more) => {
      entries = [...entries, ...more];
      fold = advanceAll(fold, more);
      marks = [
        ...marks,
        ...more.flatMap(({ body }) =>
          body.kind === 'escalated' || (body.kind === 'raised' && body.about !== 'source')
            ? [markOf(body)]
            : [],
        ),
      ].sort((one, other) => one.at - other.at);
      show();
    },
    tellGap: (gap) => board.setState({ gap }),
    showAt: (context) => {
      if (context.mode === 'live') {
        if (shown === 'live' && context.at < nextEnd) return;
        shown = 'live';
        return show();
      }
      // The present goes on while the past is looked at.
      if (shown !== 'live' && now() >= nextEnd) show();
      let [sum, ended] = [0, 0];
      for (const { seq, body } of entries) {
        if (!isWithin(context, body.at, body.known)) continue;
        sum += seq;
        if (body.kind === 'shelved' && body.until <= context.at) ended += 1;
      }
      const within = `${sum} ${ended}`;
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

function markOf({ at, known, severity }: Extract<AlarmEvent, { kind: 'raised' | 'escalated' }>): AlarmMark {
  return { at, known, severity };
}
