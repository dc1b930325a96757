import { badField } from '../problems';
import type { Body } from './answer';
import { isId, type Kind } from './model';
import type { Options } from './options';
import type { Answering, Page } from './pages';
import { jsonOf, within, type Json } from './values';

export type Format = 'json' | 'dataArray' | 'GeoJSON';
const formats: readonly Format[] = ['json', 'dataArray', 'GeoJSON'];

/** `$resultFormat`, in any case; dataArray only where there are Observations. */
export function readFormat({ format }: Options, kind: Kind): Format {
  if (format === undefined) return 'json';
  const found = formats.find((one) => one.toLowerCase() === format.toLowerCase());
  if (found === undefined || (found === 'dataArray' && kind.name !== 'Observation')) {
    throw badField('$resultFormat', `is GeoJSON${kind.name === 'Observation' ? ' or dataArray' : ''} here`);
  }
  if (found === 'GeoJSON' && ['HistoricalLocation', 'Sensor', 'ObservedProperty'].includes(kind.name)) {
    throw badField('$resultFormat', `${kind.set} have no place`);
  }
  return found;
}

const components = ['id', 'phenomenonTime', 'resultTime', 'result', 'resultQuality', 'parameters'];

/** Observations in columns, one block for each Datastream (18-088, clause 12). */
export function dataArrays(
  { city, root }: Answering,
  { entities }: Page,
  { select }: Options,
): readonly Body[] {
  const asked = select?.map((steps) => steps.join('/')) ?? components;
  const blocks = new Map<number, Json[][]>();
  for (const entity of entities.filter((one) => one.kind === 'Observation')) {
    const row = asked.map((path): Json => {
      const [first = '', ...inner] = path.split('/');
      return isId(first) ? entity.id : jsonOf(inner.reduce(within, city.read(entity, first)));
    });
    const block = blocks.get(entity.series.id);
    if (block === undefined) blocks.set(entity.series.id, [row]);
    else block.push(row);
  }
  return [...blocks].map(([id, rows]) => ({
    'Datastream@iot.navigationLink': `${root}/Datastreams(${String(id)})`,
    components: asked.map((path) => (isId(path) ? 'id' : path)),
    'dataArray@iot.count': rows.length,
    dataArray: rows,
  }));
}

const isRecord = (value: Json): value is { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const geometries: readonly Json[] = ['Point', 'LineString', 'Polygon', 'MultiPolygon'];
const isGeometry = (value: Json): boolean =>
  isRecord(value) && Array.isArray(value['coordinates']) && geometries.includes(value['type'] ?? null);

/** Each value under its path; links are left out, the first place found becomes the feature's. */
function flatten(value: Json, path: string, into: Body, found: { geometry: Json }): void {
  if (isGeometry(value)) {
    if (found.geometry === null) found.geometry = value;
    return;
  }
  if (value === null || typeof value !== 'object') {
    if (path !== '' && !/@iot\.(selfLink|navigationLink|nextLink)$/.test(path)) into[path] = value;
    return;
  }
  for (const [name, inner] of Object.entries(value as Readonly<Record<string, Json>>)) {
    flatten(inner, path === '' ? name : `${path}/${name}`, into, found);
  }
}

/** A FeatureCollection as FROST makes it of an answer: every entity a feature, its insides flattened by path. */
export function featureCollection(written: readonly Body[], page: Pick<Page, 'count' | 'next'>): Body {
  return {
    type: 'FeatureCollection',
    ...(page.count === undefined ? {} : { '@iot.count': page.count }),
    ...(page.next === undefined ? {} : { '@iot.nextLink': page.next }),
    features: written.map((one): Json => {
      const properties: Body = {};
      const found: { geometry: Json } = { geometry: null };
      flatten(one, '', properties, found);
      const id = one['@iot.id'];
      return {
        type: 'Feature',
        ...(id === undefined ? {} : { id }),
        properties: id === undefined ? properties : { id, ...properties },
        geometry: found.geometry,
      };
    }),
  };
}
