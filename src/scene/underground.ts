import { Color, NearFarScalar, type Scene } from 'cesium';
import type { Theme } from '@/contracts/ids';
import type { SceneStore } from '@/state/sceneStore';
import { createDepthGrid } from './depthGrid';
import type { GroundPicture, LabelLayer } from './layer';

interface UndergroundOptions {
  readonly scene: Scene;
  readonly store: SceneStore;
  readonly theme: () => Theme;
  readonly onTheme: (listener: () => void) => () => void;
  readonly requestRender: () => void;
  readonly labels: LabelLayer;
  readonly heightAt: GroundPicture['heightAt'];
}

/** What the earth itself looks like from within, by theme. */
const earth: Readonly<Record<Theme, string>> = { night: '#081220', day: '#dbe4ea', contrast: '#000000' };
/** From near one looks through the ground, from afar the map stays a map. */
const clearness = new NearFarScalar(400, 0.24, 9000, 0.6);

/** 地下模式: makes the ground translucent and lets the camera through it while the store says so; leaving restores all. */
export function createUnderground(options: UndergroundOptions): () => void {
  const { scene, store, theme, requestRender } = options;
  const { globe, screenSpaceCameraController: controller } = scene;
  const grid = createDepthGrid({ scene, labels: options.labels, theme, heightAt: options.heightAt });
  const apply = () => {
    const { on } = store.getState().underground;
    globe.translucency.enabled = on;
    globe.translucency.frontFaceAlphaByDistance = on ? clearness : new NearFarScalar(0, 1, 1, 1);
    globe.translucency.backFaceAlpha = on ? 0.35 : 1;
    globe.undergroundColor = Color.fromCssColorString(earth[theme()]);
    controller.enableCollisionDetection = !on;
    grid.dress();
    grid.show(on);
    requestRender();
  };
  apply();
  const undos = [
    options.onTheme(apply),
    store.subscribe((state, before) => {
      if (state.underground !== before.underground) apply();
    }),
  ];
  return () => {
    for (const undo of undos) undo();
    grid.destroy();
  };
}
