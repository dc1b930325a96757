import type { Cesium3DTileset } from 'cesium';
import { isRefusal } from './tileGate';

/** What of the engine's tile healing needs; the state itself is not part of the engine's public face. */
interface HealableTile {
  readonly children?: readonly HealableTile[];
  readonly contentFailed: boolean;
  _contentState: number;
  readonly _contentResource?: { readonly url: string };
}

/** The engine's number for a tile whose content may be asked for (Cesium3DTileContentState.UNLOADED, engine 26.3). */
const unloaded = 0;

interface Failure {
  readonly url?: string;
  readonly message: string;
}

export interface TileHealing {
  /** Tiles that were wanted and could not be had, and have not come since. */
  readonly missing: () => number;
  /** Asks for them at once. */
  readonly again: () => void;
  readonly destroy: () => void;
}

export interface TileHealingOptions {
  readonly requestRender: () => void;
  /** Called whenever `missing` is another number. */
  readonly onChange?: (missing: number) => void;
  /** Called with each tile that fails, and the engine's words for it. */
  readonly onFailed?: (url: string, words: string) => void;
  readonly firstMs?: number;
  readonly longestMs?: number;
  readonly refusedMs?: number;
}

/**
 * The engine never asks again for a tile that failed. This does: all failed ones together, a little later each time,
 * until they are there or nobody looks at them. What is drawn in their place (the coarser tile) stays meanwhile. What
 * the gate refused is left alone for long: most likely the same bytes would come again.
 */
export function healTiles(tileset: Cesium3DTileset, options: TileHealingOptions): TileHealing {
  const { requestRender, onChange, onFailed } = options;
  const { firstMs = 2_000, longestMs = 60_000, refusedMs = 600_000 } = options;
  let missing = new Set<string>();
  let failedAgain = new Set<string>();
  const refused = new Set<string>();
  let asking = false;
  let wait = firstMs;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const pauses = new Set<ReturnType<typeof setTimeout>>();

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
      const wanted = !refused.has(tile._contentResource?.url ?? '');
      if (tile.contentFailed && wanted) tile._contentState = unloaded;
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

  const rest = (url: string) => {
    refused.add(url);
    const pause = setTimeout(() => {
      pauses.delete(pause);
      refused.delete(url);
      later();
    }, refusedMs);
    pauses.add(pause);
  };

  const undoFailed = tileset.tileFailed.addEventListener((failure: Failure) => {
    const { url = '', message } = failure;
    failedAgain.add(url);
    onFailed?.(url, message);
    change(new Set([...missing, url]));
    if (isRefusal(message)) rest(url);
    else later();
  });
  // Everything the view asks for is there, or has failed once more: what has not failed again is healed or out of sight.
  const undoLoaded = tileset.allTilesLoaded.addEventListener(() => {
    if (!asking) return;
    asking = false;
    change(new Set([...failedAgain, ...refused]));
    if (missing.size === refused.size) wait = firstMs;
    else later();
  });
  return {
    missing: () => missing.size,
    again: () => {
      if (missing.size === 0) return;
      clearTimeout(timer);
      refused.clear();
      wait = firstMs;
      askAgain();
    },
    destroy: () => {
      clearTimeout(timer);
      for (const pause of pauses) clearTimeout(pause);
      undoFailed();
      undoLoaded();
    },
  };
}
