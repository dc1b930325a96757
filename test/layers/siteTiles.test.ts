import { describe, expect, it } from 'vitest';
import { siteEntry, type SiteEntry } from '@/contracts/siteScene';
import { tileAddress } from '@/layers/site/tileAddress';
import { gridOf, nameIn, tiandituGrid, tileAt, windowOf } from '@/layers/site/tileGrid';
import { groundBox } from '@/scene/ground/laidPictures';

const said = { zh: '底图', en: 'Base map' };
const common = {
  id: 'map',
  title: said,
  group: 'base',
  clause: '44',
  provenance: { grade: 'measured', source: said, licence: 'own', date: '2024', datum: 'CGCS2000' },
} as const;
type Raster = Extract<SiteEntry, { kind: 'wmts' | 'tms' }>;
const wmts = (more: object): Raster =>
  siteEntry.parse({
    kind: 'wmts',
    ...common,
    url: 'https://map.example/wmts',
    layer: 'img',
    matrixSet: 'c',
    system: 'EPSG:4490',
    ...more,
  }) as Raster;
const tms = (more: object): Raster =>
  siteEntry.parse({ kind: 'tms', ...common, url: 'https://map.example/tms', ...more }) as Raster;
/** 江汉关. */
const customs = [114.29, 30.58] as const;

describe('the tiles of a service', () => {
  it('in the 4490 cut are 2^n × 2^(n−1) at level n', () => {
    const grid = tiandituGrid('c');
    for (const level of [1, 2, 10, 18]) {
      const last = tileAt(grid, [179.999999, -89.999999], level);
      expect([last.column + 1, last.row + 1]).toEqual([2 ** level, 2 ** (level - 1)]);
    }
  });

  it.each([
    ['4490 as 天地图 *_c cuts it', gridOf(wmts({})), 12, 3348, 676],
    ['天地图 *_c itself', tiandituGrid('c'), 12, 3348, 676],
    ['4326 with two tiles at the top', gridOf(wmts({ system: 'EPSG:4326' })), 11, 3348, 676],
    ['3857', gridOf(wmts({ system: 'EPSG:3857' })), 12, 3348, 1682],
    ['天地图 *_w', tiandituGrid('w'), 12, 3348, 1682],
    // ArcGIS: origin (-400, 400), level 0 at 1:400,000,000 halved; 0.95182…° a tile at level 9.
    [
      '4490 cut by ArcGIS from (-400, 400)',
      gridOf(wmts({ origin: [-400, 400], topResolution: 1.9036418513748125 })),
      9,
      540,
      388,
    ],
  ])('name where 江汉关 lies: %s', (_name, grid, level, column, row) => {
    expect(tileAt(grid, customs, level)).toEqual({ level, column, row });
  });

  it.each([
    ['4490', gridOf(wmts({}))],
    ['4490 from an odd origin', gridOf(wmts({ origin: [-400, 400], topResolution: 1.9036418513748125 }))],
    ['4490 that begins at level 7', gridOf(wmts({ minimumLevel: 7 }))],
    ['4326', gridOf(wmts({ system: 'EPSG:4326' }))],
    ['3857', gridOf(wmts({ system: 'EPSG:3857', tileSize: 512 }))],
    ['TMS', gridOf(tms({}))],
    ['TMS in 4326', gridOf(tms({ system: 'EPSG:4326' }))],
    ['天地图 *_c', tiandituGrid('c')],
  ])('keep their own names in the window over the city: %s', (_name, grid) => {
    const window = windowOf(grid, groundBox)!;
    for (const deeper of [0, 3, 7]) {
      const level = window.level + deeper;
      const mine = tileAt(grid, customs, level);
      const x = mine.column - window.column * 2 ** deeper;
      const y = mine.row - window.row * 2 ** deeper;
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThan(window.columns * 2 ** deeper);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThan(window.rows * 2 ** deeper);
      const named = nameIn(grid, window, x, y, deeper);
      expect(named.column).toBe(mine.column);
      const rows = Math.round(
        (grid.top + (grid.metres ? Math.PI * 6_378_137 : 90)) / (grid.side / 2 ** level),
      );
      expect(named.row).toBe(grid.fromBelow ? rows - 1 - mine.row : mine.row);
    }
  });

  it('lie under the city on the earth, wherever the service counts from', () => {
    for (const grid of [gridOf(wmts({})), gridOf(wmts({ origin: [-400, 400], topResolution: 1.9036 }))]) {
      const { edges } = windowOf(grid, groundBox)!;
      expect(edges[0]).toBeGreaterThanOrEqual(-180);
      expect(edges[3]).toBeLessThanOrEqual(90);
      expect(edges[0]).toBeLessThanOrEqual(groundBox[0]);
      expect(edges[2]).toBeGreaterThanOrEqual(groundBox[2]);
    }
    const elsewhere = gridOf(wmts({ origin: [100, 20], topResolution: 100, maximumLevel: 0 }));
    expect(windowOf(elsewhere, groundBox)).toBeUndefined();
  });
});

describe('the address of a tile', () => {
  const tile = { level: 12, column: 3348, row: 676 };

  it('of 天地图 is ours: the key is added where nobody sees it', () => {
    const entry = siteEntry.parse({ kind: 'tianditu', ...common, picture: 'img', system: 'EPSG:4490' });
    expect(tileAddress(entry as never, tile)).toBe('./site/tianditu/img_c/12/3348/676');
  });

  it('of a WMTS names the matrix by its own name', () => {
    const asked = new URL(
      tileAddress(wmts({ matrices: [...Array.from({ length: 12 }, () => '-'), 'EPSG:4490:12'] }), tile),
    );
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      REQUEST: 'GetTile',
      TILEMATRIX: 'EPSG:4490:12',
      TILECOL: '3348',
      TILEROW: '676',
      LAYER: 'img',
    });
    const rest = wmts({
      url: 'https://map.example/{Layer}/{TileMatrixSet}/{TileMatrix}/{TileRow}/{TileCol}.png',
    });
    expect(tileAddress(rest, tile)).toBe('https://map.example/img/c/12/676/3348.png');
    const old = wmts({ url: 'https://map.example/ows?map=a' });
    expect(tileAddress(old, tile)).toContain('/ows?map=a&SERVICE=WMTS');
  });

  it('of a TMS is a path, or as its template says', () => {
    expect(tileAddress(tms({}), tile)).toBe('https://map.example/tms/12/3348/676.png');
    const template = tms({ url: 'https://map.example/{z}/{y}/{x}.jpg' });
    expect(tileAddress(template, tile)).toBe('https://map.example/12/676/3348.jpg');
  });
});
