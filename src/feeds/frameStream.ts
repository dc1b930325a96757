import { decodeFrame, type ReadingsFrame } from '@/contracts/live';

const lengthBytes = 4;

/**
 * Hands on each frame of a `u32 byteLength` + frame stream as soon as it is whole, so that a long answer never lies in
 * memory as one. Throws where it is cut or no frame.
 */
export async function readFrames(
  body: ReadableStream<Uint8Array>,
  take: (frame: ReadingsFrame) => void,
): Promise<void> {
  const reader = body.getReader();
  let held: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const joined = new Uint8Array(held.length + value.length);
    joined.set(held);
    joined.set(value, held.length);
    held = joined;
    let place = 0;
    while (place + lengthBytes <= held.length) {
      const end = place + lengthBytes + new DataView(held.buffer).getUint32(place, true);
      if (end > held.length) break;
      const frame = decodeFrame(held.slice(place + lengthBytes, end).buffer);
      if (frame === undefined) throw new Error('a frame is broken');
      take(frame);
      place = end;
    }
    held = held.slice(place);
  }
  if (held.length > 0) throw new Error('the frames were cut short');
}
