import type { CesiumWidget, GeographicTilingScheme } from 'cesium';
import { Color } from 'cesium';
import type { CameraPose } from '@/contracts/briefing';
import type { LayerId } from '@/contracts/ids';
import type { City } from '@/state/city';
import { createBaseWatch, readManifest } from './baseWatch';
import { createCameraControl } from './camera/cameraControl';
import { attachCameraKeys } from './camera/cameraKeys';
import { homePose } from './camera/views';
import { followQuality } from './followQuality';
import { createFencedPrimitives } from './fencedPrimitives';
import { runFrame } from './frameLoop';
import type { GovernorTold } from './governor';
import type { Graphics } from './graphics';
import { createGroundPicture } from './ground/groundPicture';
import { readFrom } from './ground/painters';
import { createLaidPictures } from './ground/laidPictures';
import { createTerrainPlace } from './ground/terrainPlace';
import { createHaze } from './haze';
import { createLabelOverlay } from './labels/labelLayer';
import { districtLabels, landmarkLabels } from './labels/placeNames';
import { createSubdistrictNames } from './labels/subdistrictNames';
import type { LayerDefinition, SceneHost } from './layer';
import { createLayerRuntime } from './layerRuntime';
import { attachPointer } from './pointer';
import type { QualityStore } from './quality';
import { createSketchOverlay } from './sketchOverlay';
import { createUnderground } from './underground';
import { watchReadiness } from './readiness';
import { moveWater } from './water/movingWater';

export interface StageOptions {
  readonly widget: CesiumWidget;
  readonly frame: HTMLElement;
  readonly scheme: GeographicTilingScheme;
  readonly graphics: Graphics;
  readonly city: City;
  readonly layers: readonly LayerDefinition[];
  readonly pose: CameraPose;
  readonly onCursor: (cursor: 'grab' | 'picking' | 'drawing') => void;
  readonly quality: QualityStore;
  /** Told with every step the governor takes. */
  readonly onQuality: (told: GovernorTold) => void;
}

export interface Stage {
  /** What a layer drawn by React is given; `fail` fences that layer. */
  readonly hostFor: (id: LayerId, fail: (reason: Error) => void) => SceneHost;
  readonly pose: () => CameraPose;
  /** The layers there are from now on. */
  readonly setLayers: (layers: readonly LayerDefinition[]) => void;
  /** A person wants the full picture, or leaves it to the machine again. */
  readonly holdQuality: (full: boolean) => void;
  /** Asks again for the heights of the ground where they could not be read. */
  readonly readGroundAgain: () => void;
  readonly destroy: () => void;
}

const draftScale = 0.4;

/** Page-relative, so that the same files are found behind our server and on any other. */
export function baseUrl(path: string): string {
  return new URL(`./tiles/${path}`, document.baseURI).href;
}

/** Dresses an engine widget as our city and joins it to what people ask: everything the scene does begins here. */
export function createStage(options: StageOptions): Stage {
  const { widget, frame, city } = options;
  let { layers } = options;
  const { scene } = widget;
  const undos: (() => void)[] = [];
  const requestRender = () => {
    if (!scene.isDestroyed()) scene.requestRender();
  };
  const theme = () => city.preferences.getState().theme;
  const onTheme = (listener: () => void) =>
    city.preferences.subscribe((state, before) => {
      if (state.theme === before.theme) return;
      listener();
      requestRender();
    });

  scene.backgroundColor = Color.TRANSPARENT;
  scene.useDepthPicking = false;
  scene.fog.renderable = false;
  scene.fog.enabled = true;
  scene.globe.showGroundAtmosphere = false;
  scene.globe.enableLighting = false;
  scene.globe.dynamicAtmosphereLighting = false;
  scene.globe.depthTestAgainstTerrain = true;
  scene.globe.preloadAncestors = false;
  scene.globe.tileCacheSize = 160;

  // Drawing in software is paid by the pixel: until the first view is whole, its pictures are coarse. Which tiles a view
  // needs does not depend on it.
  if (options.graphics.software) widget.resolutionScale = draftScale;

  const terrains = createTerrainPlace(scene, requestRender);
  const ground = createGroundPicture({
    scene,
    scheme: options.scheme,
    terrains,
    theme,
    onTheme,
    baseUrl,
    requestRender,
    software: options.graphics.software,
    onGround: (known) => {
      const { ground: before, reportGround, retryLayer } = city.scene.getState();
      reportGround(known);
      if (before.trouble !== undefined && known.trouble === undefined) retryLayer('terrain');
    },
  });
  const laid = createLaidPictures({
    scene,
    scheme: options.scheme,
    theme,
    software: options.graphics.software,
    requestRender,
  });
  const labels = createLabelOverlay(scene, frame, city.preferences.getState().language);
  const haze = createHaze(scene, frame, theme, onTheme);
  const { quality } = options;
  const base = createBaseWatch({
    // A static page is published with its base: there is nothing to wait for.
    read: () => (city.query.served ? readManifest(baseUrl('manifest.json')) : Promise.resolve(undefined)),
    after: (ms, act) => {
      const timer = window.setTimeout(act, ms);
      return () => window.clearTimeout(timer);
    },
  });
  undos.push(
    base.destroy,
    base.onChange(() => void ground.renew()),
    base.onChange(() => void city.readSite()),
    // What is drawn from now on comes from others too, and their licences ask that they be named with it.
    base.onChange(({ sources = [] }) => city.scene.getState().reportSources(sources)),
  );
  const hostFor = (_id: LayerId, fail: (reason: Error) => void): SceneHost => {
    const primitives = createFencedPrimitives((reason) => {
      fail(reason);
      if (!scene.isDestroyed()) scene.primitives.remove(primitives);
      requestRender();
    });
    scene.primitives.add(primitives);
    return {
      ...shared,
      primitives,
      fail,
      ground: {
        ...ground,
        onRelief: (listener) =>
          ground.onRelief(() => {
            try {
              listener();
            } catch (reason) {
              fail(reason instanceof Error ? reason : new Error(String(reason)));
            }
          }),
      },
    };
  };
  const shared = {
    scene,
    quality,
    requestRender,
    theme,
    onTheme,
    baseUrl,
    labels,
    ground,
    lay: laid.lay,
    standIn: terrains.standIn,
    haze,
    software: options.graphics.software,
    onBase: base.onChange,
  };

  const control = createCameraControl({
    scene,
    store: city.scene,
    initial: options.pose,
    locate: (ref) => runtime.locate(ref),
    heightAt: ground.heightAt,
    requestRender,
  });
  const runtime = createLayerRuntime({
    layers,
    hostFor,
    city,
    requestRender,
    onReady: () => control.retryFlight(),
  });
  const followed = followQuality({
    widget,
    quality,
    software: options.graphics.software,
    tell: options.onQuality,
    requestRender,
  });

  undos.push(
    attachCameraKeys(scene, scene.canvas, control, () => control.goTo(homePose), ground.heightAt),
    attachPointer({
      scene,
      city,
      runtime,
      tell: async (ref) => {
        const layer = layers.find(({ entry }) => entry.id === ref.layer);
        if (layer === undefined) return undefined;
        return (await import('./levels')).hoverOf(layer, ref.feature, city);
      },
      onCursor: options.onCursor,
    }),
    createSketchOverlay(scene, frame, city.scene, theme, onTheme, ground),
    city.preferences.subscribe(({ language }) => labels.setLanguage(language)),
    scene.preUpdate.addEventListener(() => {
      runFrame(city, runtime.frames(), requestRender);
    }),
    // Drawn tiles come from no request the engine would wake up for: while some are missing, the next picture is due.
    // What React adds is built over several pictures, and without a live layer nothing else would ask for them.
    scene.postRender.addEventListener(() => {
      if (!scene.globe.tilesLoaded || !widget.dataSourceDisplay.ready) scene.requestRender();
    }),
    widget.entities.collectionChanged.addEventListener(requestRender),
    watchReadiness(scene, city.scene, runtime, ground, () => {
      widget.resolutionScale = 1;
      followed.begin();
      // Without a graphics card the water lies still: every picture is dear there.
      if (!options.graphics.software)
        undos.push(
          moveWater({ scene, store: city.scene, ground, haze, quality, theme, onTheme, requestRender }),
        );
    }),
    createUnderground({
      scene,
      store: city.scene,
      theme,
      onTheme,
      requestRender,
      labels,
      heightAt: ground.heightAt,
    }),
    followed.end,
    laid.destroy,
  );

  const setNames = async () => {
    const [landmarks, districts] = await Promise.allSettled([
      city.query.landmarks(),
      ground.districts,
      ground.relief,
    ]);
    if (scene.isDestroyed()) return;
    const names = districts.status === 'fulfilled' ? districtLabels(districts.value, ground.heightAt) : [];
    const marks = landmarks.status === 'fulfilled' ? landmarkLabels(landmarks.value, ground.heightAt) : [];
    const said = new Set(names.map(({ text }) => text.zh));
    labels.set('districts', names);
    labels.set(
      'landmarks',
      marks.filter(({ text }) => !said.has(text.zh)),
    );
  };
  void setNames();
  undos.push(ground.onRelief(() => void setNames()));
  const subdistricts = createSubdistrictNames({ scene, labels, ground, read: readFrom(baseUrl('')) });
  undos.push(base.onChange(subdistricts.renew), ground.onRelief(subdistricts.renew), subdistricts.destroy);

  return {
    hostFor,
    pose: control.pose,
    setLayers: (next) => {
      layers = next;
      runtime.setLayers(next);
    },
    holdQuality: followed.hold,
    readGroundAgain: () => void ground.renew(),
    destroy: () => {
      runtime.destroy();
      for (const undo of undos) undo();
      control.destroy();
      haze.destroy();
      ground.destroy();
      labels.destroy();
    },
  };
}
