import { describe, expect, it, vi } from 'vitest';
import type { BaseManifest } from '@/contracts/base';
import { createBaseWatch } from '@/scene/baseWatch';

const inner: BaseManifest = {
  version: 1,
  seed: 7,
  builtAt: '2026-01-01T00:00:00Z',
  inputs: 'a',
  counts: { buildings: 60_000, tiles: 400, devices: 12_001 },
  stage: 'inner',
  revision: 1,
};
const whole: BaseManifest = { ...inner, stage: 'whole', revision: 2 };

/** A base that is another at every look, and a clock the test turns. */
function looking(answers: readonly (BaseManifest | undefined)[]) {
  const left = [...answers];
  const waits: number[] = [];
  let next: (() => void) | undefined;
  const watch = createBaseWatch({
    read: () => Promise.resolve(left.shift()),
    after: (ms, act) => {
      waits.push(ms);
      next = act;
      return () => {
        next = undefined;
      };
    },
  });
  const turn = async () => {
    await Promise.resolve();
    await Promise.resolve();
    const act = next;
    next = undefined;
    act?.();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { watch, waits, turn, waiting: () => next !== undefined };
}

describe('the watch over the base', () => {
  it('tells of the whole city once it has come, and of nothing that stayed the same', async () => {
    const { watch, turn } = looking([inner, inner, whole, whole]);
    const told = vi.fn();
    watch.onChange(told);
    for (let i = 0; i < 4; i += 1) await turn();
    expect(told.mock.calls).toEqual([[whole]]);
  });

  it('looks often while the outer districts are coming, and seldom after', async () => {
    const { waits, turn } = looking([inner, whole, whole]);
    for (let i = 0; i < 3; i += 1) await turn();
    expect(waits[0]).toBeLessThan(waits.at(-1)!);
  });

  it('waits out a server that does not answer', async () => {
    const { watch, turn } = looking([inner, undefined, undefined, whole]);
    const told = vi.fn();
    watch.onChange(told);
    for (let i = 0; i < 4; i += 1) await turn();
    expect(told).toHaveBeenCalledTimes(1);
  });

  it('ends with the scene', async () => {
    const { watch, turn, waiting } = looking([inner, whole]);
    const told = vi.fn();
    watch.onChange(told);
    await Promise.resolve();
    watch.destroy();
    await turn();
    expect(told).not.toHaveBeenCalled();
    expect(waiting()).toBe(false);
  });
});
