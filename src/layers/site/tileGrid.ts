import type { Box } from '@/contracts/geo';
import type { SiteEntry } from '@/contracts/siteScene';

/**
 * How a service cuts the world into tiles. Units are degrees for EPSG:4326 and EPSG:4490, which differ by centimetres, and
 * metres for EPSG:3857. Columns count from `left` eastwards, rows from `top` southwards, and each level halves the tiles.
 */
export interface TileGrid {
  readonly metres: boolean;
  readonly left: number;
  readonly top: number;
  /** Side of a tile of level 0. */
  readonly side: number;
  readonly minimumLevel: number;
  readonly maximumLevel: number;
  /** TMS counts its rows from below. */
  readonly fromBelow: boolean;
}

/** The part of a grid the city needs: level 0 of the window is level `level` of the service. */
export interface GridWindow {
  readonly level: number;
  readonly column: number;
  readonly row: number;
  readonly columns: number;
  readonly rows: number;
  /** West, south, east, north in units of the grid. */
  readonly edges: Box;
}

export interface TileName {
  readonly level: number;
  readonly column: number;
  readonly row: number;
}

/** Half the circumference of the sphere of EPSG:3857, metres. */
export const mercatorEdge = Math.PI * 6_378_137;

/** Most tiles the coarsest picture of the window is made of. */
const fewTiles = 4;

type Raster = Extract<SiteEntry, { readonly kind: 'wmts' | 'tms' }>;

/**
 * The grid of an entry. Unless it says otherwise: 3857 is one tile at level 0; 4326 two (WorldCRS84Quad, TMS geodetic);
 * 4490 as 天地图 `*_c` and CH/Z 9011 cut it, level n being 2^n × 2^(n−1) tiles.
 */
export function gridOf(entry: Raster): TileGrid {
  const { system, tileSize, origin, topResolution, minimumLevel, maximumLevel } = entry;
  const metres = system === 'EPSG:3857';
  const usual = metres ? (2 * mercatorEdge) / 256 : system === 'EPSG:4490' ? 360 / 256 : 180 / 256;
  const [left, top] = origin ?? (metres ? [-mercatorEdge, mercatorEdge] : [-180, 90]);
  return {
    metres,
    left,
    top,
    side: (topResolution ?? usual) * tileSize,
    minimumLevel,
    maximumLevel,
    fromBelow: entry.kind === 'tms',
  };
}

/** 天地图: both of its cuts have 18 levels of 256 pixels, the first being level 1. */
export function tiandituGrid(cut: 'w' | 'c'): TileGrid {
  const metres = cut === 'w';
  return {
    metres,
    left: metres ? -mercatorEdge : -180,
    top: metres ? mercatorEdge : 90,
    side: metres ? 2 * mercatorEdge : 360,
    minimumLevel: 1,
    maximumLevel: 18,
    fromBelow: false,
  };
}

function forward([lon, lat]: readonly [number, number], { metres }: TileGrid): readonly [number, number] {
  if (!metres) return [lon, lat];
  const radians = (lat * Math.PI) / 180;
  return [(lon * mercatorEdge) / 180, 6_378_137 * Math.log(Math.tan(Math.PI / 4 + radians / 2))];
}

/** The tile of a level a place (degrees) lies in, rows counted from above. */
export function tileAt(grid: TileGrid, at: readonly [number, number], level: number): TileName {
  const [x, y] = forward(at, grid);
  const side = grid.side / 2 ** level;
  return { level, column: Math.floor((x - grid.left) / side), row: Math.floor((grid.top - y) / side) };
}

function windowAt(grid: TileGrid, box: Box, level: number): GridWindow {
  const first = tileAt(grid, [box[0], box[3]], level);
  const last = tileAt(grid, [box[2], box[1]], level);
  const side = grid.side / 2 ** level;
  const [columns, rows] = [last.column - first.column + 1, last.row - first.row + 1];
  const west = grid.left + first.column * side;
  const north = grid.top - first.row * side;
  return {
    level,
    column: first.column,
    row: first.row,
    columns,
    rows,
    edges: [west, north - rows * side, west + columns * side, north],
  };
}

function onEarth(edges: Box, metres: boolean): boolean {
  const [x, y] = metres ? [mercatorEdge, mercatorEdge] : [180, 90];
  const slack = 1e-6 * x;
  return edges[0] >= -x - slack && edges[1] >= -y - slack && edges[2] <= x + slack && edges[3] <= y + slack;
}

/**
 * The window of a grid over a box (degrees). The engine wants a grid that begins at a corner of its own rectangle and lies
 * on the earth: the deepest level at which a few tiles cover the box gives one, wherever the service's own origin lies.
 * `undefined` where no level of the service does.
 */
export function windowOf(grid: TileGrid, box: Box): GridWindow | undefined {
  let found: GridWindow | undefined;
  for (let level = grid.minimumLevel; level <= grid.maximumLevel; level += 1) {
    const window = windowAt(grid, box, level);
    if (!onEarth(window.edges, grid.metres)) continue;
    if (found !== undefined && window.columns * window.rows > fewTiles) break;
    found = window;
  }
  return found;
}

/** The service's own name of a tile of the window. */
export function nameIn(grid: TileGrid, window: GridWindow, x: number, y: number, level: number): TileName {
  const deep = window.level + level;
  const row = window.row * 2 ** level + y;
  const side = grid.side / 2 ** deep;
  const bottom = grid.metres ? -mercatorEdge : -90;
  const rows = Math.round((grid.top - bottom) / side);
  return {
    level: deep,
    column: window.column * 2 ** level + x,
    row: grid.fromBelow ? rows - 1 - row : row,
  };
}
