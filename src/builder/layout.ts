import type { Design } from './blocks/building';
import { urbanity } from './blocks/centres';
import { fillBlock } from './blocks/fill';
import { blockSeed, fabricOf, onAirfield, type Fabric } from './blocks/kinds';
import { lieOf } from './blocks/lie';
import type { PlacedLandmark } from './blocks/landmarks';
import { prepareGround, siteOf } from './blocks/site';
import type { Geography } from './ground/geography';
import type { Terrain } from './ground/terrain';
import type { Point } from './plane';
import { centroid, signedArea } from './polygon';
import { randomOf } from './random';
import { streetField } from './streets/field';
import { joinStreets, type Face } from './streets/graph';
import { layStreets, type StreetLine } from './streets/network';
import type { Street } from './streets/street';

export interface Block {
  readonly face: Face;
  readonly fabric: Fabric;
  readonly centre: Point;
  readonly area: number;
}

/** A building as its block laid it out, before it has an id. */
export interface Raised {
  readonly design: Design;
  /** Index of its block; −1 for landmarks. */
  readonly block: number;
  readonly name: string;
  readonly measured: boolean;
  /** The landmark's own record. */
  readonly record?: string;
}

export interface Layout {
  readonly streets: readonly Street[];
  readonly blocks: readonly Block[];
  readonly raised: readonly Raised[];
}

export interface RegionOptions {
  readonly geography: Geography;
  readonly terrain: Terrain;
  readonly seed: number;
  /** Is the ground flat enough to build there? */
  readonly open: (point: Point) => boolean;
  readonly landmarks: readonly PlacedLandmark[];
  /** Number of the region's first block. */
  readonly firstBlock: number;
  /** Do the ring roads run here? */
  readonly rings: boolean;
  /** Country roads that come in over the region's edge. */
  readonly country: readonly StreetLine[];
  readonly onProgress: (share: number, stage: string) => void;
}

/** Smaller pieces of ground between streets are traffic islands; larger ones open country, or in town a lake. */
const blockArea = { least: 2500, most: 2_000_000, mostInTown: 5_000_000 } as const;
const inTown = 0.5;

/** A block with less free ground than this is the lake, the hill or the park that its streets run around. */
const mostlyWild = 0.3;

/** Unless the shore about it has room for a quarter, m²: a lake's own road does not part it from the streets beyond. */
const worthBuilding = 60_000;

/** In town the banks of a lake within its road are its park. */
const wilderness = (wet: number, urban: number): Fabric => (wet > 0.4 && urban > 0.45 ? 'park' : 'empty');

/** What a block is on which nothing fits: a small green between streets, else open ground. */
const unbuilt = (wanted: Fabric, area: number, free: number): Fabric =>
  wanted === 'park' || (wanted !== 'empty' && area < greenMost && free > 0.7) ? 'park' : 'empty';
const greenMost = 90_000;

/** Streets, blocks and buildings of one region. */
export const layRegion = (options: RegionOptions): Layout => {
  const { geography, terrain, seed, open, landmarks, firstBlock, onProgress } = options;
  onProgress(0, 'streets');
  const field = streetField(terrain, geography.axes, seed);
  const { lines, decks } = layStreets({
    terrain,
    field,
    bridges: geography.bridges,
    holes: landmarks.map(({ design }): Point => [design.plot.x, design.plot.y]),
    rings: options.rings,
    country: options.country,
    seed,
  });
  const graph = joinStreets(lines);
  const streets: Street[] = [
    ...graph.streets,
    ...decks.map((deck): Street => ({
      class: deck.class,
      width: deck.width,
      line: deck.points,
      bridge: true,
    })),
  ];
  onProgress(0.5, 'blocks');
  const ground = prepareGround(terrain, streets);
  const raised: Raised[] = [];
  for (const { record, design } of landmarks) {
    ground.take(design.plot);
    raised.push({ design, block: -1, name: record.name.zh, measured: true, record: record.id });
  }
  const blocks: Block[] = [];
  for (const face of graph.faces) {
    const area = signedArea(face.ring);
    if (area < blockArea.least || area > blockArea.mostInTown) continue;
    const centre = centroid(face.ring);
    if (terrain.districtAt(centre) === undefined) continue;
    const urban = urbanity(seed, centre[0], centre[1]);
    if (area > blockArea.most && urban < inTown) continue;
    const random = randomOf(seed, blockSeed(seed, centre));
    const { free, wet } = lieOf(terrain, face.ring);
    const wild = free < mostlyWild && free * area < worthBuilding;
    const wanted = wild ? wilderness(wet, urban) : fabricOf(seed, centre, area * free, random);
    const setting = {
      along: field(centre[0], centre[1]),
      urban,
      toWater: terrain.toWater(centre[0], centre[1]),
    };
    const designs = fillBlock(wanted, siteOf(face, ground), random, setting).filter(({ plot }) => {
      const at: Point = [plot.x, plot.y];
      return open(at) && !onAirfield(at);
    });
    const fabric = designs.length === 0 ? unbuilt(wanted, area, free) : wanted;
    const block = firstBlock + blocks.push({ face, fabric, centre, area }) - 1;
    for (const design of designs) raised.push({ design, block, name: '', measured: false });
  }
  return { streets, blocks, raised };
};
