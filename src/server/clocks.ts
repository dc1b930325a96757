/** `ahead` and `behind` by more than the door puts up with (`toleratedAheadMs`, `lateAfterMs`). */
export type ClockState = 'ok' | 'ahead' | 'behind';

/** What is known of the devices' clocks, as columns; series never heard are left out. */
export interface ClockColumns {
  readonly series: readonly number[];
  /** Received minus stated: negative where the device's clock is ahead. The way through the network is part of it. */
  readonly offsetMs: readonly number[];
  /** How many messages the offset rests on, at most sixteen. */
  readonly samples: readonly number[];
  readonly state: readonly ClockState[];
}

export interface Clocks {
  /** Of the newest messages only: one sent again or out of order says nothing of the clock. */
  readonly heard: (slot: number, statedMs: number, receivedMs: number) => void;
  readonly columns: () => ClockColumns;
}

/** Clocks a little fast are common; further ahead than this the time is clamped to ours and says so. */
export const toleratedAheadMs = 5_000;
/** A reading that comes longer after it happened is late, and a clock that always says so is behind. */
export const lateAfterMs = 60_000;

const remembered = 16;
/** One odd message is not yet a wrong clock; so many in a row are. */
const convincing = 3;

const stateOf = (offsetMs: number): ClockState =>
  offsetMs < -toleratedAheadMs ? 'ahead' : offsetMs > lateAfterMs ? 'behind' : 'ok';
const smaller = (a: number, b: number) => (Math.abs(b) < Math.abs(a) ? b : a);

/** Measures each device's clock by its last sixteen messages; one good message clears it. */
export function createClocks(seriesIds: readonly number[]): Clocks {
  const offsets = new Float64Array(seriesIds.length * remembered);
  const counts = new Uint8Array(seriesIds.length);
  const next = new Uint8Array(seriesIds.length);

  const newestFirst = (slot: number): readonly number[] =>
    Array.from({ length: counts[slot]! }, (_, back) => {
      const at = (next[slot]! - 1 - back + 2 * remembered) % remembered;
      return offsets[slot * remembered + at]!;
    });

  const judge = (slot: number): { readonly offset: number; readonly state: ClockState } => {
    const known = newestFirst(slot);
    const state = stateOf(known[0] ?? 0);
    const turn = known.findIndex((offset) => stateOf(offset) !== state);
    const run = turn < 0 ? known : known.slice(0, turn);
    if (state !== 'ok' && (run.length >= convincing || turn < 0))
      return { offset: run.reduce(smaller), state };
    const good = known.filter((offset) => stateOf(offset) === 'ok');
    return { offset: (good.length > 0 ? good : known).reduce(smaller), state: 'ok' };
  };

  return {
    heard: (slot, statedMs, receivedMs) => {
      offsets[slot * remembered + next[slot]!] = receivedMs - statedMs;
      next[slot] = (next[slot]! + 1) % remembered;
      counts[slot] = Math.min(remembered, counts[slot]! + 1);
    },
    columns: () => {
      const heard = [...seriesIds.keys()].filter((slot) => counts[slot] !== 0);
      const judged = heard.map(judge);
      return {
        series: heard.map((slot) => seriesIds[slot]!),
        offsetMs: judged.map(({ offset }) => offset),
        samples: heard.map((slot) => counts[slot]!),
        state: judged.map(({ state }) => state),
      };
    },
  };
}
