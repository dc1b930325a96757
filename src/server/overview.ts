import type { SeriesCatalogue } from '@/contracts/series';
import type { ReadHistory } from './readings';

/**
 * The city at a glance over `[from, to]`: the last keyframe of each step, as `u32 byteLength` + frame in order of time. A
 * frame's `seq` says how many ms after `from` it stands for, and it holds what was known then, never anything later.
 */
export async function* overviewFrames(
  history: Pick<ReadHistory, 'ask'>,
  catalogue: SeriesCatalogue,
  from: number,
  to: number,
  stepMs: number,
): AsyncGenerator<Uint8Array> {
  const found = await history.ask((database) =>
    database
      .selectFrom('keyframes')
      .select('at_ms')
      .where('revision', '=', catalogue.revision)
      .where('at_ms', '>=', from)
      .where('at_ms', '<=', to)
      .orderBy('at_ms')
      .execute(),
  );
  const last = new Map<number, number>();
  for (const { at_ms } of found) last.set(Math.floor(Number(at_ms) / stepMs), Number(at_ms));
  for (const at of last.values()) {
    const row = await history.ask((database) =>
      database.selectFrom('keyframes').select('frame').where('at_ms', '=', at).executeTakeFirst(),
    );
    if (row === undefined) continue;
    const told = new Uint8Array(4 + row.frame.length);
    const view = new DataView(told.buffer);
    view.setUint32(0, row.frame.length, true);
    told.set(row.frame, 4);
    view.setUint32(8, at - from, true);
    yield told;
  }
}
