import type { ReadingsFrame } from '@/contracts/live';

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
  /** Later phenomenon times win; an older one than the slot holds is ignored unless `rewind`. */
  readonly write: (frame: ReadingsFrame) => void;
  /** Marks slots whose age at `now` has passed their own limit; a state that changes counts as changed. */
  readonly expire: (now: number) => void;
  /** Slots changed since the last drain, each once. The returned view is valid until the next drain. */
  readonly drain: () => Uint32Array;
  /** Forgets everything: used when time jumps or the catalogue's revision changes. */
  readonly clear: () => void;
}
