import { decodeFrame, type ReadingsFrame } from '@/contracts/live';

/** Readings of a stretch of time as columns, in order of phenomenon time. */
export type ReadingRows = Pick<ReadingsFrame, 'value' | 'timeMs' | 'slot' | 'quality'>;

/** The answer of `/api/replay`: `u32 byteLength` and a frame, again and again. `undefined` where it is cut or padded. */
export function splitFrames(bytes: ArrayBuffer): readonly ReadingsFrame[] | undefined {
  const view = new DataView(bytes);
  const frames: ReadingsFrame[] = [];
  let place = 0;
  while (place < bytes.byteLength) {
    if (place + 4 > bytes.byteLength) return undefined;
    const length = view.getUint32(place, true);
    const end = place + 4 + length;
    if (end > bytes.byteLength) return undefined;
    // Columns need their own alignment, so each frame is copied out.
    const frame = decodeFrame(bytes.slice(place + 4, end));
    if (frame === undefined) return undefined;
    frames.push(frame);
    place = end;
  }
  return frames;
}

/** All rows of frames in one set of columns, sorted by time where they were not. */
export function joinFrames(frames: readonly ReadingsFrame[]): ReadingRows {
  const rows = frames.reduce((sum, frame) => sum + frame.slot.length, 0);
  const joined = emptyRows(rows);
  let place = 0;
  for (const frame of frames) {
    joined.value.set(frame.value, place);
    joined.timeMs.set(frame.timeMs, place);
    joined.slot.set(frame.slot, place);
    joined.quality.set(frame.quality, place);
    place += frame.slot.length;
  }
  return inTimeOrder(joined);
}

export function emptyRows(rows: number): ReadingRows {
  return {
    value: new Float64Array(rows),
    timeMs: new Float64Array(rows),
    slot: new Uint32Array(rows),
    quality: new Uint8Array(rows),
  };
}

function inTimeOrder(rows: ReadingRows): ReadingRows {
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
