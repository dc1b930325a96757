import { describe, expect, it, vi } from 'vitest';
import type { IngestHealth } from '@/contracts/ingest';
import { createDoorWatch, doorEveryMs } from '@/state/doorWatch';
import { quietDoor } from '../support/fakeCity';
import { createFakeClock, settled } from '../support/fakeClock';

describe('the watch on the door', () => {
  it('asks while anyone looks, and not otherwise', async () => {
    const clock = createFakeClock();
    const ask = vi.fn(() => Promise.resolve(quietDoor));
    const watch = createDoorWatch(ask, clock);
    expect(clock.pending()).toBe(0);
    const seen = vi.fn();
    const leave = watch.subscribe(seen);
    const leaveToo = watch.subscribe(() => undefined);
    await settled();
    expect(ask).toHaveBeenCalledTimes(1);
    expect(seen).toHaveBeenCalledTimes(1);
    expect(watch.read()).toBe(quietDoor);
    clock.advance(doorEveryMs);
    await settled();
    expect(ask).toHaveBeenCalledTimes(2);
    leave();
    leaveToo();
    clock.advance(doorEveryMs * 3);
    expect(ask).toHaveBeenCalledTimes(2);
    expect(clock.pending()).toBe(0);
  });

  it('keeps the last answer while the server is away, and never asks twice at once', async () => {
    const clock = createFakeClock();
    let answer: (health: IngestHealth) => void = () => undefined;
    const ask = vi
      .fn<() => Promise<IngestHealth>>()
      .mockResolvedValueOnce(quietDoor)
      .mockRejectedValueOnce(new Error('away'))
      .mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
    const watch = createDoorWatch(ask, clock);
    watch.subscribe(() => undefined);
    await settled();
    clock.advance(doorEveryMs);
    await settled();
    expect(watch.read()).toBe(quietDoor);
    clock.advance(doorEveryMs);
    clock.advance(doorEveryMs);
    expect(ask).toHaveBeenCalledTimes(3);
    answer({ ...quietDoor, revision: 2 });
    await settled();
    expect(watch.read()?.revision).toBe(2);
    watch.destroy();
    expect(clock.pending()).toBe(0);
  });

  it('asks nobody where the page stands alone', () => {
    const clock = createFakeClock();
    const watch = createDoorWatch(undefined, clock);
    watch.subscribe(() => undefined);
    expect(clock.pending()).toBe(0);
    expect(watch.read()).toBeUndefined();
  });
});
