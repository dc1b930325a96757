import type { Clock } from './clock';
import type { ReadingRows } from '@/contracts/readingRows';
import type { TelemetryTable } from './telemetryTable';

export interface ReplayFeedOptions {
  /**
   * Readings of `[from, to)` in order of time, led by the last one of each slot before `from`; with `knownAt` only
   * what had arrived by then.
   */
  readonly load: (from: number, to: number, knownAt: number | undefined) => Promise<ReadingRows>;
  readonly table: () => TelemetryTable;
  readonly revision: number;
  /** `now` by the server's clock: nothing can be loaded that has not happened. */
  readonly clock: Pick<Clock, 'now'>;
  /** The table was written. */
  readonly shown: () => void;
  /** Loading began to fail, or works again. */
  readonly trouble: (failing: boolean) => void;
}

export interface ReplayFeed {
  /** Makes the table hold the city as it was at `at`, as far as loaded; call as often as the replay's clock moves. */
  readonly show: (at: number, knownAt: number | undefined) => void;
  /** Somebody else writes the table now; the next `show` begins anew. */
  readonly pause: () => void;
  readonly destroy: () => void;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly rows: ReadingRows;
  cursor: number;
}

const stretchMs = 120_000;
const prefetchMs = 40_000;
const retryMs = 2_000;
/** Near the present, stretches are not asked for second by second. */
const shortestMs = 5_000;

/** Plays past readings through the same table as live ones, a stretch at a time. Going back clears and plays anew. */
export function createReplayFeed(options: ReplayFeedOptions): ReplayFeed {
  const { load, table, revision, clock, shown, trouble } = options;
  let current: Stretch | undefined;
  let next: Stretch | undefined;
  let asked: { readonly at: number; readonly knownAt: number | undefined } | undefined;
  let loading: number | undefined;
  let notBefore = 0;
  /** Counts jumps: an answer to a question nobody asks any more is thrown away. */
  let generation = 0;

  const stop = (): void => {
    generation += 1;
    loading = undefined;
    current = undefined;
    next = undefined;
    asked = undefined;
  };
  const fetchStretch = (from: number): void => {
    const now = clock.now();
    if (loading !== undefined || now < notBefore || now - from < shortestMs) return;
    const mine = generation;
    const to = Math.min(from + stretchMs, now);
    loading = from;
    load(from, to, asked?.knownAt).then(
      (rows) => {
        if (mine !== generation) return;
        loading = undefined;
        const stretch = { from, to, rows, cursor: 0 };
        if (current === undefined) current = stretch;
        else next = stretch;
        trouble(false);
        if (asked !== undefined) play(asked.at);
      },
      () => {
        if (mine !== generation) return;
        loading = undefined;
        notBefore = clock.now() + retryMs;
        trouble(true);
      },
    );
  };
  const play = (at: number): void => {
    if (current !== undefined && next !== undefined && at >= next.from) {
      writeUntil(current, Infinity);
      current = next;
      next = undefined;
    }
    if (current !== undefined) {
      writeUntil(current, at);
      if (at > current.to - prefetchMs && next === undefined) fetchStretch(current.to);
    }
    table().expire(at);
    shown();
  };
  const writeUntil = (stretch: Stretch, at: number): void => {
    const { value, timeMs, slot, quality } = stretch.rows;
    const from = stretch.cursor;
    let to = from;
    while (to < timeMs.length && timeMs[to]! <= at) to += 1;
    if (to === from) return;
    stretch.cursor = to;
    table().write({
      epoch: 0,
      seq: 0,
      revision,
      value: value.subarray(from, to),
      timeMs: timeMs.subarray(from, to),
      slot: slot.subarray(from, to),
      quality: quality.subarray(from, to),
    });
  };

  return {
    show: (at, knownAt) => {
      const before = asked;
      const end = next?.to ?? current?.to ?? -Infinity;
      const within = current !== undefined && at >= current.from && at < end + prefetchMs;
      // Loading stands for the stretch it will bring, so that a playing clock does not ask again at every tick.
      const coming =
        current === undefined && loading !== undefined && at >= loading && at < loading + stretchMs;
      if (before?.knownAt !== knownAt || !(within || coming)) {
        stop();
        table().clear();
        asked = { at, knownAt };
        fetchStretch(Math.min(Math.floor(at / stretchMs) * stretchMs, clock.now() - shortestMs));
      } else if (current !== undefined && before !== undefined && at < before.at) {
        table().clear();
        current.cursor = 0;
        next = undefined;
      }
      asked = { at, knownAt };
      play(at);
    },
    pause: stop,
    destroy: stop,
  };
}
