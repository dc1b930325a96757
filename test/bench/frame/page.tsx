import { Cesium3DTileset } from 'cesium';
import { createRoot } from 'react-dom/client';
import '@/app/withoutCompiledSchemas';
import { buildings } from '@/layers/buildings';
import { engineView } from '@/scene/camera/pose';
import type { AttachLayer, LayerDefinition, SceneHost } from '@/scene/layer';
import { fullQuality } from '@/scene/quality';
import SceneView from '@/scene/SceneView';
import { CityProvider } from '@/state/CityContext';
import { createPreferences } from '@/state/preferences';
import { createSceneStore } from '@/state/sceneStore';
import { smallCity } from '../../layers/smallCity';
import { flightAt } from './flight';

export interface Flown {
  /** Milliseconds between pictures. */
  readonly pictures: readonly number[];
  /** Most tiles in memory at any picture, and the bytes the engine counted for them. */
  readonly tiles: number;
  readonly bytes: number;
}

export interface Asked {
  /** `governed`: the engine's own way, in a scene whose governor lowers the resolution for it. */
  readonly whose: 'ours' | 'stock' | 'governed';
  readonly seconds: number;
  readonly rounds: number;
}

/** The engine's own way with 3D Tiles: its defaults, its shading, nothing of ours. */
const stock: AttachLayer = async (host) => {
  const tileset = await Cesium3DTileset.fromUrl(host.baseUrl('buildings/flat.json'));
  host.primitives.add(tileset);
  let loaded = false;
  tileset.initialTilesLoaded.addEventListener(() => {
    loaded = true;
  });
  return {
    apply: () => undefined,
    settled: () => loaded,
    destroy: () => host.primitives.remove(tileset),
  };
};
const stockLayer: LayerDefinition = {
  entry: buildings.entry,
  primitives: () => Promise.resolve({ attach: stock }),
};

let host: SceneHost | undefined;

/** A layer that only lets the bench see the scene. */
const looking: LayerDefinition = {
  entry: { ...buildings.entry, id: 'imagery', defaults: { visible: true, opacity: 1 } },
  primitives: () =>
    Promise.resolve({
      attach: (given: SceneHost) => {
        host = given;
        return Promise.resolve({ apply: () => undefined, destroy: () => undefined });
      },
    }),
};

function tilesetsOf(scene: SceneHost['scene']): readonly Cesium3DTileset[] {
  const found: Cesium3DTileset[] = [];
  const look = (collection: { readonly length: number; readonly get: (index: number) => unknown }) => {
    for (let index = 0; index < collection.length; index += 1) {
      const one = collection.get(index);
      if (one instanceof Cesium3DTileset) found.push(one);
      else if (typeof one === 'object' && one !== null && 'length' in one && 'get' in one)
        look(one as typeof collection);
    }
  };
  look(scene.primitives);
  return found;
}

async function open(whose: Asked['whose']): Promise<SceneHost> {
  const { city: small } = smallCity();
  const scene = createSceneStore({ camera: flightAt(0) });
  const query = { ...small.query, landmarks: () => Promise.resolve([]) };
  const city = { ...small, query, scene, preferences: createPreferences() };
  const layers = [whose === 'ours' ? buildings : stockLayer, looking];
  createRoot(document.querySelector('#scene')!).render(
    <CityProvider city={city}>
      <SceneView layers={layers} />
    </CityProvider>,
  );
  await new Promise<void>((resolve) => {
    const undo = scene.subscribe(({ status }) => {
      if (status.kind !== 'ready') return;
      undo();
      resolve();
    });
  });
  if (host === undefined) throw new Error('the scene is ready without a layer');
  const { quality } = host;
  // The engine alone has nobody who lowers anything.
  if (whose === 'stock') {
    quality.subscribe((now) => {
      if (now !== fullQuality) quality.setState(fullQuality, true);
    });
  }
  return host;
}

async function fly({ scene }: SceneHost, seconds: number, rounds: number): Promise<Flown> {
  const pictures: number[] = [];
  let [tiles, bytes] = [0, 0];
  const [begun, length] = [performance.now(), seconds * 1000];
  let before = begun;
  await new Promise<void>((resolve) => {
    const undoUpdate = scene.preUpdate.addEventListener(() => {
      scene.camera.setView(engineView(flightAt((performance.now() - begun) / length)));
      scene.requestRender();
    });
    const undoRender = scene.postRender.addEventListener(() => {
      const now = performance.now();
      pictures.push(now - before);
      before = now;
      let [count, size] = [0, 0];
      for (const one of tilesetsOf(scene)) {
        count += (
          one as unknown as { readonly statistics: { readonly numberOfTilesWithContentReady: number } }
        ).statistics.numberOfTilesWithContentReady;
        size += one.totalMemoryUsageInBytes;
      }
      tiles = Math.max(tiles, count);
      bytes = Math.max(bytes, size);
      if (now - begun < length * rounds) return;
      undoUpdate();
      undoRender();
      resolve();
    });
    scene.requestRender();
  });
  return { pictures, tiles, bytes };
}

let opened: Promise<SceneHost> | undefined;

Object.assign(window, {
  flyOver: async ({ whose, seconds, rounds }: Asked): Promise<Flown> => {
    opened ??= open(whose);
    return fly(await opened, seconds, rounds);
  },
});
