import { decodeFrame, encodeFrame, type ReadingsFrame } from '@/contracts/live';
import type { Database } from './database/open';
import type { Latest } from './latest';

/** Every slot ever heard, packed as one live frame: what a keyframe holds. */
export function frameOfLatest(
  latest: Pick<Latest, 'values' | 'times' | 'qualities'>,
  revision: number,
): Uint8Array {
  const heard = Uint32Array.from(
    [...latest.values.keys()].filter((slot) => !Number.isNaN(latest.times[slot]!)),
  );
  return encodeFrame({
    epoch: 0,
    seq: 0,
    revision,
    value: Float64Array.from(heard, (slot) => latest.values[slot]!),
    timeMs: Float64Array.from(heard, (slot) => latest.times[slot]!),
    slot: heard,
    quality: Uint8Array.from(heard, (slot) => latest.qualities[slot]!),
  });
}

/** Keeps the whole city as it was known at `atMs`: `frame` holds everything received by then and nothing later. */
export async function writeKeyframe(
  database: Database,
  atMs: number,
  revision: number,
  frame: Uint8Array,
): Promise<void> {
  await database
    .insertInto('keyframes')
    .values({ at_ms: atMs, revision, frame })
    .onConflict((conflict) => conflict.column('at_ms').doUpdateSet({ revision, frame }))
    .execute();
}

export interface Keyframe {
  readonly at: number;
  readonly frame: ReadingsFrame;
}

/** The last keyframe at or before `at` whose slots mean what they mean today. */
export async function keyframeBefore(
  database: Database,
  revision: number,
  at: number,
): Promise<Keyframe | undefined> {
  const found = await database
    .selectFrom('keyframes')
    .select(['at_ms', 'frame'])
    .where('revision', '=', revision)
    .where('at_ms', '<=', Math.floor(at))
    .orderBy('at_ms', 'desc')
    .limit(1)
    .executeTakeFirst();
  // Bytes from the database may lie anywhere in a larger buffer; a frame needs its own.
  const frame = found === undefined ? undefined : decodeFrame(Uint8Array.from(found.frame).buffer);
  return found === undefined || frame === undefined ? undefined : { at: Number(found.at_ms), frame };
}

/** When the city was first known whole, ms; `undefined` before the first keyframe. */
export async function firstKeyframe(database: Database, revision: number): Promise<number | undefined> {
  const found = await database
    .selectFrom('keyframes')
    .select('at_ms')
    .where('revision', '=', revision)
    .orderBy('at_ms')
    .limit(1)
    .executeTakeFirst();
  return found === undefined ? undefined : Number(found.at_ms);
}

const dayMs = 24 * 60 * 60 * 1000;
const thinnedMs = 15 * 60 * 1000;

/** Drops keyframes older than `keepMs`; of those older than a day one a quarter of an hour stays. */
export async function thinKeyframes(database: Database, now: number, keepMs: number): Promise<void> {
  await database
    .deleteFrom('keyframes')
    .where('at_ms', '<', Math.floor(now - keepMs))
    .execute();
  await database
    .deleteFrom('keyframes')
    .where('at_ms', '<', Math.floor(now - dayMs))
    .where('at_ms', 'not in', (kept) =>
      kept
        .selectFrom('keyframes')
        .select(({ fn }) => fn.max('at_ms').as('at_ms'))
        .groupBy(({ eb }) => eb('at_ms', '/', thinnedMs)),
    )
    .execute();
}
