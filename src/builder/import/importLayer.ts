import { createHash } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Box, LonLat } from '@/contracts/geo';
import { siteEntry } from '@/contracts/siteScene';
import { baseSourceOf, type ImportOptions, type Imported } from './importBuildings';
import { creditOf } from '../ground/credits';
import { importsFolder } from './importFolder';
import { openMender, type MendedFeature, type Sound } from './mendFeature';
import { openFeatures } from './openFeatures';
import { ImportRefused } from './rawFeature';
import { openReport } from './report';
import { settleSystem } from './settleSystem';

/** Written whole into a browser: more than this is no layer but a base. */
const mostFeatures = 200_000;
const mostBytes = 64 * 1024 * 1024;

/** Where a site's own layers lie under CITY_HOME; the server answers `*.geojson` of it under `/site/`. */
export const siteFolder = (home: string): string => join(home, 'site');

const nameFields = ['name', 'NAME', 'Name', '名称', 'title', 'mc', 'MC'];

/** Any features as a layer of the site: cleaned, in WGS 84, with an entry that says what they are. */
export const importLayer = async (options: ImportOptions): Promise<Imported> => {
  const { home, file, id, origin, outlines } = options;
  const source = await openFeatures(file);
  const { system, notice } = await settleSystem(file, source, options.declared, outlines);
  if (notice !== undefined) options.notice(notice);
  const report = openReport();
  const mender = openMender({
    system,
    outlines,
    report,
    wanted: new Set(['area', 'line', 'point']),
    propertiesTell: true,
  });
  const lines: string[] = [];
  const gathered = {
    bytes: 0,
    kinds: new Set<Sound['kind']>(),
    box: [Infinity, Infinity, -Infinity, -Infinity] as Box,
  };
  const fields = new Map<string, Set<string>>();
  for await (const raw of source.features()) {
    const feature = mender.mend(raw);
    if (feature === undefined) continue;
    report.took();
    const line = JSON.stringify(featureOf(feature, fields));
    gathered.bytes += line.length;
    gathered.kinds.add(feature.geometry.kind);
    gathered.box = grown(gathered.box, feature.geometry);
    lines.push(line);
    if (lines.length > mostFeatures || gathered.bytes > mostBytes)
      throw new ImportRefused(
        `${file} is too much for one layer (more than ${mostFeatures} features or 64 MB)`,
      );
    if (report.read() % 5000 === 0) options.onRead(report.read());
  }
  if (lines.length === 0)
    throw new ImportRefused(`${file} holds no feature that can be taken (${report.read()} features read)`);
  const typed = [...fields].map(([name, types]) => ({ name, type: typeOf(types) }));
  const nameField = nameFields.find((name) => fields.has(name));
  const title = origin.source ?? id;
  const kinds = [...gathered.kinds];
  const entry = siteEntry.parse({
    kind: 'features',
    id,
    title: { zh: title, en: title },
    group: 'governance',
    clause: '',
    provenance: {
      grade: 'measured',
      source: { zh: title, en: title },
      licence: origin.licence ?? '',
      date: origin.date ?? '',
      datum: system === 'EPSG:4326' ? 'WGS 84' : `WGS 84, from ${system}`,
    },
    ...(origin.attribution === undefined ? {} : { attribution: origin.attribution }),
    visible: true,
    // Another content is another address: an open page that knows the layer reads it anew.
    url: `/site/${id}.geojson?v=${createHash('sha256').update(lines.join()).digest('hex').slice(0, 12)}`,
    count: lines.length,
    ...(nameField === undefined ? {} : { nameField }),
    fields: typed,
    geometry: kinds.length === 1 ? kinds[0] : 'mixed',
    box: gathered.box,
  });
  const made = report.report();
  const folder = siteFolder(home);
  await mkdir(folder, { recursive: true });
  const reports = join(importsFolder(home), id);
  await mkdir(reports, { recursive: true });
  await replace(join(reports, 'report.json'), JSON.stringify(made, undefined, 1));
  // The entry last: what it names is whole by then.
  await replace(
    join(folder, `${id}.geojson`),
    `{"type":"FeatureCollection","sources":${JSON.stringify([creditOf(baseSourceOf(id, origin, file))])},"features":[\n${lines.join(',\n')}\n]}\n`,
  );
  await replace(join(folder, `${id}.json`), JSON.stringify(entry, undefined, 1));
  return { folder: reports, report: made };
};

const replace = async (path: string, content: string): Promise<void> => {
  const partial = `${path}.partial-${process.pid}`;
  try {
    await writeFile(partial, content);
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
};

/** Values a map can show: text, numbers, yes and no. What is nested is kept as its JSON. */
const featureOf = (
  { id, index, geometry, properties }: MendedFeature,
  fields: Map<string, Set<string>>,
): unknown => {
  const kept: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined) continue;
    const flat =
      typeof value === 'string' || typeof value === 'boolean'
        ? value
        : typeof value === 'number'
          ? value
          : JSON.stringify(value);
    if (typeof flat === 'number' && !Number.isFinite(flat)) continue;
    kept[name] = flat;
    const types = fields.get(name) ?? new Set();
    types.add(typeof flat);
    fields.set(name, types);
  }
  return { type: 'Feature', id: id ?? String(index), properties: kept, geometry: geometryOf(geometry) };
};

const typeOf = (types: ReadonlySet<string>): 'string' | 'number' | 'boolean' => {
  const [only] = types;
  return types.size === 1 && (only === 'number' || only === 'boolean') ? only : 'string';
};

const place = ([lon, lat]: LonLat): LonLat => [Math.round(lon * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7];
const closed = (ring: readonly LonLat[]): LonLat[] => [...ring, ring[0]!].map(place);

const geometryOf = (geometry: Sound): unknown => {
  switch (geometry.kind) {
    case 'area': {
      const polygons = geometry.areas.map((rings) => rings.map(closed));
      return polygons.length === 1
        ? { type: 'Polygon', coordinates: polygons[0] }
        : { type: 'MultiPolygon', coordinates: polygons };
    }
    case 'line': {
      const lines = geometry.lines.map((line) => line.map(place));
      return lines.length === 1
        ? { type: 'LineString', coordinates: lines[0] }
        : { type: 'MultiLineString', coordinates: lines };
    }
    case 'point': {
      const points = geometry.points.map(place);
      return points.length === 1
        ? { type: 'Point', coordinates: points[0] }
        : { type: 'MultiPoint', coordinates: points };
    }
  }
};

const grown = (box: Box, geometry: Sound): Box => {
  const all =
    geometry.kind === 'area'
      ? geometry.areas.flatMap(([outer]) => outer ?? [])
      : geometry.kind === 'line'
        ? geometry.lines.flat()
        : geometry.points;
  let [west, south, east, north] = box;
  for (const [lon, lat] of all) {
    west = Math.min(west, lon);
    south = Math.min(south, lat);
    east = Math.max(east, lon);
    north = Math.max(north, lat);
  }
  return [west, south, east, north];
};
