import { ImageryLayer, type GeographicTilingScheme, type Scene } from 'cesium';
import { groundFiles } from '@/contracts/base';
import type { Theme } from '@/contracts/ids';
import { flatRelief } from '@/domain/relief';
import type { LayerView } from '@/state/sceneStore';
import type { GroundPart, GroundPicture } from '../layer';
import { looks } from '../look';
import { createCanvasTiles } from './canvasTiles';
import { createLandPainter, createStreetPainter, createWaterPainter, type Painter } from './paint';
import { readShapes, type GroundShape } from './shapes';

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

const parts: readonly GroundPart[] = ['land', 'water', 'streets'];

/** The ground as three drawn pictures, one above the other, each shown and faded on its own. */
export function createGroundPicture(options: GroundOptions): GroundHandle {
  const { scene, scheme } = options;
  const read = async (path: string): Promise<readonly GroundShape[]> => {
    const answer = await fetch(options.baseUrl(path));
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return readShapes(await answer.json(), path);
  };
  const districts = read(groundFiles.districts);
  const readings: Record<GroundPart, Promise<{ readonly painter: Painter; readonly count: number }>> = {
    land: Promise.all([districts, read(groundFiles.blocks), read(groundFiles.green)]).then(
      ([around, blocks, green]) => ({
        painter: createLandPainter({ districts: around, blocks, green }),
        count: around.length,
      }),
    ),
    water: read(groundFiles.water).then((shapes) => ({
      painter: createWaterPainter(shapes),
      count: shapes.length,
    })),
    streets: read(groundFiles.streets).then((shapes) => ({
      painter: createStreetPainter(shapes),
      count: shapes.length,
    })),
  };
  const views: Record<GroundPart, LayerView> = {
    land: { visible: true, opacity: 1 },
    water: { visible: true, opacity: 1 },
    streets: { visible: true, opacity: 1 },
  };
  const drawn: Partial<Record<GroundPart, { painter: Painter; layer: ImageryLayer }>> = {};
  let unread = parts.length;
  let destroyed = false;

  const applyView = (part: GroundPart) => {
    const layer = drawn[part]?.layer;
    if (layer === undefined) return;
    layer.show = views[part].visible;
    layer.alpha = views[part].opacity;
  };

  const place = (part: GroundPart, painter: Painter) => {
    const look = looks[options.theme()];
    const before = drawn[part]?.layer;
    const layer = new ImageryLayer(createCanvasTiles(painter, look, scheme, part === 'land'), {
      // Sampling at low angles is dear without a graphics card.
      maximumAnisotropy: options.software ? 2 : 16,
    });
    drawn[part] = { painter, layer };
    applyView(part);
    // Below every part that comes after it, whichever was read first.
    const below = parts.slice(0, parts.indexOf(part)).filter((other) => drawn[other] !== undefined).length;
    if (before !== undefined) scene.imageryLayers.remove(before);
    scene.imageryLayers.add(layer, below);
    options.requestRender();
  };

  for (const part of parts) {
    readings[part].then(
      ({ painter }) => {
        unread -= 1;
        if (!destroyed) place(part, painter);
      },
      () => {
        unread -= 1;
      },
    );
  }
  const undoTheme = options.onTheme(() => {
    for (const part of parts) {
      const painter = drawn[part]?.painter;
      if (painter !== undefined) place(part, painter);
    }
  });

  return {
    districts,
    settled: () => unread === 0,
    show: (part, view) => {
      views[part] = view;
      applyView(part);
      options.requestRender();
    },
    count: async (part) => (await readings[part]).count,
    relief: Promise.resolve(flatRelief),
    heightAt: (lon, lat) => flatRelief.heightAt(lon, lat),
    destroy: () => {
      destroyed = true;
      undoTheme();
    },
  };
}
