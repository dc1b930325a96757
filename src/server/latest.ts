import type { SeriesCatalogue } from '@/contracts/series';

/** The newest reading of every slot, as columns; NaN where nothing was ever heard. */
export interface Latest {
  readonly values: Float64Array;
  readonly times: Float64Array;
  readonly received: Float64Array;
  readonly qualities: Uint8Array;
  /** False where the slot already holds one at least as new. */
  readonly write: (
    slot: number,
    value: number,
    timeMs: number,
    receivedMs: number,
    quality: number,
  ) => boolean;
  /** Slots written since the last drain, each once; the returned view is valid until the next write. */
  readonly drain: () => Uint32Array;
}

export function createLatest(catalogue: SeriesCatalogue): Latest {
  const slots = catalogue.series.length;
  const values = new Float64Array(slots).fill(Number.NaN);
  const times = new Float64Array(slots).fill(Number.NaN);
  const received = new Float64Array(slots).fill(Number.NaN);
  const qualities = new Uint8Array(slots);
  const dirty = new Uint8Array(slots);
  const changed = new Uint32Array(slots);
  let count = 0;
  return {
    values,
    times,
    received,
    qualities,
    write: (slot, value, timeMs, receivedMs, quality) => {
      if (times[slot]! >= timeMs) return false;
      values[slot] = value;
      times[slot] = timeMs;
      received[slot] = receivedMs;
      qualities[slot] = quality;
      if (dirty[slot] === 0) {
        dirty[slot] = 1;
        changed[count++] = slot;
      }
      return true;
    },
    drain: () => {
      const drained = changed.subarray(0, count);
      for (const slot of drained) dirty[slot] = 0;
      count = 0;
      return drained;
    },
  };
}
