import { Event, ImageryLayerCollection, type Scene } from 'cesium';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { groundFiles } from '@/contracts/base';
import type { SceneGround } from '@/state/sceneStore';
import { createFlatTerrain, createGroundScheme } from '@/scene/ground/flatTerrain';
import { createGroundPicture } from '@/scene/ground/groundPicture';
import { createTerrainPlace } from '@/scene/ground/terrainPlace';
import { groundParts } from '@/scene/ground/painters';
import type { FromWorkshop, ToWorkshop } from '@/scene/ground/workshop';

const list = JSON.stringify({
  version: 1,
  stepM: 1,
  otherwiseM: 8.4,
  grids: [{ file: 'ground/relief.bin', box: [114, 30, 115, 31], columns: 2, rows: 2 }],
  provenance: {
    grade: 'measured',
    source: { zh: '试验', en: 'a trial' },
    licence: 'CC0-1.0',
    date: '2026',
    datum: 'WGS 84',
  },
});
const hill = { [groundFiles.relief]: list, 'ground/relief.bin': Int16Array.of(70, 70, 70, 70).buffer };

type Files = Readonly<Record<string, string | ArrayBuffer>>;
const outlines: Files = {
  [groundFiles.districts]: JSON.stringify({ type: 'FeatureCollection', features: [] }),
};
let files: Files;

/** Reads as the real workshop does: every part is there, and slopes where there are heights. */
class FakeWorker {
  onmessage: ((message: { readonly data: FromWorkshop }) => void) | undefined;
  postMessage(order: ToWorkshop): void {
    if (order.kind !== 'read') return;
    const heights = 'ground/relief.bin' in files;
    queueMicrotask(() => {
      for (const part of groundParts)
        this.onmessage?.({
          data:
            part === 'shade' && !heights
              ? { kind: 'unread', part, reason: 'ground/relief.bin: 404' }
              : { kind: 'read', part, count: 3 },
        });
    });
  }
  terminate(): void {
    this.onmessage = undefined;
  }
}

function drawGround() {
  const told: SceneGround[] = [];
  const scheme = createGroundScheme();
  const level = createFlatTerrain(scheme);
  const scene = {
    terrainProvider: level,
    imageryLayers: new ImageryLayerCollection(),
    globe: { tileLoadProgressEvent: new Event() },
    isDestroyed: () => false,
  };
  // The ground touches nothing else of a scene; a real one needs WebGL.
  const real = scene as unknown as Scene;
  const ground = createGroundPicture({
    scene: real,
    terrains: createTerrainPlace(real, () => undefined),
    scheme,
    theme: () => 'night',
    onTheme: () => () => undefined,
    baseUrl: (path) => `http://here/tiles/${path}`,
    requestRender: () => undefined,
    software: true,
    onGround: (known) => void told.push(known),
  });
  return { ground, scene, level, told };
}

beforeEach(() => {
  files = hill;
  vi.stubGlobal('Worker', FakeWorker);
  vi.stubGlobal('fetch', (asked: URL) => {
    const body = { ...outlines, ...files }[asked.pathname.slice('/tiles/'.length)];
    return Promise.resolve(new Response(body ?? '', { status: body === undefined ? 404 : 200 }));
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('the ground of a base', () => {
  it('lies as high as its heights say, and tells whoever stands on it', async () => {
    const { ground, scene, level, told } = drawGround();
    const seated = vi.fn();
    ground.onRelief(seated);
    expect(ground.heightAt(114.5, 30.5)).toBe(8.4);
    await ground.relief;
    expect(ground.heightAt(114.5, 30.5)).toBeCloseTo(70, 6);
    expect(ground.lie().provenance?.grade).toBe('measured');
    expect(seated).toHaveBeenCalledOnce();
    expect(scene.terrainProvider).not.toBe(level);
    expect(told).toEqual([{ relief: ground.lie(), trouble: undefined }]);
    ground.destroy();
  });

  it('is level where it has no heights, says why, and reads them when it is asked again', async () => {
    files = {};
    const { ground, scene, level, told } = drawGround();
    const seated = vi.fn();
    ground.onRelief(seated);
    await ground.relief;
    expect(ground.heightAt(114.5, 30.5)).toBe(8.4);
    expect(scene.terrainProvider).toBe(level);
    expect(told).toEqual([{ relief: undefined, trouble: 'ground/relief.json: 404' }]);
    await expect(ground.count('shade')).rejects.toThrow('ground/relief.bin: 404');
    expect(await ground.count('water')).toBe(3);
    expect(seated).not.toHaveBeenCalled();

    files = hill;
    expect(await ground.count('shade')).toBe(3);
    expect(ground.heightAt(114.5, 30.5)).toBeCloseTo(70, 6);
    expect(seated).toHaveBeenCalledOnce();
    expect(told.at(-1)).toEqual({ relief: ground.lie(), trouble: undefined });
    ground.destroy();
  });

  it('stays as it was where the heights of a later base are torn', async () => {
    const { ground, told } = drawGround();
    await ground.relief;
    const before = ground.lie();
    files = { ...hill, 'ground/relief.bin': new ArrayBuffer(3) };
    await ground.renew();
    expect(ground.lie()).toBe(before);
    expect(told.at(-1)?.relief).toBe(before);
    expect(told.at(-1)?.trouble).toContain('does not hold 2 × 2 heights');
    ground.destroy();
  });

  it('seats anew only where a later base lies otherwise', async () => {
    const { ground } = drawGround();
    await ground.relief;
    const seated = vi.fn();
    ground.onRelief(seated);
    await ground.renew();
    expect(seated).not.toHaveBeenCalled();
    files = { ...hill, 'ground/relief.bin': Int16Array.of(90, 90, 90, 90).buffer };
    await ground.renew();
    expect(seated).toHaveBeenCalledOnce();
    expect(ground.heightAt(114.5, 30.5)).toBeCloseTo(90, 6);
    ground.destroy();
  });
});
