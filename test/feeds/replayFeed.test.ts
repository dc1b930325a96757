import { beforeEach, describe, expect, it, vi } from 'vitest';
import { encodeFrame } from '@/contracts/live';
import { createReplayFeed, type ReplayFeedOptions } from '@/feeds/replayFeed';
import type { ReadingRows } from '@/contracts/readingRows';
import type { Knowing } from '@/contracts/time';
import { joinFrames, joinKnownFrames, splitFrames, type StretchRows } from '@/feeds/replayFrames';
import { createTelemetryTable } from '@/feeds/telemetryTable';
import { createFakeClock, monday, settled } from '../support/fakeClock';
import { frameOf } from '../support/fakeSocket';

const second = 1_000;
const minute = 60 * second;

/** A history in which slot 0 says its own second every ten seconds, and slot 1 spoke once, long ago. */
function history(from: number, to: number): StretchRows {
  const rows: [number, number, number][] = [[1, 7, monday - 60 * minute]];
  for (let at = Math.floor(from / 10_000) * 10_000; at < to; at += 10_000)
    rows.push([0, (at - monday) / second, at]);
  return joinFrames([frameOf(1, ...rows)]);
}

function setting() {
  const clock = createFakeClock();
  const table = createTelemetryTable([10, 600], 1);
  let failing = false;
  const load = vi.fn<ReplayFeedOptions['load']>((from, to) =>
    failing ? Promise.reject(new Error('away')) : Promise.resolve(history(from, to)),
  );
  const trouble = vi.fn();
  const glance = vi.fn<(at: number) => ReadingRows | undefined>();
  const feed = createReplayFeed({
    load,
    table: () => table,
    revision: 1,
    clock,
    glance,
    shown: () => undefined,
    trouble,
  });
  return {
    clock,
    table,
    load,
    trouble,
    glance,
    feed,
    fail: (next: boolean) => {
      failing = next;
    },
    show: async (secondsAgo: number, knowing: Knowing = 'now', pace = 1) => {
      feed.show(monday - secondsAgo * second, knowing, pace);
      await settled();
    },
    said: () => table.values[0],
  };
}

let replay: ReturnType<typeof setting>;
beforeEach(() => {
  replay = setting();
});

describe('the replay', () => {
  it('shows each slot’s last word as of the time asked about, aged by that time', async () => {
    await replay.show(605);
    expect(replay.said()).toBe(-610);
    expect(replay.table.states[0]).toBe(1);
    expect(replay.table.values[1]).toBe(7);
    expect(replay.table.states[1]).toBe(2);
  });

  it('plays forward through the same table, drained like live readings', async () => {
    await replay.show(705);
    replay.table.drain();
    await replay.show(699);
    expect(replay.said()).toBe(-700);
    expect([...replay.table.drain()]).toContain(0);
    expect(replay.load).toHaveBeenCalledTimes(1);
  });

  it('fetches the next stretch before it is needed and loses nothing at the seam', async () => {
    for (let ago = 720; ago >= 300; ago -= 5) {
      await replay.show(ago);
      expect(replay.said()).toBe(-Math.ceil(ago / 10) * 10);
    }
    expect(replay.load.mock.calls.length).toBeLessThanOrEqual(5);
  });

  it('goes back: nothing from after the time asked about stays on the table', async () => {
    await replay.show(600);
    replay.clock.advance(150);
    await replay.show(650);
    expect(replay.said()).toBe(-650);
    replay.clock.advance(150);
    await replay.show(900);
    expect(replay.said()).toBe(-900);
    expect(replay.table.times[0]).toBeLessThanOrEqual(monday - 900 * second);
  });

  it('shows nothing rather than the wrong time while a jump is loading', async () => {
    await replay.show(600);
    replay.feed.show(monday - 300 * second, 'now');
    expect(replay.said()).toBeNaN();
    replay.clock.advance(150);
    await settled();
    expect(replay.said()).toBe(-300);
  });

  it('throws away an answer to a question nobody asks any more', async () => {
    replay.feed.show(monday - 900 * second, 'now');
    replay.feed.show(monday - 300 * second, 'now');
    await settled();
    expect(replay.said()).toBeNaN();
    expect(replay.load.mock.calls[0]?.[3].aborted).toBe(true);
    replay.clock.advance(150);
    await settled();
    expect(replay.said()).toBe(-300);
  });

  it('asks again where what was known changes', async () => {
    await replay.show(600, monday - 600 * second);
    replay.clock.advance(150);
    await replay.show(600, 'then');
    replay.clock.advance(150);
    await replay.show(600, 'now');
    expect(replay.load.mock.calls.map(([, , known]) => known)).toEqual([
      monday - 600 * second,
      'then',
      'now',
    ]);
  });

  it('shows what is ready at once, and the exact readings when they come', async () => {
    await replay.show(600);
    replay.clock.advance(1_000);
    replay.glance.mockReturnValue(
      frameOf(1, [0, 4, monday - 1_000 * second], [1, 3, monday - 1_000 * second]),
    );
    replay.feed.show(monday - 900 * second, 'now');
    expect(replay.glance).toHaveBeenLastCalledWith(monday - 900 * second);
    expect([...replay.table.values]).toEqual([4, 3]);
    await settled();
    // Nothing of the glance is left, also where the exact readings know nothing newer.
    expect([...replay.table.values]).toEqual([-900, 7]);
  });

  it('glances at nothing that was not known', () => {
    const known = monday - 1_200 * second;
    replay.feed.show(monday - 900 * second, known);
    expect(replay.glance).toHaveBeenLastCalledWith(known);
    replay.feed.show(monday - 1_500 * second, known);
    expect(replay.glance).toHaveBeenLastCalledWith(monday - 1_500 * second);
  });

  it('asks no oftener than answers can be used while somebody drags, and last for where they stopped', async () => {
    for (let ago = 9_000; ago > 3_000; ago -= 200) {
      await replay.show(ago);
      replay.clock.advance(10);
    }
    replay.clock.advance(150);
    await settled();
    expect(replay.load.mock.calls.length).toBeLessThanOrEqual(4);
    expect(replay.said()).toBe(-3_200);
  });

  it('fetches longer stretches the faster it plays', async () => {
    for (let ago = 7_200; ago >= 3_600; ago -= 15) {
      await replay.show(ago, 'now', 60);
      expect(replay.said()).toBe(-Math.ceil(ago / 10) * 10);
    }
    expect(replay.load.mock.calls.length).toBeLessThanOrEqual(9);
  });

  it('shows late readings only when they were known', async () => {
    const late = frameOf(1, [0, 88, monday - 640 * second]);
    const from = monday - 600 * second;
    replay.load.mockResolvedValue(
      joinKnownFrames([frameOf(1, [0, 5, from - 50_000]), { ...late, seq: 45_000 }], from),
    );
    await replay.show(560, 'then');
    expect(replay.said()).toBe(5);
    await replay.show(555, 'then');
    expect(replay.said()).toBe(88);
    await replay.show(556, 'then');
    expect(replay.said()).toBe(5);
  });

  it('never asks for what has not happened, nor second by second near the present', async () => {
    for (let ago = 30; ago >= 0; ago -= 1) await replay.show(ago);
    for (const [, to] of replay.load.mock.calls) expect(to).toBeLessThanOrEqual(monday);
    expect(replay.load.mock.calls.length).toBeLessThanOrEqual(2);
    expect(replay.said()).toBe(-10);
  });

  it('says when it cannot load, does not hammer, and recovers', async () => {
    replay.fail(true);
    await replay.show(600);
    await replay.show(599);
    expect(replay.load).toHaveBeenCalledTimes(1);
    expect(replay.trouble).toHaveBeenLastCalledWith(true);
    replay.fail(false);
    replay.clock.advance(2_000);
    await replay.show(598);
    expect(replay.trouble).toHaveBeenLastCalledWith(false);
    expect(replay.said()).toBe(-600);
  });

  it('writes nothing once somebody else has the table', async () => {
    replay.feed.show(monday - 600 * second, 'now');
    replay.feed.pause();
    await settled();
    expect(replay.said()).toBeNaN();
  });
});

describe('the answer of the replay door', () => {
  const one = frameOf(1, [0, 5, monday + 5], [1, 1, monday]);
  const two = frameOf(1, [2, 9, monday + 1]);
  const packed = (...frames: readonly (typeof one)[]): ArrayBuffer => {
    const parts = frames.map(encodeFrame);
    const bytes = new Uint8Array(parts.reduce((sum, part) => sum + 4 + part.length, 0));
    let place = 0;
    for (const part of parts) {
      new DataView(bytes.buffer).setUint32(place, part.length, true);
      bytes.set(part, place + 4);
      place += 4 + part.length;
    }
    return bytes.buffer;
  };

  it('is frames, one after the other, joined in order of time', () => {
    const frames = splitFrames(packed(one, two));
    expect(frames).toHaveLength(2);
    const rows = joinFrames(frames ?? []);
    expect([...rows.timeMs]).toEqual([monday, monday + 1, monday + 5]);
    expect([...rows.slot]).toEqual([1, 2, 0]);
    expect([...rows.value]).toEqual([1, 9, 5]);
  });

  it('is refused as a whole where it is cut, padded or no frame', () => {
    const whole = packed(one, two);
    expect(splitFrames(new ArrayBuffer(0))).toEqual([]);
    for (const cut of [1, 3, 10, whole.byteLength - 1])
      expect(splitFrames(whole.slice(0, cut))).toBeUndefined();
    expect(splitFrames(new Uint8Array([...new Uint8Array(whole), 0]).buffer)).toBeUndefined();
    expect(splitFrames(Uint8Array.of(2, 0, 0, 0, 1, 1).buffer)).toBeUndefined();
  });
});
