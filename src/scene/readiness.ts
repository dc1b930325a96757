import type { Scene } from 'cesium';
import type { SceneStore } from '@/state/sceneStore';
import type { GroundHandle } from './ground/groundPicture';
import type { LayerRuntime } from './layerRuntime';

/**
 * Tells the store how far the first picture is, and `ready` once the base in the first view is loaded and a picture of
 * it has been drawn. Progress never goes back.
 */
export function watchReadiness(
  scene: Scene,
  store: SceneStore,
  runtime: Pick<LayerRuntime, 'progress'>,
  ground: Pick<GroundHandle, 'settled'>,
  /** Everything is here; the picture that follows is the first one meant to be looked at. */
  onComplete: () => void,
): () => void {
  let told = 0;
  let complete = false;
  let done = false;
  let queued = 0;
  let most = 1;
  const undoQueue = scene.globe.tileLoadProgressEvent.addEventListener((length: number) => {
    queued = length;
    most = Math.max(most, length);
  });
  const undoFrame = scene.postRender.addEventListener(() => {
    if (done) return;
    const layers = runtime.progress();
    if (complete) {
      done = true;
      store.getState().reportStatus({ kind: 'ready' });
      return;
    }
    const drawn = ground.settled() ? 1 - queued / most : 0;
    const progress = Math.min(0.99, 0.1 + 0.5 * layers + 0.4 * drawn);
    if (progress > told + 0.01) {
      told = progress;
      store.getState().reportStatus({ kind: 'loading', progress: told });
    }
    // What is complete now shows in the next picture; only then is it ready.
    complete = layers === 1 && ground.settled() && scene.globe.tilesLoaded;
    if (complete) {
      onComplete();
      scene.requestRender();
    }
  });
  // Layers settle by being drawn, and between two pictures: until the first view is whole the next picture is always due,
  // also where nothing live would ask for one.
  const timer = window.setInterval(() => {
    if (done) window.clearInterval(timer);
    else if (!scene.isDestroyed()) scene.requestRender();
  }, 200);
  return () => {
    undoQueue();
    undoFrame();
    window.clearInterval(timer);
  };
}
