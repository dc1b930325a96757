import { ImageryLayer, type GeographicTilingScheme, type Scene } from 'cesium';
import { groundFiles } from '@/contracts/base';
import type { Theme } from '@/contracts/ids';
import { flatRelief, type Relief } from '@/domain/relief';
import type { LayerView } from '@/state/sceneStore';
import type { GroundPart, GroundPicture } from '../layer';
import { createCanvasTiles } from './canvasTiles';
import { groundParts, readFrom } from './painters';
import { readRelief } from './readRelief';
import { createReliefTerrain } from './reliefTerrain';
import { readShapes, type GroundShape } from './shapes';
import { openWorkshop, spawnWorkshop } from './workshop';

export interface GroundHandle extends GroundPicture {
  /** Every part has been read, or has failed to be; what failed is told by `count`. */
  readonly settled: () => boolean;
  /** Reads and draws the ground of a base that has taken the place of the one before, without a gap in the picture. */
  readonly renew: () => void;
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
  let workshop = openWorkshop(spawnWorkshop(), options.baseUrl(''));
  const views: Record<GroundPart, LayerView> = {
    land: { visible: true, opacity: 1 },
    water: { visible: true, opacity: 1 },
    streets: { visible: true, opacity: 1 },
  };
  const drawn: Partial<Record<GroundPart, ImageryLayer>> = {};
  let unread = groundParts.length + 1;
  let destroyed = false;

  let relief: Relief = flatRelief;
  let terrain = scene.terrainProvider;

  /** A terrain that a site has put in the place of ours stays. */
  const seat = (next: Relief) => {
    relief = next;
    if (next === flatRelief || scene.terrainProvider !== terrain) return;
    terrain = createReliefTerrain(scheme, next);
    scene.terrainProvider = terrain;
    options.requestRender();
  };
  const firstRelief = readRelief(options.baseUrl('')).then((next) => {
    unread -= 1;
    if (!destroyed) seat(next);
    return next;
  });

  const applyView = (part: GroundPart) => {
    const layer = drawn[part];
    if (layer === undefined) return;
    layer.show = views[part].visible;
    layer.alpha = views[part].opacity;
  };

  /** Draws a part anew in the old one's place; what is `kept` stays below it until the new one covers it. */
  const place = (part: GroundPart, kept?: ImageryLayer[]) => {
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
    if (before !== undefined && kept !== undefined) {
      kept.push(before);
      scene.imageryLayers.add(layer, scene.imageryLayers.indexOf(before) + 1);
    } else {
      if (before !== undefined) scene.imageryLayers.remove(before);
      scene.imageryLayers.add(layer, below);
    }
    options.requestRender();
  };

  const renew = async () => {
    const next = openWorkshop(spawnWorkshop(), options.baseUrl(''));
    try {
      await Promise.all(groundParts.map(next.count));
    } catch {
      // Half a base is not drawn: the one before stays until the next is told of.
      next.close();
      return;
    }
    if (destroyed) {
      next.close();
      return;
    }
    const lie = await readRelief(options.baseUrl(''), relief);
    if (destroyed) {
      next.close();
      return;
    }
    if (lie !== relief) seat(lie);
    const old = workshop;
    workshop = next;
    const kept: ImageryLayer[] = [];
    for (const part of groundParts) if (drawn[part] !== undefined) place(part, kept);
    const undo = scene.globe.tileLoadProgressEvent.addEventListener((left: number) => {
      if (left > 0) return;
      undo();
      old.close();
      if (scene.isDestroyed()) return;
      for (const layer of kept) scene.imageryLayers.remove(layer);
      options.requestRender();
    });
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
    count: (part) => workshop.count(part),
    renew: () => void renew(),
    relief: firstRelief,
    heightAt: (lon, lat) => relief.heightAt(lon, lat),
    destroy: () => {
      destroyed = true;
      undoTheme();
      workshop.close();
    },
  };
}
