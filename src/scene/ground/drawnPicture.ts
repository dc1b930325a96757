import {
  Credit,
  DefaultProxy,
  Event,
  Math as CesiumMath,
  NeverTileDiscardPolicy,
  type GeographicTilingScheme,
  type ImageryProvider,
} from 'cesium';
import type { Box } from '@/contracts/geo';
import type { Look } from '../look';
import type { Painter } from './paint';

const tileSize = 512;
/** About 60 cm a pixel: what layers draw on the ground has nothing finer to show. */
const deepestLevel = 16;

/**
 * A picture a layer draws by itself, tile by tile when the globe wants one. It is drawn here and not in the ground's workshop:
 * there is little of it, and what it shows is chosen by people while they look.
 */
export function createDrawnPicture(
  painter: Painter,
  look: Look,
  scheme: GeographicTilingScheme,
): ImageryProvider {
  const blank = (size: number) => {
    const canvas = document.createElement('canvas');
    canvas.width = size;
    canvas.height = size;
    return canvas;
  };
  const empty = blank(1);

  async function draw(x: number, y: number, level: number): Promise<HTMLCanvasElement> {
    const { west, south, east, north } = scheme.tileXYToRectangle(x, y, level);
    const degrees = CesiumMath.toDegrees;
    const box: Box = [degrees(west), degrees(south), degrees(east), degrees(north)];
    if (!painter.touches(box)) return empty;
    // A turn of the event loop for each tile, so that drawing many never blocks a pointer.
    await new Promise((resolve) => setTimeout(resolve));
    const canvas = blank(tileSize);
    const pen = canvas.getContext('2d');
    if (pen === null) throw new Error('nothing can be drawn on the ground: no 2D canvas');
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
    hasAlphaChannel: true,
    getTileCredits: () => [],
    requestImage: draw,
    pickFeatures: () => undefined,
  };
}
