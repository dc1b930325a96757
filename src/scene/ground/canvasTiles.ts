import type { GeographicTilingScheme } from 'cesium';
import {
  Credit,
  DefaultProxy,
  Event,
  NeverTileDiscardPolicy,
  Math as CesiumMath,
  type ImageryProvider,
} from 'cesium';
import type { Box } from '@/contracts/geo';
import type { Look } from '../look';
import type { Painter } from './paint';

/** Pixels of a tile's side: large, so that few tiles cover the window and mipmaps keep low angles sharp. */
export const tileSize = 512;
/** About 15 cm a pixel: closer, the vector map has nothing finer to show. */
const deepestLevel = 18;

function degreesOf(scheme: GeographicTilingScheme, x: number, y: number, level: number): Box {
  const { west, south, east, north } = scheme.tileXYToRectangle(x, y, level);
  return [
    CesiumMath.toDegrees(west),
    CesiumMath.toDegrees(south),
    CesiumMath.toDegrees(east),
    CesiumMath.toDegrees(north),
  ];
}

/** A picture for the ground that asks no server: each tile is drawn on a canvas when the globe wants it. */
export function createCanvasTiles(
  painter: Painter,
  look: Look,
  scheme: GeographicTilingScheme,
  opaque: boolean,
): ImageryProvider {
  const empty = document.createElement('canvas');
  empty.width = 1;
  empty.height = 1;

  async function drawTile(x: number, y: number, level: number): Promise<HTMLCanvasElement> {
    const box = degreesOf(scheme, x, y, level);
    if (!opaque && !painter.touches(box)) return empty;
    // A turn of the event loop for each tile, so that drawing many never blocks a pointer.
    await Promise.resolve();
    const canvas = document.createElement('canvas');
    canvas.width = tileSize;
    canvas.height = tileSize;
    const pen = canvas.getContext('2d', { alpha: !opaque });
    if (pen === null) throw new Error('the ground cannot be drawn: no 2D canvas');
    return painter.paint(pen, box, tileSize, look) ? canvas : empty;
  }

  return {
    rectangle: scheme.rectangle,
    tileWidth: tileSize,
    tileHeight: tileSize,
    maximumLevel: deepestLevel,
    minimumLevel: 0,
    tilingScheme: scheme,
    tileDiscardPolicy: new NeverTileDiscardPolicy(),
    errorEvent: new Event(),
    credit: new Credit(''),
    proxy: new DefaultProxy(''),
    hasAlphaChannel: !opaque,
    getTileCredits: () => [],
    requestImage: drawTile,
    pickFeatures: () => undefined,
  };
}
