import type { ReadingsFrame } from './live';

/** Readings of a stretch of time as columns, in order of phenomenon time. */
export type ReadingRows = Pick<ReadingsFrame, 'value' | 'timeMs' | 'slot' | 'quality'>;

export function emptyRows(rows: number): ReadingRows {
  return {
    value: new Float64Array(rows),
    timeMs: new Float64Array(rows),
    slot: new Uint32Array(rows),
    quality: new Uint8Array(rows),
  };
}

/** The same rows sorted by time; rows of one moment keep their order. */
export function inTimeOrder(rows: ReadingRows): ReadingRows {
  const { timeMs } = rows;
  if (timeMs.every((time, row) => row === 0 || time >= timeMs[row - 1]!)) return rows;
  const order = Uint32Array.from(timeMs.keys()).sort((a, b) => timeMs[a]! - timeMs[b]! || a - b);
  const sorted = emptyRows(timeMs.length);
  order.forEach((from, to) => {
    sorted.value[to] = rows.value[from]!;
    sorted.timeMs[to] = rows.timeMs[from]!;
    sorted.slot[to] = rows.slot[from]!;
    sorted.quality[to] = rows.quality[from]!;
  });
  return sorted;
}
