import type { ReadingsFrame } from '@/contracts/live';
import { emptyRows, type ReadingRows } from '@/contracts/readingRows';
import { resolutionOf, withResolution } from '@/contracts/series';
import type { Clock } from './clock';

export interface OverviewOptions {
  /** Hands on pictures of the city within `[from, to]`, one a step at most; `frame.seq` is ms after `from`. */
  readonly load: (
    from: number,
    to: number,
    stepMs: number,
    take: (frame: ReadingsFrame) => void,
    signal: AbortSignal,
  ) => Promise<void>;
  readonly slots: number;
  readonly revision: number;
  /** What can be replayed, ms. */
  readonly range: () => { readonly from: number; readonly to: number };
  readonly clock: Pick<Clock, 'now' | 'after'>;
  /** More of the day lies ready, or it cannot be had for now. */
  readonly changed: (state: OverviewState) => void;
}

export interface OverviewState {
  /** Share of the last day that lies ready, 0…1. */
  readonly ready: number;
  readonly failing: boolean;
}

/** The last day of the city in pictures a quarter of an hour apart, so that any moment of it can be shown at once. */
export interface Overview {
  /** The city about `at` as it was known by then, or `undefined` where that part has not come yet. */
  readonly at: (at: number) => ReadingRows | undefined;
  /** Loads what is missing in the background, what lies nearest to `at` first. */
  readonly around: (at: number) => void;
  /** Nobody replays: loading rests, what has come stays. */
  readonly rest: () => void;
  readonly destroy: () => void;
}

/** One picture, 9 bytes a slot; `age` is ms before `at`, NaN where nothing had been heard. */
interface Picture {
  readonly at: number;
  readonly value: Float32Array;
  readonly age: Float32Array;
  readonly quality: Uint8Array;
}

interface Block {
  readonly until: number;
  readonly pictures: readonly Picture[];
}

export const overviewStepMs = 15 * 60_000;
const blockMs = 2 * 60 * 60_000;
/** A day and the block that is growing: at 13,000 slots about 12 MB. */
const mostBlocks = 13;
/** The present block is fetched again after so long. */
const growsMs = 5 * 60_000;
const retryMs = 10_000;
/** Between two blocks, so that what the person asks for comes first. */
const pauseMs = 50;
/** Code of `resolutions` in contracts/series: stands for up to a quarter of an hour. */
const quarterHour = 2;
const quarterHourS = 900;

export function createOverview(options: OverviewOptions): Overview {
  const { load, slots, revision, range, clock, changed } = options;
  const blocks = new Map<number, Block>();
  let around: number | undefined;
  let loading: AbortController | undefined;
  let cancelLater: (() => void) | undefined;

  const blockOf = (at: number): number => Math.floor(at / blockMs);
  const wanted = (): readonly number[] => {
    const { from, to } = range();
    const first = Math.max(blockOf(from), blockOf(to) - mostBlocks + 1);
    return Array.from({ length: Math.max(0, blockOf(to) - first + 1) }, (_, index) => first + index);
  };
  const lacks = (block: number): boolean => {
    const held = blocks.get(block);
    const end = Math.min(range().to, (block + 1) * blockMs);
    return held === undefined || (held.until < (block + 1) * blockMs && end - held.until > growsMs);
  };
  const tell = (failing: boolean): void => {
    const all = wanted();
    const ready = all.filter((block) => blocks.has(block)).length;
    changed({ ready: all.length === 0 ? 0 : ready / all.length, failing });
  };
  const later = (ms: number): void => {
    cancelLater?.();
    cancelLater = clock.after(ms, () => {
      cancelLater = undefined;
      loadNearest();
    });
  };
  const loadNearest = (): void => {
    const here = around;
    if (here === undefined || loading !== undefined || cancelLater !== undefined) return;
    const away = (block: number): number => Math.abs(Math.floor(here / blockMs) - block);
    const block = wanted()
      .filter(lacks)
      .sort((one, other) => away(one) - away(other) || other - one)[0];
    if (block === undefined) return;
    const from = block * blockMs;
    const to = Math.min((block + 1) * blockMs - 1, Math.floor(range().to));
    const pictures: Picture[] = [];
    const abort = new AbortController();
    loading = abort;
    const take = (frame: ReadingsFrame): void => {
      if (frame.revision === revision) pictures.push(pictureOf(frame, from + frame.seq, slots));
    };
    load(from, to, overviewStepMs, take, abort.signal).then(
      () => {
        if (loading !== abort) return;
        loading = undefined;
        blocks.set(block, { until: to === (block + 1) * blockMs - 1 ? to + 1 : to, pictures });
        for (const old of blocks.keys()) if (old < (wanted()[0] ?? old)) blocks.delete(old);
        tell(false);
        later(pauseMs);
      },
      () => {
        if (loading !== abort) return;
        loading = undefined;
        tell(true);
        later(retryMs);
      },
    );
  };
  const rest = (): void => {
    around = undefined;
    loading?.abort();
    loading = undefined;
    cancelLater?.();
    cancelLater = undefined;
  };

  return {
    at: (at) => {
      // The picture before may stand at the end of the block before, which must be known to be whole.
      for (const block of [blockOf(at), blockOf(at) - 1]) {
        const held = blocks.get(block);
        if (held === undefined) return undefined;
        const picture = held.pictures.findLast((one) => one.at <= at);
        if (picture !== undefined) return rowsOf(picture, at);
      }
      return undefined;
    },
    around: (at) => {
      around = at;
      loadNearest();
    },
    rest,
    destroy: rest,
  };
}

function pictureOf(frame: ReadingsFrame, at: number, slots: number): Picture {
  const value = new Float32Array(slots);
  const age = new Float32Array(slots).fill(NaN);
  const quality = new Uint8Array(slots);
  frame.slot.forEach((slot, row) => {
    if (slot >= slots) return;
    value[slot] = frame.value[row]!;
    age[slot] = at - frame.timeMs[row]!;
    quality[slot] = frame.quality[row]!;
  });
  return { at, value, age, quality };
}

/** What the picture holds, said to stand for a quarter of an hour, as nothing since then is known here. */
function rowsOf({ at, value, age, quality }: Picture, now: number): ReadingRows {
  const rows = emptyRows(value.length);
  let count = 0;
  for (let slot = 0; slot < value.length; slot += 1) {
    const time = at - age[slot]!;
    if (!(time <= now)) continue;
    rows.value[count] = value[slot]!;
    rows.timeMs[count] = time;
    rows.slot[count] = slot;
    const byte = quality[slot]!;
    rows.quality[count] = withResolution(byte, resolutionOf(byte) > quarterHourS ? 3 : quarterHour);
    count += 1;
  }
  return {
    value: rows.value.subarray(0, count),
    timeMs: rows.timeMs.subarray(0, count),
    slot: rows.slot.subarray(0, count),
    quality: rows.quality.subarray(0, count),
  };
}
