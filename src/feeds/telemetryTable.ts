import type { ReadingsFrame } from '@/contracts/live';
import { freshnessOf } from '@/domain/freshness';

export const seriesStates = ['absent', 'fresh', 'stale', 'lost'] as const;
/** 0 absent (never heard), 1 fresh, 2 stale, 3 lost: indices into `seriesStates`. */
export type SeriesStateCode = 0 | 1 | 2 | 3;

/**
 * The city's latest readings as columns, one row a slot. Feeds write any number of times a frame; the frame loop drains
 * once. Values are NaN where nothing was ever heard.
 */
export interface TelemetryTable {
  readonly slots: number;
  readonly values: Float64Array;
  /** Phenomenon times, ms since the Unix epoch; NaN where nothing was heard. */
  readonly times: Float64Array;
  readonly qualities: Uint8Array;
  readonly states: Uint8Array;
  /**
   * Later phenomenon times win and older ones are ignored; at the same time the later arrival corrects. Frames of
   * another revision and rows that name no slot or hold no number are refused and counted; nothing is thrown.
   */
  readonly write: (frame: ReadingsFrame) => void;
  /** Marks slots whose age at `now` has passed their own limit; a state that changes counts as changed. */
  readonly expire: (now: number) => void;
  /** Slots changed since the last drain, each once. The returned view is valid until the next drain. */
  readonly drain: () => Uint32Array;
  /** Forgets everything: used when time jumps or the catalogue's revision changes. */
  readonly clear: () => void;
  /** Rows taken, rows refused and slots now fresh, since the table was made. */
  readonly tally: () => TableTally;
}

export interface TableTally {
  readonly taken: number;
  readonly refused: number;
  readonly fresh: number;
}

/** `intervalsS` holds each slot's own interval; `revision` the catalogue's, or `undefined` to take any. */
export function createTelemetryTable(intervalsS: readonly number[], revision?: number): TelemetryTable {
  const slots = intervalsS.length;
  const intervals = Float64Array.from(intervalsS);
  const values = new Float64Array(slots).fill(NaN);
  const times = new Float64Array(slots).fill(NaN);
  const qualities = new Uint8Array(slots);
  const states = new Uint8Array(slots);
  const listed = new Uint8Array(slots);
  // Two lists in turn: what the frame loop still reads must not be what the feeds write.
  let changed = new Uint32Array(slots);
  let drained = new Uint32Array(slots);
  let count = 0;
  let taken = 0;
  let refused = 0;
  let fresh = 0;
  let lastNow = NaN;

  const list = (slot: number): void => {
    if (listed[slot] === 1) return;
    listed[slot] = 1;
    changed[count] = slot;
    count += 1;
  };
  const become = (slot: number, state: number): void => {
    if (states[slot] === 1) fresh -= 1;
    if (state === 1) fresh += 1;
    states[slot] = state;
  };
  const take = (slot: number, value: number, time: number, quality: number): void => {
    const held = times[slot]!;
    taken += 1;
    if (time < held || (time === held && value === values[slot])) return;
    values[slot] = value;
    times[slot] = time;
    qualities[slot] = quality;
    // Ahead of the last look at the clock is news; what lies behind it may be old already.
    become(
      slot,
      time > lastNow || Number.isNaN(lastNow) ? 1 : freshnessOf(time, intervals[slot]!, lastNow, quality),
    );
    list(slot);
  };

  return {
    slots,
    values,
    times,
    qualities,
    states,
    write: (frame) => {
      const rows = frame.slot.length;
      if (revision !== undefined && frame.revision !== revision) {
        refused += rows;
        return;
      }
      for (let row = 0; row < rows; row += 1) {
        const slot = frame.slot[row]!;
        const value = frame.value[row]!;
        const time = frame.timeMs[row]!;
        if (slot < slots && Number.isFinite(value) && Number.isFinite(time)) {
          take(slot, value, time, frame.quality[row] ?? 0);
        } else refused += 1;
      }
    },
    expire: (now) => {
      lastNow = now;
      for (let slot = 0; slot < slots; slot += 1) {
        if (states[slot] === 0) continue;
        const state = freshnessOf(times[slot]!, intervals[slot]!, now, qualities[slot]);
        if (state === states[slot]) continue;
        become(slot, state);
        list(slot);
      }
    },
    drain: () => {
      const view = changed.subarray(0, count);
      for (let index = 0; index < count; index += 1) listed[view[index]!] = 0;
      [changed, drained] = [drained, changed];
      count = 0;
      return view;
    },
    clear: () => {
      for (let slot = 0; slot < slots; slot += 1) if (states[slot] !== 0) list(slot);
      values.fill(NaN);
      times.fill(NaN);
      qualities.fill(0);
      states.fill(0);
      fresh = 0;
      lastNow = NaN;
    },
    tally: () => ({ taken, refused, fresh }),
  };
}
