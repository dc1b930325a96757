import * as z from 'zod/mini';

/**
 * One beat of readings, as columns. On the wire, little-endian: `u32 epoch, seq, revision, n; f64 value[n];
 * f64 timeMs[n]; u32 slot[n]; u8 quality[n]`. Times are phenomenon times, ms since the Unix epoch.
 */
export interface ReadingsFrame {
  readonly epoch: number;
  readonly seq: number;
  readonly revision: number;
  readonly value: Float64Array;
  readonly timeMs: Float64Array;
  readonly slot: Uint32Array;
  readonly quality: Uint8Array;
}

const headBytes = 16;
const rowBytes = 8 + 8 + 4 + 1;

/** Throws nothing; `frame`'s columns must have one length. */
export function encodeFrame(frame: ReadingsFrame): Uint8Array<ArrayBuffer> {
  const n = frame.slot.length;
  const bytes = new Uint8Array(headBytes + n * rowBytes);
  const view = new DataView(bytes.buffer);
  [frame.epoch, frame.seq, frame.revision, n].forEach((word, index) => view.setUint32(index * 4, word, true));
  // Column views need little-endian hosts; every platform the engine runs on is one.
  new Float64Array(bytes.buffer, headBytes, n).set(frame.value);
  new Float64Array(bytes.buffer, headBytes + n * 8, n).set(frame.timeMs);
  new Uint32Array(bytes.buffer, headBytes + n * 16, n).set(frame.slot);
  bytes.set(frame.quality, headBytes + n * 20);
  return bytes;
}

/** `undefined` where the bytes are not exactly one frame: half, padded or hostile input never throws. */
export function decodeFrame(buffer: ArrayBuffer): ReadingsFrame | undefined {
  if (buffer.byteLength < headBytes) return undefined;
  const view = new DataView(buffer);
  const n = view.getUint32(12, true);
  if (buffer.byteLength !== headBytes + n * rowBytes) return undefined;
  return {
    epoch: view.getUint32(0, true),
    seq: view.getUint32(4, true),
    revision: view.getUint32(8, true),
    value: new Float64Array(buffer, headBytes, n),
    timeMs: new Float64Array(buffer, headBytes + n * 8, n),
    slot: new Uint32Array(buffer, headBytes + n * 16, n),
    quality: new Uint8Array(buffer, headBytes + n * 20, n),
  };
}

/**
 * `subscribe` parts narrow each other; none of them is everything. `zoom` is a web map's: how near one looks says how
 * often one is told (`beatsOfZoom`). Subscribing to the same again asks for a snapshot. `clock` is answered at once with
 * the server's time; `sent` is the asker's own and comes back as it went.
 */
export const clientMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), resume: z.optional(z.record(z.string(), z.int())) }),
  z.object({
    type: z.literal('subscribe'),
    series: z.optional(z.array(z.int())),
    class: z.optional(z.string()),
    bbox: z.optional(z.tuple([z.number(), z.number(), z.number(), z.number()])),
    zoom: z.optional(z.number()),
  }),
  z.object({ type: z.literal('clock'), sent: z.number() }),
]);
export type ClientMessage = z.infer<typeof clientMessage>;

/** Beats of 100 ms from one frame to the next: all of them when near or without a zoom, three a second in between, one when far. */
export function beatsOfZoom(zoom: number | undefined): 1 | 3 | 10 {
  if (zoom === undefined || zoom >= 14) return 1;
  return zoom >= 11 ? 3 : 10;
}

/** What this build of the contract speaks; a server that names a higher one is newer than the page. */
export const liveVersion = 1;

/**
 * Why a socket is closed: the message was not understood, the session it was opened with has ended, the user or address
 * has too many, or the server stops.
 */
export type Farewell = 'nonsense' | 'session' | 'crowded' | 'stopping';

/** `resume` in the client's hello maps a log's name to the last `seq` it has; the server answers with what follows, or a `gap`. */
export type ServerMessage =
  | {
      readonly type: 'hello';
      readonly epoch: number;
      readonly seq: Readonly<Record<string, number>>;
      readonly revision: number;
      readonly time: number;
      /** `liveVersion` of the server. */
      readonly version?: number;
      /** Changes with the page the server hands out; absent where it hands out none. */
      readonly page?: string;
    }
  | { readonly type: 'event'; readonly log: string; readonly seq: number; readonly body: unknown }
  | { readonly type: 'gap'; readonly log: string; readonly from: number; readonly to: number }
  | { readonly type: 'clock'; readonly sent: number; readonly time: number }
  | { readonly type: 'bye'; readonly reason: string; readonly code?: Farewell };
