import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Feature, FeatureCollection, LineString, MultiPolygon, Polygon } from 'geojson';
import type { baseParts, BaseSource } from '@/contracts/base';
import type { LonLat } from '@/contracts/geo';
import type { Relief } from '@/domain/relief';
import type { Building } from '../blocks/building';
import type { City } from '../city';
import { polygonsOf, type Geography } from '../ground/geography';
import { toLonLat, toPlane, type Point } from '../plane';
import type { Street, StreetClass } from '../streets/street';
import { cellOf } from './cells';
import { openStock, type ImportedStock } from './importedStock';
import { decksOf, type Decks } from './decks';
import { goesBefore, importFiles, type FinishedImport } from './importFolder';
import type { Area } from './mendArea';

export type BasePart = (typeof baseParts)[number];

export interface Merged {
  readonly city: City;
  /** With the water, green and rail of the imports in place of what they cover. */
  readonly geography: Geography;
  /** Of the imports only. */
  readonly sources: readonly BaseSource[];
  /** The imported buildings, which stand beside those of `city`. */
  readonly stock: ImportedStock;
}

/** A tower of ours stands until a source shows one of its own there. */
const towerM = 60;
/** A shape of ours goes when this share of its outline lies where an import has data. */
const coveredShare = 0.9;

/**
 * The city with what was imported in place of what was generated there. A site's own survey goes before OpenStreetMap; the
 * named towers stay unless a source shows a high building on their plot; what no import covers stays as it was, marked.
 */
export const mergeImports = async (
  city: City,
  geography: Geography,
  imports: readonly FinishedImport[],
  relief: Relief,
): Promise<Merged> => {
  const ordered = [...imports].sort((a, b) => (goesBefore(a.manifest, b.manifest) ? -1 : 1));
  const sources: BaseSource[] = [];
  const stock = await openStock(ordered, city.partitions, relief);
  const cover = {
    buildings: new Set<string>(),
    streets: new Set<string>(),
    bridges: new Set<string>(),
    rail: new Set<string>(),
  };
  const streets: Street[] = [];
  const water: Areas[] = [];
  const green: Areas[] = [];
  const rail: Feature<LineString>[] = [];
  for (const { folder, manifest } of ordered) {
    sources.push(manifest.source);
    for (const part of ['buildings', 'streets', 'bridges', 'rail'] as const)
      for (const cell of manifest.cover[part] ?? []) cover[part].add(cell);
    if (manifest.kind === 'terrain') continue;
    const origin = { grade: manifest.source.grade, source: manifest.source.id };
    const decks = await decksOf(rowsOf<AreaRow>(folder, importFiles.bridges));
    for await (const row of rowsOf<StreetRow>(folder, importFiles.streets))
      streets.push(streetOf(row, manifest.source.id, decks.nameAt));
    streets.push(...decks.bare(manifest.source.id));
    for await (const row of rowsOf<AreaRow>(folder, importFiles.water)) water.push(areaFeature(row, origin));
    for await (const row of rowsOf<AreaRow>(folder, importFiles.green)) green.push(areaFeature(row, origin));
    for await (const row of rowsOf<StreetRow>(folder, importFiles.rail))
      rail.push({
        type: 'Feature',
        properties: {
          class: row.class,
          ...(row.name === '' ? {} : { name: { zh: row.name, en: row.name } }),
        },
        geometry: { type: 'LineString', coordinates: row.line.map((at) => [...at]) },
      });
  }
  const stays = (building: Building): boolean =>
    outlasts(building, stock) && !(building.block !== -1 && cover.buildings.has(cellOf(building.centre)));
  const kept = city.buildings.filter(stays);
  const present = new Set(kept.map(({ properties }) => properties.id));
  return {
    city: {
      ...city,
      buildings: kept,
      landmarks: new Map([...city.landmarks].filter(([, id]) => present.has(id))),
      streets: [
        ...city.streets.flatMap((street) =>
          uncovered(street, street.bridge === true ? cover.bridges : cover.streets),
        ),
        ...streets,
      ],
      blocks: city.blocks.filter(({ centre }) => !cover.streets.has(cellOf(centre))),
    },
    geography: {
      ...geography,
      water: replaced(geography.water, water, cover.streets),
      green: replaced(geography.green, green, cover.streets),
      rail:
        rail.length === 0
          ? geography.rail
          : { ...geography.rail, features: [...uncoveredRail(geography, cover.streets), ...rail] },
    },
    sources,
    stock,
  };
};

/** Whether a building of ours has its ground to itself: a named tower gives way only to another high building. */
export const outlasts = ({ plot, block }: Building, { touched }: Pick<ImportedStock, 'touched'>): boolean =>
  !touched(plot, block === -1 ? towerM : 0);

interface StreetRow {
  readonly class: string;
  readonly widthM: number;
  readonly bridge: boolean;
  readonly name: string;
  readonly line: readonly LonLat[];
}

export interface AreaRow {
  readonly kind: string;
  readonly name: string;
  readonly areas: readonly Area[];
}

type Areas = Feature<Polygon | MultiPolygon>;

async function* rowsOf<T>(folder: string, name: string): AsyncGenerator<T> {
  const path = join(folder, name);
  try {
    await access(path);
  } catch {
    return;
  }
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity }))
    if (line !== '') yield JSON.parse(line) as T;
}

const streetOf = (
  { class: own, widthM, bridge, name, line }: StreetRow,
  source: string,
  deckNameAt: Decks['nameAt'],
): Street => {
  const points = line.map(([lon, lat]) => toPlane(lon, lat));
  const deck = bridge ? deckNameAt(points) : '';
  const known = name === '' ? deck : name;
  return {
    class: own as StreetClass,
    width: widthM,
    line: points,
    ...(bridge ? { bridge: true } : {}),
    ...(known === '' ? {} : { name: known }),
    source,
  };
};

const areaFeature = (
  { kind, name, areas }: AreaRow,
  origin: { readonly grade: string; readonly source: string },
): Areas => ({
  type: 'Feature',
  properties: { kind, ...(name === '' ? {} : { name: { zh: name, en: name } }), ...origin },
  geometry: {
    type: 'MultiPolygon',
    coordinates: areas.map((rings) => rings.map((ring) => [...ring, ring[0]!].map((at) => [...at]))),
  },
});

/** Our courses of railways are indicative, so they end where the import's own cells begin. */
const uncoveredRail = ({ rail }: Geography, cells: ReadonlySet<string>): Feature<LineString>[] =>
  rail.features.flatMap((feature) => {
    const line = feature.geometry.coordinates.map(([lon = NaN, lat = NaN]) => toPlane(lon, lat));
    return uncoveredRuns(line, cells).map((run): Feature<LineString> => ({
      ...feature,
      geometry: { type: 'LineString', coordinates: run.map((at) => [...toLonLat(at)]) },
    }));
  });

/** The pieces of a street outside the cells where an import has its own. */
const uncovered = (street: Street, cells: ReadonlySet<string>): Street[] =>
  cells.size === 0 ? [street] : uncoveredRuns(street.line, cells).map((line) => ({ ...street, line }));

const uncoveredRuns = (line: readonly Point[], cells: ReadonlySet<string>): Point[][] => {
  const pieces: Point[][] = [[]];
  for (let i = 1; i < line.length; i += 1) {
    const [a, b] = [line[i - 1]!, line[i]!];
    const piece = pieces.at(-1)!;
    if (cells.has(cellOf([(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]))) {
      if (piece.length > 0) pieces.push([]);
    } else if (piece.length === 0) piece.push(a, b);
    else piece.push(b);
  }
  return pieces.filter((piece) => piece.length > 1);
};

const replaced = (
  ours: FeatureCollection<Polygon | MultiPolygon>,
  theirs: readonly Areas[],
  cells: ReadonlySet<string>,
): FeatureCollection<Polygon | MultiPolygon> => {
  if (theirs.length === 0) return ours;
  const stays = (feature: Areas): boolean => {
    const points = polygonsOf(feature).flatMap(([outer = []]) => outer);
    const covered = points.filter(([lon, lat]) => cells.has(cellOf(toPlane(lon, lat)))).length;
    return covered < coveredShare * points.length;
  };
  return { type: 'FeatureCollection', features: [...ours.features.filter(stays), ...theirs] };
};
