import type { SceneHost } from './layer';

/**
 * Has a layer `build` what stands on the ground once the ground is known, and again each time it comes to lie otherwise.
 * `stale` tells a build in parts that another has begun, or that the layer is gone. A build that fails fences the layer.
 * Returns the undo.
 */
export function keepSeated(
  { ground, fail }: Pick<SceneHost, 'ground' | 'fail'>,
  build: (stale: () => boolean) => Promise<void> | void,
): () => void {
  let turn = 0;
  const run = async () => {
    turn += 1;
    const mine = turn;
    const stale = () => mine !== turn;
    try {
      await build(stale);
    } catch (reason) {
      if (!stale()) fail(reason instanceof Error ? reason : new Error(String(reason)));
    }
  };
  const undo = ground.onRelief(() => void run());
  void ground.relief.then(() => {
    if (turn === 0) void run();
  });
  return () => {
    turn = -1;
    undo();
  };
}
