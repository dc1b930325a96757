import { ImageryLayer, type GeographicTilingScheme, type Scene } from 'cesium';
import { groundFiles } from '@/contracts/base';
import type { Theme } from '@/contracts/ids';
import { flatRelief } from '@/domain/relief';
import type { LayerView } from '@/state/sceneStore';
import type { GroundPart, GroundPicture } from '../layer';
import { createCanvasTiles } from './canvasTiles';
import { groundParts, readFrom } from './painters';
import { readShapes, type GroundShape } from './shapes';
import { openWorkshop, spawnWorkshop } from './workshop';

export interface GroundHandle extends GroundPicture {
  /** Every part has been read, or has failed to be; what failed is told by `count`. */
  readonly settled: () => boolean;
  /** The shapes of the districts, once read: labels stand in them. */
  readonly districts: Promise<readonly GroundShape[]>;
  readonly destroy: () => void;
}

interface GroundOptions {
  readonly scene: Scene;
  readonly scheme: GeographicTilingScheme;
  readonly theme: () => Theme;
  readonly onTheme: (listener: () => void) => () => void;
  readonly baseUrl: (path: string) => string;
  readonly requestRender: () => void;
  readonly software: boolean;
}

/** The ground as three drawn pictures, one above the other, each shown and faded on its own. */
export function createGroundPicture(options: GroundOptions): GroundHandle {
  const { scene, scheme } = options;
  const read = readFrom(options.baseUrl(''));
  const districts = read(groundFiles.districts).then((file) => readShapes(file, groundFiles.districts));
  const workshop = openWorkshop(spawnWorkshop(), options.baseUrl(''));
  const views: Record<GroundPart, LayerView> = {
    land: { visible: true, opacity: 1 },
    water: { visible: true, opacity: 1 },
    streets: { visible: true, opacity: 1 },
  };
  const drawn: Partial<Record<GroundPart, ImageryLayer>> = {};
  let unread = groundParts.length;
  let destroyed = false;

  const applyView = (part: GroundPart) => {
    const layer = drawn[part];
    if (layer === undefined) return;
    layer.show = views[part].visible;
    layer.alpha = views[part].opacity;
  };

  const place = (part: GroundPart) => {
    const before = drawn[part];
    const layer = new ImageryLayer(createCanvasTiles(workshop, part, options.theme(), scheme), {
      // Sampling at low angles is dear without a graphics card.
      maximumAnisotropy: options.software ? 2 : 16,
    });
    drawn[part] = layer;
    applyView(part);
    // Below every part that comes after it, whichever was read first.
    const below = groundParts
      .slice(0, groundParts.indexOf(part))
      .filter((other) => drawn[other] !== undefined).length;
    if (before !== undefined) scene.imageryLayers.remove(before);
    scene.imageryLayers.add(layer, below);
    options.requestRender();
  };

  for (const part of groundParts) {
    workshop.count(part).then(
      () => {
        unread -= 1;
        if (!destroyed) place(part);
      },
      () => {
        unread -= 1;
      },
    );
  }
  const undoTheme = options.onTheme(() => {
    for (const part of groundParts) if (drawn[part] !== undefined) place(part);
  });

  return {
    districts,
    settled: () => unread === 0,
    show: (part, view) => {
      views[part] = view;
      applyView(part);
      options.requestRender();
    },
    count: workshop.count,
    relief: Promise.resolve(flatRelief),
    heightAt: (lon, lat) => flatRelief.heightAt(lon, lat),
    destroy: () => {
      destroyed = true;
      undoTheme();
      workshop.close();
    },
  };
}
