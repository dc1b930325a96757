import { buildingUses } from '@/contracts/base';
import { isLandmark, type Building, type Part } from '../blocks/building';
import { eveningLife } from '../blocks/centres';
import { signedArea } from '../polygon';
import { hashOf } from '../random';
import type { Draft, DraftColumns, Trait } from './draft';
import type { LocalFrame } from './ellipsoid';
import { capRing, gableRoof, manyRoofs, parapetInside, roofPlant } from './roofs';
import { raiseWalls, shrunk } from './walls';

/**
 * Vertices of a tile, glTF axes (x east, y up, z south), in units of `grain` metres from the tile's frame.
 *
 * `uv` (TEXCOORD_0) on walls is whole metres from the wall's own corner and whole metres above the ground; on roofs its
 * second part is −1 (flat), −2 (tiled slope), or from −3 down where a mass stands for many houses: whole metres along their
 * rows, and −3 less whole metres across. Walls that stand on the ground reach two metres into it, so that no slope
 * leaves a gap; their second part is −1 at that foot: what a slope uncovers shows as a plain plinth.
 *
 * `traits` (_TRAIT) is the same for all of a building's vertices, in every level: use (index in `buildingUses`), height in
 * units of 2 m, and two bytes of the id's hash.
 * `moreTraits` (_TRAIT_1), likewise: year of building less 1900 (0: before, or not known), floors (at most 255), `flags`,
 * and how busy the place is of an evening (0 open country, 255 the heart of a centre).
 */
export interface Mesh extends DraftColumns {
  readonly grain: number;
}

/** Bits of the third byte of `_TRAIT_1`. */
export const flags = { real: 1, landmark: 2, heightKnown: 4 } as const;

/** city and region: merged masses from tens of kilometres; far: rows and blocks; mid: prisms; near: roofs and their parts. */
export type Detail = 'city' | 'region' | 'far' | 'mid' | 'near';

/** Finest step of positions, metres; a tile too wide for it in 16 bits takes the next power of two. */
const finest: Readonly<Record<Detail, number>> = {
  city: 1 / 2,
  region: 1 / 2,
  far: 1 / 4,
  mid: 1 / 16,
  near: 1 / 16,
};

/** The step in which everything within `reach` metres of the tile's frame can be told. */
export const grainOf = (detail: Detail, reach: number): number => {
  let grain = finest[detail];
  while (reach / grain > 32_000) grain *= 2;
  return grain;
};

/** Smaller or lower roofs show no lip from any distance that matters, metres and m²; what stands on them neither. */
const lip = { height: 1.1, from: 11, area: 200 } as const;
const plantFrom = 19;

/** Writes the buildings of a tile into the draft; row n of its property table is `buildings[n]`. */
export const meshOf = (
  draft: Draft,
  buildings: readonly Building[],
  frame: LocalFrame,
  detail: Detail,
  grain: number,
): Mesh => {
  draft.open(frame, grain);
  for (let row = 0; row < buildings.length; row += 1) {
    const building = buildings[row]!;
    const { properties, parts } = building;
    const id = idHash(properties.id);
    draft.start(row, traitOf(building, id), moreTraitsOf(building), building.centre, properties.ground);
    for (const each of parts) {
      if (detail !== 'mid' || worthDrawing(building, each)) raise(draft, each, detail, id);
    }
  }
  return { ...draft.columns(), grain };
};

/** Ids of ours end in a number; any other (an import's) counts by its letters. */
export const idHash = (id: string): number => {
  const serial = Number(id.slice(2));
  if (Number.isSafeInteger(serial)) return hashOf(serial, 31);
  return hashOf(...Array.from(id, (letter) => letter.charCodeAt(0)), 31);
};

const traitOf = ({ properties: { use, height } }: Building, id: number): Trait => [
  buildingUses.indexOf(use),
  Math.min(255, Math.round(height / 2)),
  id & 255,
  (id >>> 8) & 255,
];

const moreTraitsOf = (building: Building): Trait => {
  const { year, floors, source, heightSource } = building.properties;
  const known = heightSource !== 'generated' && heightSource !== 'default';
  return [
    Math.max(0, Math.min(255, year - 1900)),
    Math.max(0, Math.min(255, floors)),
    (source === 'generated' ? 0 : flags.real) |
      (isLandmark(building) ? flags.landmark : 0) |
      (known ? flags.heightKnown : 0),
    Math.round(255 * eveningLife(building.centre[0], building.centre[1])),
  ];
};

/** Smaller plans are stair cores and lift towers, m². */
const leastPlan = 75;
/** A level part lower than this is the last storey of a range or the plant on its roof, metres. */
const leastRise = 4.2;

/** From a few kilometres neither small parts are seen nor one storey more on top of another part. */
const worthDrawing = (building: Building, shape: Part): boolean => {
  const { parts } = building;
  if (parts.length < 2 || isLandmark(building)) return true;
  if (Math.abs(signedArea(shape.ring)) <= leastPlan) return false;
  if (shape.roof !== 'flat' || shape.top - shape.base >= leastRise) return true;
  return !parts.some(({ ring, base }) => base < shape.base && Math.abs(signedArea(ring)) > leastPlan);
};

const raise = (draft: Draft, shape: Part, detail: Detail, id: number): void => {
  const { ring, base, top, taper, roof } = shape;
  const holes = shape.holes ?? [];
  if (roof === 'point') {
    raiseWalls(draft, ring, shrunk(ring, ring, 0.02), base, top);
    return;
  }
  if (roof === 'many') {
    raiseWalls(draft, ring, ring, base, top);
    manyRoofs(draft, ring, top);
    return;
  }
  const plain = detail === 'mid' || detail === 'near';
  if (roof === 'gable' && ring.length === 4 && holes.length === 0 && plain) {
    gableRoof(draft, ring, base, top);
    return;
  }
  const upper = taper === 1 ? ring : shrunk(ring, ring, taper);
  const courts = taper === 1 ? holes : holes.map((hole) => shrunk(hole, ring, taper));
  const parapet = detail === 'near' && taper === 1 && top - base > lip.from && signedArea(ring) > lip.area;
  const edge = parapet ? top + lip.height : top;
  raiseWalls(draft, ring, upper, base, edge);
  for (let i = 0; i < holes.length; i += 1) raiseWalls(draft, holes[i]!, courts[i]!, base, edge);
  if (parapet) {
    parapetInside(draft, ring, top, edge);
    for (const court of courts) parapetInside(draft, court, top, edge);
    if (top > plantFrom) roofPlant(draft, shape, id);
  }
  capRing(draft, upper, courts, top);
};
