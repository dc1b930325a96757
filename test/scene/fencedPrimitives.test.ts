import { PrimitiveCollection } from 'cesium';
import { describe, expect, it, vi } from 'vitest';
import { createFencedPrimitives } from '@/scene/fencedPrimitives';

const pass = (collection: PrimitiveCollection, name: string) => {
  const own: unknown = Reflect.get(collection, name);
  if (typeof own === 'function') Reflect.apply(own, collection, [{}]);
};
const primitive = (update: () => void) => ({
  update,
  isDestroyed: () => false,
  destroy: () => undefined,
});

describe('a layer that throws while it is drawn', () => {
  it('is hidden and reported once, and what stands beside it is drawn on', async () => {
    const scene = new PrimitiveCollection();
    const fail = vi.fn();
    const bad = createFencedPrimitives(fail);
    const good = createFencedPrimitives(fail);
    const drawn = vi.fn();
    bad.add(
      primitive(() => {
        throw new RangeError('radius is NaN');
      }),
    );
    good.add(primitive(drawn));
    scene.add(bad);
    scene.add(good);
    pass(scene, 'update');
    pass(scene, 'update');
    await Promise.resolve();
    expect(drawn).toHaveBeenCalledTimes(2);
    expect(fail).toHaveBeenCalledTimes(1);
    expect(fail.mock.calls[0]?.[0]).toEqual(new RangeError('radius is NaN'));
    expect(bad.show).toBe(false);
  });

  it('is fenced in every pass of a picture', async () => {
    for (const name of ['prePassesUpdate', 'updateForPass', 'postPassesUpdate']) {
      const fail = vi.fn();
      const own = createFencedPrimitives(fail);
      own.add({ ...primitive(() => undefined), [name]: fall });
      expect(() => pass(own, name)).not.toThrow();
      await Promise.resolve();
      expect(fail).toHaveBeenCalledTimes(1);
    }
  });
});

function fall(): never {
  throw new Error('lost');
}
