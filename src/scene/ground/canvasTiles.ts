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
import type { Theme } from '@/contracts/ids';
import type { GroundPart } from '../layer';
import type { Workshop } from './workshop';

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

/** So many tiles may wait for the workshop: more would be drawn for a view the camera has left meanwhile. */
const mostAtOnce = 24;

/** A picture for the ground that asks no server: each tile is drawn in the workshop when the globe wants it. */
export function createCanvasTiles(
  workshop: Workshop,
  part: GroundPart,
  theme: Theme,
  scheme: GeographicTilingScheme,
): ImageryProvider {
  const opaque = part === 'land';
  const empty = document.createElement('canvas');
  empty.width = 1;
  empty.height = 1;

  // `undefined` asks the engine to come again with a later picture, the nearest tiles first.
  function drawTile(
    x: number,
    y: number,
    level: number,
  ): Promise<ImageBitmap | HTMLCanvasElement> | undefined {
    if (workshop.busy() >= mostAtOnce) return undefined;
    const order = { part, box: degreesOf(scheme, x, y, level), size: tileSize, theme };
    return workshop.paint(order).then((picture) => picture ?? empty);
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
