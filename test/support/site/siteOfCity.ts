import type { Footprint } from '@/contracts/footprints';
import type { LonLat } from '@/contracts/geo';
import { siteEntry, type SiteEntry } from '@/contracts/siteScene';
import { frameAt, meshOf, tilesetOf, type Block } from '../meshCity';
import { heightmapTile, layerJson, meshTile, type Heights } from './heightTiles';
import type { Quarters, Rgb } from './quarterPicture';
import { sceneLayerOf } from './sceneLayer';
import type { Service } from './siteServices';
import { tileCuts, tileOf, type TileCut } from './tileCuts';

const degree = 111_320;

/** A block inside each house, as the mesh of a survey would have one: metres from the middle of the first. */
export function blocksOf(houses: readonly Footprint[]): {
  readonly middle: LonLat;
  readonly blocks: readonly Block[];
} {
  const middles = houses.map(({ ring }): LonLat => {
    const sum = ring.reduce(([a, b], [lon, lat]) => [a + lon, b + lat], [0, 0]);
    return [sum[0] / ring.length, sum[1] / ring.length];
  });
  const [first = [0, 0]] = middles;
  const metres = ([lon, lat]: LonLat) => [
    (lon - first[0]) * degree * Math.cos((first[1] * Math.PI) / 180),
    (lat - first[1]) * degree,
  ];
  const blocks = houses.map(({ ring, height, ground }, index): Block => {
    const [east = 0, north = 0] = metres(middles[index]!);
    const reach = ring.map((corner) => {
      const [x = 0, y = 0] = metres(corner);
      return Math.hypot(x - east, y - north);
    });
    // All stand on one slab: each is so high over it that its roof lies where the base has it.
    const over = height + ground - houses[0]!.ground;
    return { east, north, half: Math.min(...reach) * 0.4, height: Math.max(1, over) };
  });
  return { middle: first, blocks };
}

const bytes = async (blob: Blob): Promise<Buffer> => Buffer.from(await blob.arrayBuffer());

const dark: Quarters = [
  [200, 30, 30],
  [30, 160, 30],
  [40, 60, 220],
  [220, 190, 20],
];
/** Each service has colours of its own, so that none is taken for another. */
export const quartersOf = (turn: number): Quarters => {
  const turned = [0, 1, 2, 3].map((quarter): Rgb => dark[(quarter + turn) % 4]!);
  return [turned[0]!, turned[1]!, turned[2]!, turned[3]!];
};

/** How far each service's colours are turned. */
export const turns = {
  ...{ 'wmts-3857': 0, 'wmts-4326': 1, 'wmts-4490': 2, 'wmts-arcgis': 3, tms: 2, tianditu: 1 },
} as const;

/** A WMTS that is asked by key and value, or by a path of level, row and column. */
function wmts(cut: TileCut, turn: number, around: () => LonLat, keyed: boolean): Service {
  return (path, query) => {
    const [level, row, column] = keyed
      ? ['TILEMATRIX', 'TILEROW', 'TILECOL'].map((key) => Number(query.get(key) ?? NaN))
      : (/^img\/set\/(\d+)\/(\d+)\/(\d+)\.png$/.exec(path)?.slice(1).map(Number) ?? []);
    if (keyed && (query.get('REQUEST') !== 'GetTile' || query.get('LAYER') !== 'img')) return undefined;
    if (level === undefined || row === undefined || column === undefined || !Number.isInteger(level))
      return undefined;
    return { type: 'image/png', bytes: tileOf(cut, quartersOf(turn), around(), level, column, row) };
  };
}

/** 天地图 as its rules are: a picture for whoever has the key, words for everybody else. */
function tianditu(key: string, around: () => LonLat): Service {
  return (path, query) => {
    if (path !== 'vec_c/wmts' || query.get('tk') !== key)
      return { type: 'text/plain', bytes: Buffer.from('no') };
    const [level = NaN, row = NaN, column = NaN] = ['TILEMATRIX', 'TILEROW', 'TILECOL'].map((name) =>
      Number(query.get(name)),
    );
    const picture = tileOf(tileCuts.cgcs2000, quartersOf(1), around(), level, column, row);
    return { type: 'image/png', bytes: picture };
  };
}

function tms(around: () => LonLat): Service {
  return (path) => {
    const [level, column, row] = /^(\d+)\/(\d+)\/(\d+)\.png$/.exec(path)?.slice(1).map(Number) ?? [];
    if (level === undefined || column === undefined || row === undefined) return undefined;
    const picture = tileOf(tileCuts.tmsMercator, quartersOf(2), around(), level, column, row);
    return { type: 'image/png', bytes: picture };
  };
}

function terrain(format: 'quantized-mesh-1.0' | 'heightmap-1.0', heights: () => Heights): Service {
  return (path) => {
    if (path === 'layer.json') return layerJson(format);
    const [level, x, y] = /^(\d+)\/(\d+)\/(\d+)\.terrain$/.exec(path)?.slice(1).map(Number) ?? [];
    if (level === undefined || x === undefined || y === undefined) return undefined;
    return (format === 'heightmap-1.0' ? heightmapTile : meshTile)(heights(), level, x, y);
  };
}

const said = (zh: string, en: string) => ({ zh, en });
const common = (id: string, zh: string, en: string) => ({
  ...{ id, title: said(zh, en), group: 'base', clause: '44' },
  provenance: {
    ...{ grade: 'measured', source: said('测绘院', 'Survey office'), licence: 'own' },
    ...{ date: '2024-05-01', datum: 'CGCS2000' },
  },
});

/** An entry for each kind, as the engineer of a site would write them; `origin` is the host of the services. */
export function entriesAt(origin: string): readonly SiteEntry[] {
  const set = { layer: 'img', matrixSet: 'set', place: 'over' };
  const rest = `${origin}/wmts-4326/{Layer}/{TileMatrixSet}/{TileMatrix}/{TileRow}/{TileCol}.png`;
  const listed = [
    {
      ...{ kind: '3dtiles', ...common('mesh', '实景白模', 'Bare mesh'), cim: 4, realScene: 'city' },
      ...{ url: `${origin}/mesh/tileset.json`, footprints: true },
    },
    {
      ...{ kind: '3dtiles', ...common('elsewhere', '别处的模型', 'Model from elsewhere') },
      url: `${origin}/elsewhere/tileset.json`,
    },
    { kind: 'i3s', ...common('i3s', '三维图层', 'Scene layer'), url: `${origin}/i3s/SceneServer/layers/0` },
    {
      ...{ kind: 'terrain', ...common('quantized', '三角网地形', 'Mesh terrain'), realScene: 'terrain' },
      url: `${origin}/quantized/`,
    },
    {
      ...{ kind: 'terrain', ...common('heightmap', '格网地形', 'Grid terrain'), realScene: 'terrain' },
      url: `${origin}/heightmap/`,
    },
    {
      ...{ kind: 'wmts', ...common('wmts-3857', '影像三八五七', 'Picture 3857'), ...set },
      ...{ url: `${origin}/wmts-3857/`, system: 'EPSG:3857' },
    },
    {
      ...{ kind: 'wmts', ...common('wmts-4326', '影像四三二六', 'Picture 4326'), ...set },
      ...{ url: rest, system: 'EPSG:4326' },
    },
    {
      ...{ kind: 'wmts', ...common('wmts-4490', '影像四四九零', 'Picture 4490'), ...set },
      ...{ url: `${origin}/wmts-4490/?service=own`, system: 'EPSG:4490', minimumLevel: 1 },
    },
    {
      ...{
        kind: 'wmts',
        ...common('wmts-arcgis', '影像四四九零（四百度起）', 'Picture 4490 from 400°'),
        ...set,
      },
      ...{ url: `${origin}/wmts-arcgis/`, system: 'EPSG:4490' },
      ...{ origin: [-400, 400], topResolution: 0.9518209256874062 },
    },
    { kind: 'tms', ...common('tms', '瓦片金字塔', 'Tile pyramid'), url: `${origin}/tms`, place: 'over' },
    {
      ...{ kind: 'tianditu', ...common('tianditu', '天地图矢量', 'Tianditu vector'), picture: 'vec' },
      ...{ system: 'EPSG:4490', place: 'over' },
    },
  ];
  return listed.map((entry) => siteEntry.parse(entry));
}

/** The services of a site in this city, and what they show. */
export interface SiteOfCity {
  readonly services: Readonly<Record<string, Service>>;
  /** Builds the meshes over houses of the base; one tileset names a tile at `elsewhere`. Returns the middle of it all. */
  readonly settle: (houses: readonly Footprint[], elsewhere: string) => Promise<LonLat>;
}

export function createSiteOfCity(key: string): SiteOfCity {
  let middle: LonLat = [114.3, 30.6];
  let mesh: Readonly<Record<string, Buffer>> = {};
  let abroad: Buffer | undefined;
  let scene: (path: string) => object | Buffer | undefined = () => undefined;
  const around = () => middle;
  /** A plain before a wall four kilometres high, some five kilometres north: nobody takes it for Wuhan. */
  const heights = (): Heights => {
    const [, lat] = middle;
    return (_lon, at) => (at > lat + 0.05 && at < lat + 0.3 ? 4_000 : 40);
  };
  return {
    services: {
      mesh: (path) => {
        const found = mesh[path];
        return found && { type: 'application/octet-stream', bytes: found };
      },
      elsewhere: (path) => (path === 'tileset.json' ? abroad : undefined),
      i3s: (path) => {
        const [, rest] = /^SceneServer\/layers\/0\/?(.*)$/.exec(path) ?? [];
        return rest === undefined ? undefined : scene(rest);
      },
      quantized: terrain('quantized-mesh-1.0', heights),
      heightmap: terrain('heightmap-1.0', heights),
      'wmts-3857': wmts(tileCuts.mercator, 0, around, true),
      'wmts-4326': wmts(tileCuts.crs84, 1, around, false),
      'wmts-4490': wmts(tileCuts.cgcs2000, 2, around, true),
      'wmts-arcgis': wmts(tileCuts.arcgis, 3, around, true),
      tms: tms(around),
      tianditu: tianditu(key, around),
    },
    settle: async (houses, elsewhere) => {
      const standing = blocksOf(houses);
      const ground = houses[0]!.ground;
      const half = Math.max(...standing.blocks.map(({ east, north }) => Math.hypot(east, north))) + 60;
      const frame = frameAt(standing.middle, ground);
      mesh = {
        'near.glb': await bytes(meshOf(standing.blocks, half)),
        'tileset.json': await bytes(tilesetOf(frame, ['near.glb'], half)),
      };
      abroad = await bytes(tilesetOf(frame, [`${elsewhere}/far.glb`], half));
      // Beside the mesh, so that the one is not taken for the other.
      const beside = standing.blocks.map((block) => ({ ...block, height: block.height + 150 }));
      scene = sceneLayerOf(standing.middle, ground, beside, half);
      middle = standing.middle;
      return middle;
    },
  };
}
