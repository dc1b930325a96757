import type { BuildingProperties } from '@/contracts/base';
import type { Box } from '@/contracts/geo';
import { flatRelief, type Relief } from '@/domain/relief';
import { topOf, type Building, type Design, type Part } from './blocks/building';
import { raiseLandmarks } from './blocks/landmarks';
import { layVillages } from './blocks/villages';
import { prepareGround } from './blocks/site';
import type { Geography } from './ground/geography';
import { surveyTerrain, type Terrain } from './ground/terrain';
import { layRegion, type Block, type Raised } from './layout';
import { layPartitions, type Partitions } from './partitions/partitions';
import { boxToPlane, planeOrigin, toLonLat, type Point } from './plane';
import { centroid, signedArea } from './polygon';
import { municipality, regions, withinBox } from './regions';
import { steepness } from './ground/slope';
import { countryRoads, type CountryStretch } from './streets/country';
import { joinStreets } from './streets/graph';
import { laneWidth, leadOut } from './streets/lanes';
import type { StreetLine } from './streets/network';
import type { Street } from './streets/street';
import { urbanity } from './blocks/centres';

export type { Block } from './layout';
export { innerCity } from './regions';

export interface City {
  readonly streets: readonly Street[];
  readonly blocks: readonly Block[];
  readonly buildings: readonly Building[];
  /** Landmark record id → building id. */
  readonly landmarks: ReadonlyMap<string, string>;
  readonly terrain: Terrain;
  readonly partitions: Partitions;
}

export type OnProgress = (share: number, stage: string) => void;

/** Step of the distances where only roads and villages are, metres. */
const countryCell = 90;
/** Nobody builds on ground steeper than this, metres to a metre. */
const steepest = 0.16;

/**
 * The city as a function of what is known of it, the ground it stands on and a seed: no clock, no chance. With a box only
 * the region in it is laid out, without villages and country roads; without, the whole municipality.
 */
export const generateCity = (
  geography: Geography,
  seed: number,
  box: Box | undefined,
  onProgress: OnProgress,
  relief: Relief = flatRelief,
): City => {
  onProgress(0.02, 'terrain');
  const country = surveyTerrain(geography, box ?? municipality, box === undefined ? countryCell : 20);
  const partitions = layPartitions(geography, country, seed);
  const open = (point: Point): boolean => steepness(relief, toLonLat(point)) < steepest;
  const landmarks = raiseLandmarks(geography.landmarks);
  const streets: Street[] = [];
  const blocks: Block[] = [];
  const raised: Raised[] = [];
  const laid = box === undefined ? regions : [box];
  const roads = box === undefined ? countryRoads(country, regions.map(boxToPlane), seed) : [];
  for (const [index, region] of laid.entries()) {
    const terrain = box === undefined ? surveyTerrain(geography, region) : country;
    const layout = layRegion({
      geography,
      terrain,
      seed,
      open,
      landmarks: landmarks.filter(({ record }) => withinBox(region, record.at)),
      firstBlock: blocks.length,
      rings: box === undefined && index === 0,
      country: roads
        .filter((road) => road.region === index)
        .flatMap((road) => (index === 0 ? comingIn(road, seed) : [throughTown(road)])),
      onProgress: (share, stage) => {
        if (index === 0) onProgress(0.04 + 0.3 * share, stage);
      },
    });
    streets.push(...layout.streets);
    blocks.push(...layout.blocks);
    // One by one: more than a hundred thousand are too many for a call.
    for (const each of layout.raised) raised.push(each);
    if (index > 0) onProgress(0.34 + (0.1 * index) / laid.length, 'towns');
  }
  if (box === undefined) {
    onProgress(0.44, 'villages');
    const outside = joinStreets(roads.filter(({ region }) => region === -1).map(asStreet));
    streets.push(...outside.streets);
    settleCountry(country, seed, open, { streets, blocks, raised });
  }
  onProgress(0.48, 'buildings');
  const byLandmark = new Map<string, string>();
  const buildings = raised.flatMap(({ design, block, name, measured, record }, index) => {
    const centre: Point = [design.plot.x, design.plot.y];
    const district = country.districtAt(centre);
    if (district === undefined) return [];
    const id = `b-${String(index).padStart(5, '0')}`;
    if (record !== undefined) byLandmark.set(record, id);
    const properties = describe(
      design,
      centre,
      { id, name, measured, district, street: partitions.streetAt(centre) },
      relief,
    );
    return [{ properties, centre, plot: design.plot, parts: design.parts, block }];
  });
  return { streets, blocks, buildings, landmarks: byLandmark, terrain: country, partitions };
};

/** The villages between the towns, at the scale of the country. */
const settleCountry = (
  terrain: Terrain,
  seed: number,
  open: (point: Point) => boolean,
  {
    streets,
    blocks,
    raised,
  }: { readonly streets: Street[]; readonly blocks: Block[]; readonly raised: Raised[] },
): void => {
  const ground = prepareGround(terrain, streets);
  for (const { design } of raised) ground.take(design.plot);
  const villages = layVillages(terrain, ground, seed, open);
  const leading = leadOut({
    terrain,
    built: ground.takes,
    roads: streets,
    villages: villages.map(({ lanes }) => lanes),
  });
  for (const line of leading) streets.push({ class: 'local', width: laneWidth, line });
  for (const village of villages) {
    const block = blocks.length;
    const { ring } = village;
    blocks.push({
      face: { ring, widths: ring.map(() => 0) },
      fabric: 'village',
      centre: centroid(ring),
      area: signedArea(ring),
    });
    for (const line of village.lanes) streets.push({ class: 'local', width: laneWidth, line });
    for (const design of village.designs) raised.push({ design, block, name: '', measured: false });
  }
};

/** A country road's width, kerb to kerb, metres. */
const countryWidth = 14;

const asStreet = ({ line, gates }: CountryStretch): StreetLine => ({
  class: 'collector',
  width: countryWidth,
  points: line,
  anchors: gates,
});

/** The only road of a small town may end in its middle. */
const throughTown = (road: CountryStretch): StreetLine => ({
  ...asStreet(road),
  anchors: [road.line[0]!, road.line.at(-1)!],
});

/** So far into the metropolis a road from outside is its own line; from there on the streets of town lead on. */
const townFrom = 0.62;

/** The parts of a country road that the metropolis's own streets have to meet: what meets none of them is dropped. */
const comingIn = ({ line, gates, ...rest }: CountryStretch, seed: number): StreetLine[] => {
  const out: StreetLine[] = [];
  let run: Point[] = [];
  let inTown = true;
  const close = (): void => {
    if (run.length > 1)
      out.push(asStreet({ ...rest, line: run, gates: gates.filter((gate) => run.includes(gate)) }));
  };
  for (const point of line) {
    const before = inTown;
    inTown = urbanity(seed, point[0], point[1]) > townFrom;
    // One point within the town belongs to the road, so that it reaches the streets there.
    if (before && inTown) run = [];
    run.push(point);
    if (inTown && !before) close();
    if (inTown) run = [point];
  }
  if (!inTown) close();
  return out;
};

interface Known {
  readonly id: string;
  readonly name: string;
  readonly measured: boolean;
  readonly district: string;
  readonly street: string;
}

/** Plan area on the ground, m²; the plane stretches it by at most 0.9 % at the municipality's northern and southern ends. */
const describe = (
  design: Design,
  centre: Point,
  { id, name, measured, district, street }: Known,
  relief: Relief,
): BuildingProperties => {
  const [lon, lat] = toLonLat(centre);
  const shrink = Math.cos((lat * Math.PI) / 180) / Math.cos((planeOrigin[1] * Math.PI) / 180);
  const serial = Number(id.slice(2));
  return {
    id,
    code: `G${district}${String(serial).padStart(6, '0')}`,
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
    ground: Math.round(relief.heightAt(lon, lat) * 10) / 10,
    street,
    heightSource: measured ? 'register' : 'generated',
    source: 'generated',
    cim: 2,
    surveyed: '',
  };
};

/** A part's plan less its courts, which run the other way round. */
const planArea = ({ ring, holes = [] }: Part): number =>
  holes.reduce((sum, hole) => sum + signedArea(hole), signedArea(ring));

/** The parts on the ground; designs keep those apart or one inside the other's plot, so the plot bounds their sum. */
const footprint = (design: Design): number =>
  Math.min(
    4 * design.plot.halfLength * design.plot.halfDepth,
    design.parts.reduce((sum, each) => sum + (each.base === 0 ? planArea(each) : 0), 0),
  );
