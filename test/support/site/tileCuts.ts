import type { LonLat } from '@/contracts/geo';
import { quarterPicture, type Quarters } from './quarterPicture';

/** How a service cuts the world, written down from the standards and not from what is tested: in degrees, or spherical metres. */
export interface TileCut {
  readonly metres: boolean;
  readonly left: number;
  readonly top: number;
  /** Side of a tile of level 0. */
  readonly side: number;
  /** Rows counted from below, with this lower edge. */
  readonly bottom?: number;
}

const half = 20_037_508.342789244;

export const tileCuts = {
  /** OGC WebMercatorQuad. */
  mercator: { metres: true, left: -half, top: half, side: 2 * half },
  /** OGC WorldCRS84Quad. */
  crs84: { metres: false, left: -180, top: 90, side: 180 },
  /** CH/Z 9011 and 天地图 *_c: one tile of 360° at level 0. */
  cgcs2000: { metres: false, left: -180, top: 90, side: 360 },
  /** ArcGIS Server's own cut of EPSG:4490, level 0 at 0.9518…° a pixel. */
  arcgis: { metres: false, left: -400, top: 400, side: 0.9518209256874062 * 256 },
  /** OSGeo TMS 1.0, global-mercator. */
  tmsMercator: { metres: true, left: -half, top: half, side: 2 * half, bottom: -half },
} as const satisfies Readonly<Record<string, TileCut>>;

function onGrid([lon, lat]: LonLat, metres: boolean): readonly [number, number] {
  if (!metres) return [lon, lat];
  const north = Math.asinh(Math.tan((lat * Math.PI) / 180));
  return [(lon / 180) * half, (north / Math.PI) * half];
}

/** The tile of a service whose pictures have four quarters around a place. */
export function tileOf(
  cut: TileCut,
  colours: Quarters,
  around: LonLat,
  level: number,
  column: number,
  row: number,
): Buffer {
  const side = cut.side / 2 ** level;
  const [x, y] = onGrid(around, cut.metres);
  const west = cut.left + column * side;
  const north = cut.bottom === undefined ? cut.top - row * side : cut.bottom + (row + 1) * side;
  return quarterPicture(colours, ((x - west) / side) * 256, ((north - y) / side) * 256);
}
