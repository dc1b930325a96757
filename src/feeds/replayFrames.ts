import { decodeFrame, type ReadingsFrame } from '@/contracts/live';
import { emptyRows, inTimeOrder, type ReadingRows } from '@/contracts/readingRows';

/** Readings of a stretch in the order they are shown; `shownMs` says when each is, which is when it was known. */
export interface StretchRows extends ReadingRows {
  readonly shownMs: Float64Array;
}

/** The answer of a door that sends frames: `u32 byteLength` and a frame, again and again. `undefined` where it is cut or padded. */
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

/** All rows of frames in one set of columns, sorted by time where they were not: each is shown when it happened. */
export function joinFrames(frames: readonly ReadingsFrame[]): StretchRows {
  const rows = inTimeOrder(concatenate(frames));
  return { ...rows, shownMs: rows.timeMs };
}

/** The same where each frame is shown when it was known, which its `seq` says in ms after `from`. */
export function joinKnownFrames(frames: readonly ReadingsFrame[], from: number): StretchRows {
  const rows = concatenate(frames);
  const shownMs = new Float64Array(rows.slot.length);
  let place = 0;
  for (const frame of frames) {
    shownMs.fill(from + frame.seq, place, place + frame.slot.length);
    place += frame.slot.length;
  }
  return { ...rows, shownMs };
}

function concatenate(frames: readonly ReadingsFrame[]): ReadingRows {
  const joined = emptyRows(frames.reduce((sum, frame) => sum + frame.slot.length, 0));
  let place = 0;
  for (const frame of frames) {
    joined.value.set(frame.value, place);
    joined.timeMs.set(frame.timeMs, place);
    joined.slot.set(frame.slot, place);
    joined.quality.set(frame.quality, place);
    place += frame.slot.length;
  }
  return joined;
}
