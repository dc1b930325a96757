import type { Cesium3DTileset } from 'cesium';

/** What of the engine's tile healing needs; the state itself is not part of the engine's public face. */
interface HealableTile {
  readonly children?: readonly HealableTile[];
  readonly contentFailed: boolean;
  _contentState: number;
}

/** The engine's number for a tile whose content may be asked for (Cesium3DTileContentState.UNLOADED, engine 26.3). */
const unloaded = 0;

export interface TileHealing {
  /** Tiles that were wanted and could not be had, and have not come since. */
  readonly missing: () => number;
  readonly destroy: () => void;
}

export interface TileHealingOptions {
  readonly requestRender: () => void;
  /** Called whenever `missing` is another number. */
  readonly onChange?: (missing: number) => void;
  readonly firstMs?: number;
  readonly longestMs?: number;
}

/**
 * The engine never asks again for a tile that failed. This does: all failed ones together, a little later each time,
 * until they are there or nobody looks at them. What is drawn in their place (the coarser tile) stays meanwhile.
 */
export function healTiles(tileset: Cesium3DTileset, options: TileHealingOptions): TileHealing {
  const { requestRender, onChange, firstMs = 2_000, longestMs = 60_000 } = options;
  let missing = new Set<string>();
  let failedAgain = new Set<string>();
  let asking = false;
  let wait = firstMs;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const change = (next: Set<string>) => {
    const before = missing.size;
    missing = next;
    if (missing.size !== before) onChange?.(missing.size);
  };
  const askAgain = () => {
    timer = undefined;
    if (tileset.isDestroyed()) return;
    const open: HealableTile[] = [tileset.root as unknown as HealableTile];
    for (let tile = open.pop(); tile !== undefined; tile = open.pop()) {
      if (tile.contentFailed) tile._contentState = unloaded;
      open.push(...(tile.children ?? []));
    }
    asking = true;
    failedAgain = new Set();
    wait = Math.min(wait * 2, longestMs);
    requestRender();
  };
  const later = () => {
    timer ??= setTimeout(askAgain, wait);
  };

  const undoFailed = tileset.tileFailed.addEventListener(({ url }: { readonly url?: string }) => {
    failedAgain.add(url ?? '');
    change(new Set([...missing, url ?? '']));
    later();
  });
  // Everything the view asks for is there, or has failed once more: what has not failed again is healed or out of sight.
  const undoLoaded = tileset.allTilesLoaded.addEventListener(() => {
    if (!asking) return;
    asking = false;
    change(failedAgain);
    if (missing.size === 0) wait = firstMs;
    else later();
  });
  return {
    missing: () => missing.size,
    destroy: () => {
      clearTimeout(timer);
      undoFailed();
      undoLoaded();
    },
  };
}
