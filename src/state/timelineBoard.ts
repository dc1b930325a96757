import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Severity } from '@/contracts/alarm';
import type { Timeline } from '@/contracts/timeline';
import type { CityQuery } from '@/feeds/cityQuery';
import type { OverviewState } from '@/feeds/overview';
import type { Stretch, TimeStore } from './timeStore';

/** One alarm on the time bar: when it was raised, Unix ms. */
export interface AlarmMark {
  readonly at: number;
  readonly known: number;
  readonly severity: Severity;
}

/** What the time bar draws beside the time itself. */
export interface TimelineBoard {
  /** How much was heard when, in bins of `binMs`; `undefined` until the first answer. */
  readonly bins: Timeline['bins'] | undefined;
  readonly binMs: number;
  readonly failing: boolean;
  /** Oldest first. */
  readonly alarms: readonly AlarmMark[];
  /** How much of the last day lies ready to be shown at once. */
  readonly overview: OverviewState;
}

const minuteMs = 60_000;
const again = 30_000;
const awayAgain = 3_000;
const mostBins = 96;

export const emptyTimeline: TimelineBoard = {
  bins: undefined,
  binMs: minuteMs,
  failing: false,
  alarms: [],
  overview: { ready: 0, failing: false },
};

/** Whole minutes, at most about a hundred to a view: narrower bins would be narrower than what is counted. */
export function binMsOf(view: Stretch): number {
  return minuteMs * Math.max(1, Math.ceil((view.to - view.from) / mostBins / minuteMs));
}

export interface TimelineFollower {
  readonly board: StoreApi<TimelineBoard>;
  /** Asks where the view has moved or the last answer is old; call once a second. */
  readonly look: () => void;
  readonly destroy: () => void;
}

/** Keeps the board at what the view shows, and tells the time store since when the past is kept. */
export function followTimeline(
  ask: CityQuery['timeline'],
  time: TimeStore,
  now: () => number,
): TimelineFollower {
  const board = createStore<TimelineBoard>()(() => emptyTimeline);
  let shown: { readonly from: number; readonly bins: number; readonly at: number } | undefined;
  let asking = false;
  let destroyed = false;

  const look = (): void => {
    if (asking || destroyed) return;
    const { view } = time.getState();
    const binMs = binMsOf(view);
    // On whole bins, so that the bars stand still while time goes on.
    const from = Math.floor(view.from / binMs) * binMs;
    const bins = Math.ceil((view.to - from) / binMs);
    if (shown?.from === from && shown.bins === bins && now() - shown.at < again) return;
    asking = true;
    const at = now();
    ask({ from, to: from + bins * binMs, bins }).then(
      (told) => {
        asking = false;
        if (destroyed) return;
        const away = told.from === null;
        // The history opens after the page: until it answers the question is put again every few seconds.
        shown = { from, bins, at: away ? at - again + awayAgain : at };
        if (told.from !== null) time.getState().setKept(told.from);
        board.setState({ bins: told.bins, binMs, failing: away });
      },
      () => {
        asking = false;
        // The same question is put again in a second.
        if (!destroyed && !board.getState().failing) board.setState({ failing: true });
      },
    );
  };
  const stop = time.subscribe((state, before) => {
    const width = state.view.to - state.view.from;
    const moved = Math.abs(state.view.from - before.view.from) > width / mostBins;
    if (moved || width !== before.view.to - before.view.from) look();
  });
  return {
    board,
    look,
    destroy: () => {
      destroyed = true;
      stop();
    },
  };
}
