import { ImageryLayer, type GeographicTilingScheme, type Scene } from 'cesium';
import { groundFiles } from '@/contracts/base';
import type { Theme } from '@/contracts/ids';
import { flatRelief, type Relief } from '@/domain/relief';
import type { LayerView, SceneGround } from '@/state/sceneStore';
import type { GroundPart, GroundPicture } from '../layer';
import { createCanvasTiles } from './canvasTiles';
import { groundParts, neededParts, readFrom } from './painters';
import { readRelief } from './readRelief';
import { createReliefTerrain } from './reliefTerrain';
import type { TerrainPlace } from './terrainPlace';
import { readShapes, type GroundShape } from './shapes';
import { openWorkshop, spawnWorkshop, type WaterPicture } from './workshop';

export interface GroundHandle extends GroundPicture {
  /** Every part has been read, or has failed to be; what failed is told by `count`. */
  readonly settled: () => boolean;
  /**
   * Reads and draws the ground of a base that has taken the place of the one before, without a gap in the picture; also
   * what could not be read the last time. Never rejects.
   */
  readonly renew: () => Promise<void>;
  /** The shapes of the districts, once read: labels stand in them. */
  readonly districts: Promise<readonly GroundShape[]>;
  /** The field of all water of the base drawn now; nothing where it cannot be had. */
  readonly waters: (longest: number) => Promise<WaterPicture | undefined>;
  /** How a part is shown. */
  readonly view: (part: GroundPart) => LayerView;
  /** Called when a part is shown otherwise, or another base is drawn; returns the undo. */
  readonly onChange: (listener: (what: 'view' | 'base') => void) => () => void;
  readonly destroy: () => void;
}

interface GroundOptions {
  readonly scene: Scene;
  readonly scheme: GeographicTilingScheme;
  readonly terrains: TerrainPlace;
  readonly theme: () => Theme;
  readonly onTheme: (listener: () => void) => () => void;
  readonly baseUrl: (path: string) => string;
  readonly requestRender: () => void;
  readonly software: boolean;
  /** Told what is known of the heights each time they have been read, or could not be. */
  readonly onGround: (ground: SceneGround) => void;
}

/** The ground as four drawn pictures, one above the other, each shown and faded on its own. */
export function createGroundPicture(options: GroundOptions): GroundHandle {
  const { scene, scheme } = options;
  const read = readFrom(options.baseUrl(''));
  const districts = read(groundFiles.districts).then((file) => readShapes(file, groundFiles.districts));
  let workshop = openWorkshop(spawnWorkshop(), options.baseUrl(''));
  const views: Record<GroundPart, LayerView> = {
    land: { visible: true, opacity: 1 },
    shade: { visible: false, opacity: 1 },
    water: { visible: true, opacity: 1 },
    streets: { visible: true, opacity: 1 },
  };
  const listeners = new Set<(what: 'view' | 'base') => void>();
  const drawn: Partial<Record<GroundPart, ImageryLayer>> = {};
  const failed = new Set<GroundPart>();
  const seated = new Set<() => void>();
  let unread = groundParts.length + 1;
  let destroyed = false;

  let relief: Relief = flatRelief;

  const seat = (next: Relief) => {
    relief = next;
    options.terrains.setOwn(createReliefTerrain(scheme, next));
    for (const tell of seated) tell();
    options.requestRender();
  };
  /** What could not be read leaves the ground as it was, at first level; what stands on it stays usable, and one is told. */
  const readHeights = async (): Promise<Relief> => {
    const known = () => (relief === flatRelief ? undefined : relief);
    try {
      const next = await readRelief(options.baseUrl(''), known());
      if (destroyed) return relief;
      if (next !== relief) seat(next);
      options.onGround({ relief: next, trouble: undefined });
    } catch (reason) {
      const trouble = reason instanceof Error ? reason.message : String(reason);
      if (!destroyed) options.onGround({ relief: known(), trouble });
    }
    return relief;
  };
  const firstRelief = readHeights().finally(() => {
    unread -= 1;
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
    const lower = groundParts.slice(0, groundParts.indexOf(part)).map((other) => drawn[other]);
    const below = Math.max(
      ...lower.map((one) => (one === undefined ? 0 : scene.imageryLayers.indexOf(one) + 1)),
      0,
    );
    if (before !== undefined && kept !== undefined) {
      kept.push(before);
      scene.imageryLayers.add(layer, scene.imageryLayers.indexOf(before) + 1);
    } else {
      if (before !== undefined) scene.imageryLayers.remove(before);
      scene.imageryLayers.add(layer, below);
    }
    options.requestRender();
  };

  const drop = (part: GroundPart) => {
    const layer = drawn[part];
    if (layer !== undefined) scene.imageryLayers.remove(layer);
    delete drawn[part];
  };

  const renewOnce = async () => {
    const next = openWorkshop(spawnWorkshop(), options.baseUrl(''));
    const read = await Promise.allSettled(groundParts.map(next.count));
    const readable = new Set(groundParts.filter((_, index) => read[index]?.status === 'fulfilled'));
    // Half a base is not drawn: the one before stays until the next is told of.
    if (destroyed || neededParts.some((part) => !readable.has(part))) {
      next.close();
      return;
    }
    await readHeights();
    if (destroyed) {
      next.close();
      return;
    }
    const old = workshop;
    workshop = next;
    const kept: ImageryLayer[] = [];
    for (const part of groundParts) {
      if (readable.has(part)) {
        failed.delete(part);
        place(part, kept);
      } else {
        failed.add(part);
        drop(part);
      }
    }
    for (const listener of listeners) listener('base');
    const undo = scene.globe.tileLoadProgressEvent.addEventListener((left: number) => {
      if (left > 0) return;
      undo();
      old.close();
      if (scene.isDestroyed()) return;
      for (const layer of kept) scene.imageryLayers.remove(layer);
      options.requestRender();
    });
  };

  /** Whoever asks meanwhile waits for the same reading. */
  let renewing: Promise<void> | undefined;
  const renew = (): Promise<void> =>
    (renewing ??= renewOnce().finally(() => {
      renewing = undefined;
    }));

  const first = workshop;
  for (const part of groundParts) {
    first.count(part).then(
      () => {
        unread -= 1;
        if (!destroyed && workshop === first) place(part);
      },
      () => {
        unread -= 1;
        if (workshop === first) failed.add(part);
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
      for (const listener of listeners) listener('view');
      options.requestRender();
    },
    count: async (part) => {
      if (failed.has(part)) await renew();
      return workshop.count(part);
    },
    renew,
    waters: (longest) => workshop.waters(longest),
    view: (part) => views[part],
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    relief: firstRelief,
    heightAt: (lon, lat) => relief.heightAt(lon, lat),
    lie: () => relief,
    onRelief: (listener) => {
      seated.add(listener);
      return () => void seated.delete(listener);
    },
    destroy: () => {
      destroyed = true;
      seated.clear();
      undoTheme();
      workshop.close();
    },
  };
}
