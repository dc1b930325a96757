import type { BaseSource } from '@/contracts/base';
import type { Position } from '@/contracts/geo';
import type { Building } from '../blocks/building';
import { unnumbered, type AreaNumbers } from '../partitions/tones';
import { toLonLat } from '../plane';
import { createDraft } from './draft';
import { frameAt, transformInto, type LocalFrame } from './ellipsoid';
import { createGlbWriter } from './glb';
import { grainOf, meshOf, type Detail } from './mesh';
import { footing } from './walls';

/** West, south, east, north in radians, lowest and highest in ellipsoidal metres. */
export type Region = readonly [number, number, number, number, number, number];

export interface Tile {
  readonly boundingVolume: { readonly region: Region };
  readonly geometricError: number;
  readonly refine: 'REPLACE';
  readonly transform: readonly number[];
  readonly content: { readonly uri: string };
  readonly children?: readonly Tile[];
}

export interface MadeTile {
  readonly tile: Tile;
  readonly frame: LocalFrame;
  readonly bytes: Uint8Array;
}

/** Makes one tile of what is shown in it. `uri` is its file beside the tileset, `parent` the frame its transform is told in. */
export type MakeTile = (
  uri: string,
  detail: Detail,
  shown: readonly Building[],
  parent: LocalFrame,
) => MadeTile;

/**
 * What a level gets wrong, metres: blocks too small to be drawn; streets and courts melted into blocks; houses melted into
 * rows; missing roofs, stair cores and parapets; nothing.
 */
export const errors: Readonly<Record<Detail, number>> = {
  city: 900,
  region: 300,
  far: 110,
  mid: 20,
  near: 0,
};

/** `sources` are those of the manifest; a tile carries the attributions of the ones its buildings come from. */
export const createTileMaker = async (
  sources: readonly BaseSource[],
  areas: AreaNumbers = unnumbered,
): Promise<MakeTile> => {
  const writeGlb = await createGlbWriter(areas);
  const draft = createDraft();
  return (uri, detail, shown, parent) => {
    const extent = extentOf(shown);
    const frame = frameAt(middleOf(extent));
    const grain = grainOf(detail, reachOf(extent));
    const rows = shown.map((each) => each.properties);
    const used = new Set(rows.map((row) => row.source));
    const bytes = writeGlb(
      meshOf(draft, shown, frame, detail, grain),
      rows,
      attributionsOf(sources.filter((each) => used.has(each.id))).join('; '),
    );
    return {
      tile: {
        boundingVolume: { region: regionOf(extent, grain) },
        geometricError: errors[detail],
        refine: 'REPLACE',
        transform: transformInto(parent, frame),
        content: { uri },
      },
      frame,
      bytes,
    };
  };
};

/** The lines their licences ask for, each once. */
export const attributionsOf = (sources: readonly BaseSource[]): string[] => [
  ...new Set(sources.map((each) => each.attribution).filter((each) => each !== '')),
];

/** Metres of the plane, and ellipsoidal metres of ground and roofs. */
interface Extent {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  readonly low: number;
  readonly high: number;
}

const extentOf = (buildings: readonly Building[]): Extent => {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  let [low, high] = [Infinity, -Infinity];
  for (const { parts, properties } of buildings) {
    low = Math.min(low, properties.ground);
    for (const { ring, top } of parts) {
      if (properties.ground + top > high) high = properties.ground + top;
      for (const point of ring) {
        const x = point[0];
        const y = point[1];
        if (x < west) west = x;
        if (x > east) east = x;
        if (y < south) south = y;
        if (y > north) north = y;
      }
    }
  }
  return { west, south, east, north, low, high };
};

const middleOf = ({ west, south, east, north, low }: Extent): Position => [
  ...toLonLat([(west + east) / 2, (south + north) / 2]),
  low,
];

/** Wide enough for eaves, crowns wider than their foot, and roof plant. */
const slack = { degrees: 6e-5, above: 6, below: footing + 0.5 } as const;

/** Metres from the frame to anything in the tile: half its width, its height, and how far the Earth falls away below it. */
const reachOf = ({ west, south, east, north, low, high }: Extent): number => {
  const half = Math.max(east - west, north - south) / 2 + 20;
  return Math.max(half, high - low + slack.above + (half * half) / 6.3e6);
};

const regionOf = ({ west, south, east, north, low, high }: Extent, grain: number): Region => {
  const [a, b] = [toLonLat([west - grain, south - grain]), toLonLat([east + grain, north + grain])];
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  return [
    radians(a[0] - slack.degrees),
    radians(a[1] - slack.degrees),
    radians(b[0] + slack.degrees),
    radians(b[1] + slack.degrees),
    low - slack.below - grain,
    high + slack.above + grain,
  ];
};

/** A tile with those that replace it, whose volumes its own then holds. */
export const above = (tile: Tile, children: readonly Tile[]): Tile =>
  children.length === 0
    ? tile
    : {
        ...tile,
        boundingVolume: {
          region: union([tile.boundingVolume.region, ...children.map((each) => each.boundingVolume.region)]),
        },
        children,
      };

const union = (regions: readonly Region[]): Region => {
  const [first, ...rest] = regions as readonly [Region, ...Region[]];
  return rest.reduce<Region>(
    (a, b) => [
      Math.min(a[0], b[0]),
      Math.min(a[1], b[1]),
      Math.max(a[2], b[2]),
      Math.max(a[3], b[3]),
      Math.min(a[4], b[4]),
      Math.max(a[5], b[5]),
    ],
    first,
  );
};
