import type { Terrain } from '../ground/terrain';
import type { Point } from '../plane';
import { inRing } from '../polygon';

/** Places looked at along a block's longer side. */
const looks = 14;

/** What a block's ground is, as shares of it, 0 … 1. */
export interface Lie {
  /** Neither water nor hill nor park. */
  readonly free: number;
  readonly wet: number;
}

/** By a grid of places in the block. */
export const lieOf = (terrain: Terrain, ring: readonly Point[]): Lie => {
  const xs = ring.map(([x]) => x);
  const ys = ring.map(([, y]) => y);
  const [west, south] = [Math.min(...xs), Math.min(...ys)];
  const step = Math.max(Math.max(...xs) - west, Math.max(...ys) - south) / looks;
  let inside = 0;
  let free = 0;
  let wet = 0;
  for (let i = 0; i < looks; i += 1) {
    for (let j = 0; j < looks; j += 1) {
      const [x, y] = [west + (i + 0.5) * step, south + (j + 0.5) * step];
      if (!inRing(ring, x, y)) continue;
      inside += 1;
      if (terrain.toWater(x, y) <= 10) wet += 1;
      else if (terrain.toGreen(x, y) > 0) free += 1;
    }
  }
  return inside === 0 ? { free: 1, wet: 0 } : { free: free / inside, wet: wet / inside };
};
