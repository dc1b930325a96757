import { decodeFrame, type ReadingsFrame } from '@/contracts/live';
import { emptyRows, inTimeOrder, type ReadingRows } from '@/contracts/readingRows';

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
