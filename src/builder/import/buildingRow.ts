import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { BuildingUse } from '@/contracts/base';
import type { LonLat } from '@/contracts/geo';
import { heightOf, type Height } from './heights';
import { areaOf } from './mendRing';
import { findingOf, type MendedFeature } from './mendFeature';
import type { Area } from './mendArea';
import type { ReportBook } from './report';
import { meantUse } from './uses';

/** A building as an import keeps it, one JSON object a line; coordinates in WGS 84 to a centimetre. */
export interface BuildingRow {
  /** Unique in its import. */
  readonly id: string;
  /** Outer ring and holes of each part, open. */
  readonly areas: readonly Area[];
  readonly at: LonLat;
  readonly district: string;
  readonly heightM: number;
  readonly heightSource: Height['heightSource'];
  readonly floors: number;
  readonly use: BuildingUse;
  readonly name: string;
  /** 0 where the source does not say. */
  readonly year: number;
  /** Ground area, m². */
  readonly areaM2: number;
  readonly surveyed: string;
  /** Where the source tells the pieces of the building apart, these stand in place of its outline. */
  readonly parts?: readonly BuildingPiece[];
}

/** One piece of a building, metres above its ground. */
export interface BuildingPiece {
  readonly areas: readonly Area[];
  readonly baseM: number;
  readonly topM: number;
}

export interface BuildingFields {
  readonly height?: string;
  readonly levels?: string;
}

/** Names under which sources keep what we ask, when no field is named. */
const usual = {
  height: ['height', 'building:height', 'Height', 'HEIGHT', 'bldg_h', 'gd', '高度', '建筑高度', '楼高'],
  levels: [
    'building:levels',
    'levels',
    'floors',
    'Floor',
    'FLOOR',
    'floor',
    'num_floors',
    'cs',
    '层数',
    '楼层',
  ],
  name: ['name', 'name:zh', 'NAME', 'Name', '名称', 'mc', 'MC'],
  use: ['use', 'building', 'amenity', 'building:use', 'type', 'class', 'function', '用途', '类型', 'yt'],
  year: ['year', 'start_date', 'built', '建成年', '年代'],
  surveyed: ['surveyed', 'survey:date', 'survey_date', '测绘日期'],
} as const;

/** A year no building of Wuhan is older than, and none can be newer. */
const believableYears = { least: 1300, most: 2100 } as const;
/** The largest roofs, of exhibition halls and airports, stay below. */
export const largestM2 = 1_000_000;

/** What is known of a sound outline as a building; nothing where it is none, and the report says why. */
export const buildingRow = (
  feature: MendedFeature,
  fields: BuildingFields,
  place: { readonly district: string; readonly date: string },
  report: ReportBook,
): BuildingRow | undefined => {
  const { geometry, properties, index, at } = feature;
  if (geometry.kind !== 'area') return undefined;
  const areaM2 = areaOfAll(geometry.areas);
  if (areaM2 > largestM2) {
    report.rejected({ ...findingOf(feature, 'tooLarge', at), kind: 'tooLarge' });
    return undefined;
  }
  const use = meantUse(...usual.use.map((name) => properties[name]));
  const height = heightOf(
    valueOf(properties, fields.height, usual.height),
    valueOf(properties, fields.levels, usual.levels),
    use,
    areaM2,
  );
  for (const [kind, note] of height.repairs) report.note(findingOf(feature, kind, at, note));
  const year = Number(/^\s*(\d{4})/.exec(String(textIn(properties, usual.year)))?.[1] ?? 0);
  return {
    id: feature.id ?? String(index),
    areas: roundedAreas(geometry.areas),
    at: rounded(at),
    district: place.district,
    heightM: height.heightM,
    heightSource: height.heightSource,
    floors: height.floors,
    use,
    name: textIn(properties, usual.name).slice(0, 80),
    year: year >= believableYears.least && year <= believableYears.most ? year : 0,
    areaM2: Math.round(areaM2),
    surveyed: /^\d{4}-\d{2}-\d{2}/.exec(textIn(properties, usual.surveyed))?.[0] ?? place.date,
  };
};

/** Square metres of areas less their holes. */
export const areaOfAll = (areas: readonly Area[]): number =>
  areas.reduce(
    (sum, [outer, ...holes]) =>
      sum + areaOf(outer ?? []) - holes.reduce((own, hole) => own + areaOf(hole), 0),
    0,
  );

/** To a centimetre, as rows are kept. */
export const roundedAreas = (areas: readonly Area[]): readonly Area[] =>
  areas.map((rings) => rings.map((ring) => ring.map(rounded)));

const valueOf = (
  properties: Readonly<Record<string, unknown>>,
  named: string | undefined,
  names: readonly string[],
): unknown => {
  if (named !== undefined) return properties[named];
  return names
    .map((name) => properties[name])
    .find((value) => value !== null && value !== undefined && value !== '');
};

const textIn = (properties: Readonly<Record<string, unknown>>, names: readonly string[]): string => {
  const value = valueOf(properties, undefined, names);
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
};

const rounded = ([lon, lat]: LonLat): LonLat => [Math.round(lon * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7];

/** The rows of a file in their order; a line is trusted, because only a finished import is read. */
export async function* buildingRows(file: string): AsyncGenerator<BuildingRow> {
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity });
  for await (const line of lines) if (line !== '') yield JSON.parse(line) as BuildingRow;
}
