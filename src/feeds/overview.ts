import type { ReadingsFrame } from '@/contracts/live';
import type { ReadingRows } from '@/contracts/readingRows';
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

/**
 * One picture, 13 bytes a slot heard: columns in one order, `age` in ms before `at`. Qualities already say that they stand
 * for a quarter of an hour, as nothing since then is known here.
 */
interface Picture {
  readonly at: number;
  readonly slot: Uint32Array;
  readonly value: Float32Array;
  readonly age: Float32Array;
  readonly quality: Uint8Array;
  /** The moment its newest reading happened: a device's clock may be a little ahead of ours. */
  readonly newest: number;
}

interface Block {
  readonly until: number;
  readonly pictures: readonly Picture[];
}

export const overviewStepMs = 15 * 60_000;
const blockMs = 2 * 60 * 60_000;
/** A day and the block that is growing: at 13,000 slots about 17 MB. */
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
  const { load, revision, range, clock, changed } = options;
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
      if (frame.revision === revision) pictures.push(pictureOf(frame, from + frame.seq));
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

function pictureOf({ slot, value, timeMs, quality }: ReadingsFrame, at: number): Picture {
  return {
    at,
    slot: slot.slice(),
    value: Float32Array.from(value),
    age: Float32Array.from(timeMs, (time) => at - time),
    quality: Uint8Array.from(quality, (byte) =>
      withResolution(byte, resolutionOf(byte) > quarterHourS ? 3 : quarterHour),
    ),
    newest: timeMs.reduce((latest, time) => Math.max(latest, time), -Infinity),
  };
}

function rowsOf(picture: Picture, now: number): ReadingRows {
  const { at, slot, value, age, quality, newest } = picture;
  const rows = {
    value: Float64Array.from(value),
    timeMs: new Float64Array(age.length),
    slot,
    quality,
  };
  for (let row = 0; row < age.length; row += 1) rows.timeMs[row] = at - age[row]!;
  return newest <= now ? rows : upTo(rows, now);
}

/** Only what had happened by `now`. */
function upTo(rows: ReadingRows, now: number): ReadingRows {
  const kept = [...rows.timeMs.keys()].filter((row) => rows.timeMs[row]! <= now);
  return {
    value: Float64Array.from(kept, (row) => rows.value[row]!),
    timeMs: Float64Array.from(kept, (row) => rows.timeMs[row]!),
    slot: Uint32Array.from(kept, (row) => rows.slot[row]!),
    quality: Uint8Array.from(kept, (row) => rows.quality[row]!),
  };
}
