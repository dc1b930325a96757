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

/** A tile as it was drawn, and the degrees it covers. */
export interface DrawnTile {
  readonly box: Box;
  readonly canvas: HTMLCanvasElement;
}

export interface DrawnPicture {
  readonly provider: ImageryProvider;
  /** Its tiles that meet none of these boxes, for the picture that takes its place. */
  readonly outside: (boxes: readonly Box[]) => ReadonlyMap<string, DrawnTile>;
}

/** So many tiles are kept, the newest: a megabyte each, and more than a window shows. */
const mostKept = 64;

const meet = (one: Box, other: Box) =>
  one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];

/**
 * A picture a layer draws by itself, tile by tile when the globe wants one. It is drawn here and not in the ground's workshop:
 * there is little of it, and what it shows is chosen by people while they look. `kept` are tiles that still hold.
 */
export function createDrawnPicture(
  painter: Painter,
  look: Look,
  scheme: GeographicTilingScheme,
  kept: ReadonlyMap<string, DrawnTile> = new Map(),
): DrawnPicture {
  const tiles = new Map(kept);
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
    const key = `${level}/${x}/${y}`;
    const before = tiles.get(key);
    if (before !== undefined) return before.canvas;
    // A turn of the event loop for each tile, so that drawing many never blocks a pointer.
    await new Promise((resolve) => setTimeout(resolve));
    const canvas = blank(tileSize);
    const pen = canvas.getContext('2d');
    if (pen === null) throw new Error('nothing can be drawn on the ground: no 2D canvas');
    const shown = painter.paint(pen, box, tileSize, look) ? canvas : empty;
    tiles.set(key, { box, canvas: shown });
    const [oldest] = tiles.keys();
    if (tiles.size > mostKept && oldest !== undefined) tiles.delete(oldest);
    return shown;
  }

  const provider: ImageryProvider = {
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
  return {
    provider,
    outside: (boxes) => new Map([...tiles].filter(([, { box }]) => !boxes.some((one) => meet(one, box)))),
  };
}
