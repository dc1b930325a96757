import { PrimitiveCollection } from 'cesium';

/** What the engine calls on a collection for every picture; not part of its public face. */
const passes = ['update', 'prePassesUpdate', 'updateForPass', 'postPassesUpdate'] as const;

/**
 * A layer's own place among the scene's primitives, with a fence round it: what throws while it is drawn is hidden and
 * reported, and every other layer is drawn on. Without the fence one bad number stops the engine's loop for all.
 */
export function createFencedPrimitives(fail: (reason: Error) => void): PrimitiveCollection {
  const collection = new PrimitiveCollection();
  let failed = false;
  for (const pass of passes) {
    const own: unknown = Reflect.get(collection, pass);
    if (typeof own !== 'function') throw new Error(`The engine's primitives have no ${pass}`);
    Reflect.set(collection, pass, (...args: readonly unknown[]) => {
      if (failed) return;
      try {
        Reflect.apply(own, collection, args);
      } catch (error) {
        failed = true;
        collection.show = false;
        const reason = error instanceof Error ? error : new Error(String(error));
        // Not within the engine's own walk over its primitives: fencing removes this very collection.
        queueMicrotask(() => fail(reason));
      }
    });
  }
  return collection;
}
