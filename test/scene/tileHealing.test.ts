import { Event, type Cesium3DTileset } from 'cesium';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { healTiles } from '@/scene/tileHealing';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A tileset of three tiles: tells when a tile fails, and what it was asked for since. */
function smallTileset() {
  const tile = (url: string, children: readonly object[] = []) => ({
    url,
    children,
    _contentResource: { url },
    _contentState: 2,
    get contentFailed(): boolean {
      return this._contentState === 5;
    },
  });
  const leaf = tile('near0.glb');
  const other = tile('near1.glb');
  const root = tile('mid.glb', [leaf, other]);
  const tileFailed = new Event();
  const allTilesLoaded = new Event();
  const tileset = { root, tileFailed, allTilesLoaded, isDestroyed: () => false };
  return {
    tileset: tileset as unknown as Cesium3DTileset,
    leaf,
    other,
    fail: (one: typeof leaf, message = '503') => {
      one._contentState = 5;
      tileFailed.raiseEvent({ url: one.url, message });
    },
    load: () => allTilesLoaded.raiseEvent(),
    listeners: () => tileFailed.numberOfListeners + allTilesLoaded.numberOfListeners,
  };
}

describe('tiles that could not be had', () => {
  it('are asked for again until they are there, and their number is said meanwhile', () => {
    const { tileset, leaf, other, fail, load } = smallTileset();
    const said: number[] = [];
    const asked = vi.fn();
    const healing = healTiles(tileset, { requestRender: asked, onChange: (n) => said.push(n) });
    fail(leaf);
    fail(other);
    expect(healing.missing()).toBe(2);
    vi.advanceTimersByTime(2_000);
    expect([leaf._contentState, other._contentState]).toEqual([0, 0]);
    expect(asked).toHaveBeenCalledTimes(1);
    // One comes, the other fails once more.
    leaf._contentState = 3;
    fail(other);
    load();
    expect(healing.missing()).toBe(1);
    vi.advanceTimersByTime(4_000);
    expect(other._contentState).toBe(0);
    other._contentState = 3;
    load();
    expect(healing.missing()).toBe(0);
    expect(said).toEqual([1, 2, 1, 0]);
  });

  it('are asked for a little later each time, a minute apart at most, and quickly again once all was well', () => {
    const { tileset, leaf, fail, load } = smallTileset();
    const asked = vi.fn();
    healTiles(tileset, { requestRender: asked });
    const waits = [2, 4, 8, 16, 32, 60, 60];
    for (const [turn, seconds] of waits.entries()) {
      fail(leaf);
      load();
      vi.advanceTimersByTime(seconds * 1000 - 1);
      expect(asked).toHaveBeenCalledTimes(turn);
      vi.advanceTimersByTime(1);
      expect(asked).toHaveBeenCalledTimes(turn + 1);
    }
    leaf._contentState = 3;
    load();
    fail(leaf);
    vi.advanceTimersByTime(2_000);
    expect(asked).toHaveBeenCalledTimes(waits.length + 1);
  });

  it('are not counted when nobody looks at them any more', () => {
    const { tileset, leaf, fail, load } = smallTileset();
    const healing = healTiles(tileset, { requestRender: () => undefined });
    fail(leaf);
    vi.advanceTimersByTime(2_000);
    load();
    expect(healing.missing()).toBe(0);
  });

  it('are let be once the layer is gone', () => {
    const { tileset, leaf, fail, listeners } = smallTileset();
    const asked = vi.fn();
    const healing = healTiles(tileset, { requestRender: asked });
    fail(leaf);
    healing.destroy();
    vi.advanceTimersByTime(60_000);
    expect(asked).not.toHaveBeenCalled();
    expect(listeners()).toBe(0);
  });

  it('are left alone for ten minutes where the gate refused them, and stay counted', () => {
    const { tileset, leaf, other, fail, load } = smallTileset();
    const asked = vi.fn();
    const healing = healTiles(tileset, { requestRender: asked });
    fail(leaf, 'Refused: a picture of 60000 × 60000 pixels');
    vi.advanceTimersByTime(120_000);
    expect(asked).not.toHaveBeenCalled();
    fail(other);
    vi.advanceTimersByTime(2_000);
    expect([leaf._contentState, other._contentState]).toEqual([5, 0]);
    load();
    expect(healing.missing()).toBe(1);
    vi.advanceTimersByTime(600_000);
    expect(leaf._contentState).toBe(0);
    load();
    expect(healing.missing()).toBe(0);
  });
});
