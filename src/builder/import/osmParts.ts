import { rename } from 'node:fs/promises';
import type { LonLat } from '@/contracts/geo';
import { toPlane, type Point } from '../plane';
import { inRing } from '../polygon';
import { areaOfAll, buildingRows, roundedAreas, type BuildingRow } from './buildingRow';
import { cellOf } from './cells';
import { heightOf, levelM, numberIn, type Height } from './heights';
import { importFiles, type StagedImport } from './importFolder';
import type { Area } from './mendArea';
import type { MendedFeature } from './mendFeature';
import { meantUse } from './uses';

/** A piece of a building as OpenStreetMap maps it beside the building's outline. */
export interface OsmPart {
  readonly id: string;
  readonly district: string;
  readonly at: LonLat;
  readonly areas: readonly Area[];
  readonly areaM2: number;
  readonly baseM: number;
  readonly height: Height;
  readonly use: BuildingRow['use'];
}

/** Reads `height` or `building:levels`, and `min_height` or `building:min_level`, of a piece; nothing where it has no height at all. */
export const partOf = (
  { id, index, at, geometry, properties }: MendedFeature,
  district: string,
  rejected: () => void,
): OsmPart | undefined => {
  if (geometry.kind !== 'area') return undefined;
  const areaM2 = areaOfAll(geometry.areas);
  const use = meantUse(properties['building:part'], properties['building']);
  const height = heightOf(properties['height'], properties['building:levels'], use, areaM2);
  const lowest = numberIn(properties['min_height']);
  const lowestLevel = numberIn(properties['building:min_level']);
  const base = lowest ?? (lowestLevel === undefined ? 0 : lowestLevel * levelM);
  const baseM = Number.isFinite(base) && base > 0 ? Math.round(base * 10) / 10 : 0;
  if (height.heightSource !== 'default' && height.heightM <= baseM) {
    rejected();
    return undefined;
  }
  const areas = roundedAreas(geometry.areas);
  return { id: id ?? String(index), district, at, areas, areaM2, baseM, height, use };
};

/**
 * Gives each building the pieces that lie in its outline; they are drawn in its place. A piece in no outline is a building
 * of its own. Returns how many buildings there are then.
 */
export const joinParts = async (staged: StagedImport, parts: readonly OsmPart[]): Promise<number> => {
  const byCell = new Map<string, OsmPart[]>();
  for (const part of parts) {
    const cell = cellOf(toPlane(...part.at));
    const held = byCell.get(cell);
    if (held === undefined) byCell.set(cell, [part]);
    else held.push(part);
  }
  const claimed = new Set<OsmPart>();
  const joined = staged.lines('joined.ndjson');
  for await (const row of buildingRows(staged.path(importFiles.buildings))) {
    const own = [...partsNear(row.areas, byCell)].filter(
      (part) => !claimed.has(part) && row.areas.some((area) => liesIn(part, area)),
    );
    for (const part of own) claimed.add(part);
    await joined.write(own.length === 0 ? row : withParts(row, own));
  }
  for (const part of parts) if (!claimed.has(part)) await joined.write(alone(part));
  await joined.close();
  await rename(staged.path('joined.ndjson'), staged.path(importFiles.buildings));
  return joined.lines();
};

function* partsNear(
  areas: readonly Area[],
  byCell: ReadonlyMap<string, readonly OsmPart[]>,
): Generator<OsmPart> {
  const cells = new Set<string>();
  // An outline's corners and what lies between them: no building is wider than a cell but a few, whose corners are many.
  for (const [outer = []] of areas) {
    const points = outer.map(([lon, lat]) => toPlane(lon, lat));
    const xs = points.map(([x]) => x);
    const ys = points.map(([, y]) => y);
    const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    for (let x = west; x < east + cellStep; x += cellStep)
      for (let y = south; y < north + cellStep; y += cellStep)
        cells.add(cellOf([Math.min(x, east), Math.min(y, north)]));
  }
  for (const cell of cells) yield* byCell.get(cell) ?? [];
}

/** Fine enough that no cell of 250 m is stepped over. */
const cellStep = 240;

const liesIn = ({ at }: OsmPart, [outer = [], ...holes]: Area): boolean => {
  const [x, y] = toPlane(...at);
  const plane = (ring: readonly LonLat[]): Point[] => ring.map(([lon, lat]) => toPlane(lon, lat));
  return inRing(plane(outer), x, y) && !holes.some((hole) => inRing(plane(hole), x, y));
};

const topM = ({ baseM, height }: OsmPart, otherwise: number): number =>
  height.heightSource === 'default' ? Math.max(otherwise, baseM + levelM) : height.heightM;

/** As high as its highest piece, and known as well as that one is. */
const withParts = (row: BuildingRow, own: readonly OsmPart[]): BuildingRow => {
  const pieces = own.map((part) => ({ areas: part.areas, baseM: part.baseM, topM: topM(part, row.heightM) }));
  const highest = own.reduce((best, part) =>
    topM(part, row.heightM) > topM(best, row.heightM) ? part : best,
  );
  const known = highest.height.heightSource !== 'default';
  return {
    ...row,
    parts: pieces,
    heightM: topM(highest, row.heightM),
    heightSource: known ? highest.height.heightSource : row.heightSource,
    floors: row.heightSource === 'default' && known ? highest.height.floors : row.floors,
  };
};

const alone = (part: OsmPart): BuildingRow => ({
  id: part.id,
  areas: part.areas,
  at: part.at,
  district: part.district,
  heightM: topM(part, part.height.heightM),
  heightSource: part.height.heightSource,
  floors: part.height.floors,
  use: part.use,
  name: '',
  year: 0,
  areaM2: Math.round(part.areaM2),
  surveyed: '',
  ...(part.baseM === 0
    ? {}
    : { parts: [{ areas: part.areas, baseM: part.baseM, topM: topM(part, part.height.heightM) }] }),
});
