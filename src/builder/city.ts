import type { BuildingProperties } from '@/contracts/base';
import { groundHeight, type Box } from '@/contracts/geo';
import type { Building, Design } from './blocks/building';
import { urbanity } from './blocks/centres';
import { topOf } from './blocks/building';
import { fillBlock } from './blocks/fill';
import { blockSeed, fabricOf, type Fabric } from './blocks/kinds';
import { raiseLandmarks } from './blocks/landmarks';
import { prepareGround, siteOf } from './blocks/site';
import type { Geography } from './ground/geography';
import { surveyTerrain, type Terrain } from './ground/terrain';
import { planeOrigin, toLonLat, type Point } from './plane';
import { centroid, signedArea } from './polygon';
import { randomOf } from './random';
import { streetField } from './streets/field';
import { joinStreets, type Face } from './streets/graph';
import { layStreets } from './streets/network';
import type { Street } from './streets/street';

/** Third ring road and a little more. */
export const innerCity: Box = [114.14, 30.45, 114.47, 30.7];

export interface Block {
  readonly face: Face;
  readonly fabric: Fabric;
  readonly centre: Point;
  readonly area: number;
}

export interface City {
  readonly streets: readonly Street[];
  readonly blocks: readonly Block[];
  readonly buildings: readonly Building[];
  /** Landmark record id → building id. */
  readonly landmarks: ReadonlyMap<string, string>;
  readonly terrain: Terrain;
}

/** Smaller pieces of ground between streets are traffic islands, larger ones open country. */
const blockArea = { least: 2500, most: 2_000_000 } as const;

export type OnProgress = (share: number, stage: string) => void;

/** The inner city as a function of what is known of it and a seed. No clock, no chance. */
export const generateCity = (geography: Geography, seed: number, box: Box, onProgress: OnProgress): City => {
  onProgress(0.02, 'terrain');
  const terrain = surveyTerrain(geography, box);
  onProgress(0.12, 'streets');
  const field = streetField(terrain, geography.axes, seed);
  const placed = raiseLandmarks(geography.landmarks).filter(({ record }) => inside(box, record.at));
  const { lines, decks } = layStreets(
    terrain,
    field,
    geography.bridges,
    placed.map(({ design }): Point => [design.plot.x, design.plot.y]),
    seed,
  );
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
  onProgress(0.3, 'blocks');
  const ground = prepareGround(terrain, streets);
  const raised: {
    readonly design: Design;
    readonly block: number;
    readonly name: string;
    readonly measured: boolean;
    readonly record?: string;
  }[] = [];
  for (const { record, design } of placed) {
    ground.take(design.plot);
    raised.push({ design, block: -1, name: record.name.zh, measured: true, record: record.id });
  }
  const blocks: Block[] = [];
  for (const face of graph.faces) {
    const area = signedArea(face.ring);
    if (area < blockArea.least || area > blockArea.most) continue;
    const centre = centroid(face.ring);
    const random = randomOf(seed, blockSeed(seed, centre));
    const fabric = fabricOf(seed, centre, area, random);
    const setting = { along: field(centre[0], centre[1]), urban: urbanity(seed, centre[0], centre[1]) };
    const block = blocks.push({ face, fabric, centre, area }) - 1;
    for (const design of fillBlock(fabric, siteOf(face, ground), random, setting)) {
      raised.push({ design, block, name: '', measured: false });
    }
  }
  onProgress(0.5, 'buildings');
  const landmarks = new Map<string, string>();
  const buildings = raised.flatMap(({ design, block, name, measured, record }, index) => {
    const centre: Point = [design.plot.x, design.plot.y];
    const district = terrain.districtAt(centre);
    if (district === undefined) return [];
    const id = `b-${String(index).padStart(5, '0')}`;
    if (record !== undefined) landmarks.set(record, id);
    return [
      {
        properties: describe(design, centre, district, { id, name, measured }),
        centre,
        plot: design.plot,
        parts: design.parts,
        block,
      },
    ];
  });
  return { streets, blocks, buildings, landmarks, terrain };
};

const inside = (box: Box, [lon, lat]: readonly [number, number]): boolean =>
  lon > box[0] && lon < box[2] && lat > box[1] && lat < box[3];

/** Plan area on the ground, m²; the plane stretches it by at most 0.15 % in the north and south. */
const describe = (
  design: Design,
  centre: Point,
  district: string,
  { id, name, measured }: { readonly id: string; readonly name: string; readonly measured: boolean },
): BuildingProperties => {
  const [lon, lat] = toLonLat(centre);
  const shrink = Math.cos((lat * Math.PI) / 180) / Math.cos((planeOrigin[1] * Math.PI) / 180);
  const serial = Number(id.slice(2));
  return {
    id,
    code: `G${district}${String(serial).padStart(5, '0')}`,
    name,
    use: design.use,
    floors: design.floors,
    height: Math.round(topOf(design.parts) * 10) / 10,
    heightOrigin: measured ? 'measured' : 'generated',
    year: design.year,
    area: Math.round(footprint(design) * shrink),
    district,
    grade: measured ? 'derived' : 'generated',
    lon: Math.round(lon * 1e6) / 1e6,
    lat: Math.round(lat * 1e6) / 1e6,
    ground: groundHeight,
    street: '',
    heightSource: measured ? 'register' : 'generated',
    source: 'generated',
    cim: 2,
    surveyed: '',
  };
};

/** The parts on the ground; designs keep those apart or one inside the other's plot, so the plot bounds their sum. */
const footprint = (design: Design): number =>
  Math.min(
    4 * design.plot.halfLength * design.plot.halfDepth,
    design.parts.reduce((sum, each) => sum + (each.base === 0 ? signedArea(each.ring) : 0), 0),
  );
