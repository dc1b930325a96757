import { ImageryLayer, type GeographicTilingScheme, type ImageryProvider, type Scene } from 'cesium';
import type { Box } from '@/contracts/geo';
import type { Theme } from '@/contracts/ids';
import type { LayerView } from '@/state/sceneStore';
import { looks } from '../look';
import { createDrawnPicture, type DrawnPicture, type DrawnTile } from './drawnPicture';
import type { Painter } from './paint';

/** The ground the pictures lie on, degrees: beyond every horizon the camera may see. */
export const groundBox: Box = [110.2, 26.5, 118.4, 34.7];

export interface LaidPicture {
  readonly show: (view: LayerView) => void;
  /**
   * Takes what is drawn anew: after another choice, another theme. With boxes only the tiles that meet one of them are
   * drawn again, and what was there stays until they are.
   */
  readonly redraw: (within?: readonly Box[]) => void;
  readonly remove: () => void;
}

export interface LaidPictures {
  /** `under` is above the land and below water and streets, `over` above everything drawn. */
  readonly lay: (picture: Painter | ImageryProvider, place: 'under' | 'over') => LaidPicture;
  readonly destroy: () => void;
}

interface LaidOptions {
  readonly scene: Scene;
  readonly scheme: GeographicTilingScheme;
  readonly theme: () => Theme;
  readonly software: boolean;
  readonly requestRender: () => void;
}

/** Pictures that layers lay on the drawn ground. The ground's own parts come and go: the order is put right each time. */
export function createLaidPictures(options: LaidOptions): LaidPictures {
  const { scene, scheme, requestRender } = options;
  const laid = new Map<ImageryLayer, 'under' | 'over'>();
  let sorting = false;

  /** The ground's land is the one picture without holes. */
  const above = () => {
    for (let index = 0; index < scene.imageryLayers.length; index += 1) {
      const layer = scene.imageryLayers.get(index);
      if (!laid.has(layer) && !layer.imageryProvider.hasAlphaChannel) return index + 1;
    }
    return 0;
  };
  const sort = () => {
    if (sorting) return;
    sorting = true;
    for (const [layer, place] of laid) {
      if (place === 'over') scene.imageryLayers.raiseToTop(layer);
    }
    for (const [layer, place] of [...laid].reverse()) {
      if (place === 'over') continue;
      while (scene.imageryLayers.indexOf(layer) > above()) scene.imageryLayers.lower(layer);
      while (scene.imageryLayers.indexOf(layer) < above() - 1) scene.imageryLayers.raise(layer);
    }
    sorting = false;
  };
  const undo = scene.imageryLayers.layerAdded.addEventListener(sort);

  const lay: LaidPictures['lay'] = (picture, place) => {
    let layer: ImageryLayer | undefined;
    let drawn: DrawnPicture | undefined;
    let view: LayerView = { visible: false, opacity: 1 };
    let dropBefore: (() => void) | undefined;
    const apply = () => {
      if (layer === undefined) return;
      layer.show = view.visible;
      layer.alpha = view.opacity;
    };
    const providerOf = (kept: ReadonlyMap<string, DrawnTile> | undefined): ImageryProvider => {
      if (!('paint' in picture)) return picture;
      drawn = createDrawnPicture(picture, looks[options.theme()], scheme, kept);
      return drawn.provider;
    };
    const put = (within?: readonly Box[]) => {
      const before = layer;
      dropBefore?.();
      const kept = within === undefined ? undefined : drawn?.outside(within);
      layer = new ImageryLayer(providerOf(kept), { maximumAnisotropy: options.software ? 2 : 16 });
      apply();
      laid.set(layer, place);
      scene.imageryLayers.add(layer);
      if (before !== undefined && kept === undefined) drop(before);
      else if (before !== undefined) dropBefore = dropOnceLoaded(before);
      requestRender();
    };
    /** The picture of before stays until the globe has no tile of the next one to wait for. */
    const dropOnceLoaded = (before: ImageryLayer) => {
      const end = () => {
        dropBefore = undefined;
        undoProgress();
        drop(before);
        requestRender();
      };
      const undoProgress = scene.globe.tileLoadProgressEvent.addEventListener((left: number) => {
        if (left === 0) end();
      });
      return end;
    };
    const drop = (one: ImageryLayer) => {
      laid.delete(one);
      scene.imageryLayers.remove(one);
    };
    return {
      show: (next) => {
        view = next;
        // Nothing is drawn, or asked of any host, before it is first looked at.
        if (layer === undefined && next.visible) put();
        apply();
        requestRender();
      },
      redraw: (within) => {
        if (layer !== undefined) put(within);
      },
      remove: () => {
        if (!scene.isDestroyed()) dropBefore?.();
        if (layer !== undefined && !scene.isDestroyed()) drop(layer);
        layer = undefined;
        requestRender();
      },
    };
  };
  return { lay, destroy: () => undo() };
}
