import type { ReadingRows } from '@/contracts/readingRows';
import type { Knowing } from '@/contracts/time';
import type { Clock } from './clock';
import type { StretchRows } from './replayFrames';
import type { TelemetryTable } from './telemetryTable';

export interface ReplayFeedOptions {
  /** Readings of `[from, to)` in the order they are shown, led by what each slot showed before `from`. */
  readonly load: (from: number, to: number, knowing: Knowing, signal: AbortSignal) => Promise<StretchRows>;
  /** The city about then, known then, where it lies ready: shown until the exact readings have come. */
  readonly glance: (at: number) => ReadingRows | undefined;
  readonly table: () => TelemetryTable;
  readonly revision: number;
  /** `now` by the server's clock: nothing can be loaded that has not happened. */
  readonly clock: Pick<Clock, 'now' | 'after'>;
  /** The table was written. */
  readonly shown: () => void;
  /** Loading began to fail, or works again. */
  readonly trouble: (failing: boolean) => void;
}

export interface ReplayFeed {
  /**
   * Makes the table hold the city as it was at `at`, as far as loaded; call as often as the replay's clock moves.
   * `pace` is how many times faster than life it plays: a fast replay loads longer stretches ahead.
   */
  readonly show: (at: number, knowing: Knowing, pace?: number) => void;
  /** Somebody else writes the table now; the next `show` begins anew. */
  readonly pause: () => void;
  readonly destroy: () => void;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly rows: StretchRows;
  cursor: number;
}

interface Asked {
  readonly at: number;
  readonly knowing: Knowing;
  readonly pace: number;
}

const stretchMs = 120_000;
const prefetchMs = 40_000;
/** Seconds of playing a stretch lasts at least, and how many of them before its end the next is fetched. */
const stretchSeconds = 8;
const prefetchSeconds = 4;
const retryMs = 2_000;
/** Near the present, stretches are not asked for second by second. */
const shortestMs = 5_000;
/** While somebody drags, exact readings are asked for no more often. */
const restMs = 150;
/** A picture at a glance is good for so long before the next one is looked for. */
const glanceMs = 60_000;

/**
 * Plays past readings through the same table as live ones, a stretch at a time. A jump shows what lies ready at once and
 * the exact readings when they come; going back clears and plays anew. One question is under way at a time, and an answer
 * to one that nobody asks any more is thrown away.
 */
export function createReplayFeed(options: ReplayFeedOptions): ReplayFeed {
  const { load, glance, table, revision, clock, shown, trouble } = options;
  let current: Stretch | undefined;
  let next: Stretch | undefined;
  let asked: Asked | undefined;
  let loading: { readonly from: number; readonly to: number; readonly abort: AbortController } | undefined;
  let cancelLater: (() => void) | undefined;
  let notBefore = 0;
  let lastAsked = -Infinity;
  /** The time the glance on the table was taken for; `undefined` while exact readings or nothing are shown. */
  let glanced: number | undefined;

  const forget = (): void => {
    loading?.abort.abort();
    loading = undefined;
    cancelLater?.();
    cancelLater = undefined;
    current = undefined;
    next = undefined;
  };
  const stop = (): void => {
    forget();
    asked = undefined;
    glanced = undefined;
  };
  const lengths = ({ pace }: Asked) => ({
    stretch: Math.max(stretchMs, pace * stretchSeconds * 1000),
    prefetch: Math.max(prefetchMs, pace * prefetchSeconds * 1000),
  });
  const fetchStretch = (from: number): void => {
    const now = clock.now();
    if (asked === undefined || loading !== undefined || now < notBefore || now - from < shortestMs) return;
    const to = Math.min(from + lengths(asked).stretch, now);
    const mine = { from, to, abort: new AbortController() };
    loading = mine;
    lastAsked = now;
    load(from, to, asked.knowing, mine.abort.signal).then(
      (rows) => {
        if (loading !== mine) return;
        loading = undefined;
        const stretch = { from, to, rows, cursor: 0 };
        if (current === undefined) {
          current = stretch;
          // What was shown at a glance gives way as a whole: nothing of it may outlive the exact readings.
          table().clear();
          glanced = undefined;
        } else next = stretch;
        trouble(false);
        if (asked !== undefined) play(asked);
      },
      () => {
        if (loading !== mine) return;
        loading = undefined;
        notBefore = clock.now() + retryMs;
        trouble(true);
      },
    );
  };
  /** Asks for the stretch around where we are: at once, or a moment after the last question while one drags. */
  const fetchHere = (): void => {
    cancelLater?.();
    cancelLater = undefined;
    if (asked === undefined || current !== undefined || loading !== undefined) return;
    const wait = lastAsked + restMs - clock.now();
    if (wait > 0 && wait <= restMs) {
      cancelLater = clock.after(wait, fetchHere);
      return;
    }
    fetchStretch(Math.min(Math.floor(asked.at / stretchMs) * stretchMs, clock.now() - shortestMs));
  };
  const lookAround = ({ at, knowing }: Asked): void => {
    const near = glanced !== undefined && at >= glanced && at - glanced < glanceMs;
    if (!near) {
      table().clear();
      const rows = glance(typeof knowing === 'number' ? Math.min(at, knowing) : at);
      glanced = rows === undefined ? undefined : at;
      if (rows !== undefined) table().write({ epoch: 0, seq: 0, revision, ...rows });
    }
    table().expire(at);
    shown();
  };
  const play = (now: Asked): void => {
    const { at } = now;
    if (current !== undefined && next !== undefined && at >= next.from) {
      writeUntil(current, Infinity);
      current = next;
      next = undefined;
    }
    if (current !== undefined) {
      writeUntil(current, at);
      if (at > current.to - lengths(now).prefetch && next === undefined) fetchStretch(current.to);
    }
    table().expire(at);
    shown();
  };
  const writeUntil = (stretch: Stretch, at: number): void => {
    const { value, timeMs, slot, quality, shownMs } = stretch.rows;
    const from = stretch.cursor;
    let to = from;
    while (to < shownMs.length && shownMs[to]! <= at) to += 1;
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
    show: (at, knowing, pace = 1) => {
      const before = asked;
      const here = { at, knowing, pace };
      asked = here;
      if (before?.knowing !== knowing) {
        forget();
        glanced = undefined;
      }
      const end = next?.to ?? current?.to ?? -Infinity;
      if (current !== undefined && at >= current.from && at < end + lengths(here).prefetch) {
        if (before !== undefined && at < before.at) {
          table().clear();
          current.cursor = 0;
          next = undefined;
        }
        play(here);
        return;
      }
      // Loading stands for the stretch it will bring, so that a playing clock does not ask again at every tick.
      const coming =
        current === undefined && loading !== undefined && at >= loading.from && at < loading.from + stretchMs;
      if (!coming) forget();
      lookAround(here);
      fetchHere();
    },
    pause: stop,
    destroy: stop,
  };
}
