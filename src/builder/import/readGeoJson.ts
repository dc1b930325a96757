import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { decode } from './encoding';
import { ImportRefused, unreadable, type FeatureSource, type RawFeature } from './rawFeature';

/** Larger files come as newline GeoJSON or FlatGeobuf, which are read feature by feature. */
export const wholeFileLimit = 200 * 1024 * 1024;

/** No feature of a city is longer; a file without line ends must not be gathered into one string. */
const lineLimit = 32 * 1024 * 1024;

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value of JSON as a feature; ids that are numbers become text. */
export const featureOf = (value: unknown, index: number, reencoded: boolean): RawFeature => {
  if (!isRecord(value)) return unreadable(index, 'is not a feature');
  const bare = value['type'] !== 'Feature' && 'coordinates' in value;
  const properties = bare ? {} : value['properties'];
  const id = value['id'];
  return {
    index,
    id: typeof id === 'string' || typeof id === 'number' ? String(id) : undefined,
    geometry: bare ? value : value['geometry'],
    properties: isRecord(properties) ? properties : {},
    ...(reencoded ? { reencoded } : {}),
  };
};

/** The name in a `crs` member as GeoJSON 2008 wrote it. */
const crsOf = (value: Readonly<Record<string, unknown>>): string | undefined => {
  const crs = value['crs'];
  if (!isRecord(crs) || !isRecord(crs['properties'])) return undefined;
  const { name, code } = crs['properties'];
  if (typeof name === 'string') return name;
  return typeof code === 'number' || typeof code === 'string' ? `EPSG:${code}` : undefined;
};

/** A FeatureCollection, a feature or a geometry in one piece. */
export const readGeoJson = async (file: string): Promise<FeatureSource> => {
  const { size } = await stat(file);
  if (size > wholeFileLimit)
    throw new ImportRefused(
      `${file} is larger than 200 MB; write it as newline GeoJSON (.geojsonl) or FlatGeobuf (.fgb), which are read in pieces`,
    );
  const decoded = decode(await readFile(file));
  if (decoded === undefined) throw new ImportRefused(`${file} is neither UTF-8 nor GB 18030 text`);
  let value: unknown;
  try {
    value = JSON.parse(decoded.text);
  } catch (error) {
    throw new ImportRefused(
      `${file} is not whole JSON: ${error instanceof Error ? shortened(error.message) : 'it cannot be read'}`,
    );
  }
  if (!isRecord(value)) throw new ImportRefused(`${file} holds no GeoJSON`);
  const list: readonly unknown[] = Array.isArray(value['features']) ? value['features'] : [value];
  if (value['type'] === 'FeatureCollection' && !Array.isArray(value['features']))
    throw new ImportRefused(`${file} is a FeatureCollection without features`);
  return {
    format: 'GeoJSON',
    writtenCrs: crsOf(value),
    features: function* () {
      for (const [index, each] of list.entries()) yield featureOf(each, index, decoded.reencoded);
    },
  };
};

const shortened = (message: string): string => message.replace(/\s+/g, ' ').slice(0, 160);

/** One feature a line, read as it comes. Record separators (RFC 8142) and empty lines are passed over. */
export const readNewlineGeoJson = async (file: string): Promise<FeatureSource> => {
  const first = await firstLine(file);
  return {
    format: 'newline GeoJSON',
    writtenCrs: isRecord(first) ? crsOf(first) : undefined,
    features: async function* () {
      let index = 0;
      for await (const line of linesOf(file)) {
        const feature = featureOfLine(line, index);
        if (feature === undefined) continue;
        index += 1;
        yield feature;
      }
    },
  };
};

const featureOfLine = (line: Uint8Array, index: number): RawFeature | undefined => {
  const decoded = decode(line);
  if (decoded === undefined) return unreadable(index, 'is neither UTF-8 nor GB 18030');
  const text = decoded.text.replace(/^[\ufeff\u001e]+/, '').trim();
  if (text === '') return undefined;
  try {
    return featureOf(JSON.parse(text), index, decoded.reencoded);
  } catch {
    return unreadable(index, 'is not JSON');
  }
};

const firstLine = async (file: string): Promise<unknown> => {
  for await (const line of linesOf(file)) {
    try {
      return JSON.parse(decode(line)?.text.replace(/^[\ufeff\u001e]+/, '') ?? '') as unknown;
    } catch {
      return undefined;
    }
  }
  return undefined;
};

async function* linesOf(file: string): AsyncGenerator<Uint8Array> {
  let pieces: Uint8Array[] = [];
  let held = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, from)) {
      yield pieces.length === 0
        ? chunk.subarray(from, at)
        : Buffer.concat([...pieces, chunk.subarray(from, at)]);
      pieces = [];
      held = 0;
      from = at + 1;
    }
    if (from < chunk.length) {
      pieces.push(chunk.subarray(from));
      held += chunk.length - from;
      if (held > lineLimit)
        throw new ImportRefused(`${file} has a line of more than 32 MB; it is not newline GeoJSON`);
    }
  }
  if (pieces.length > 0) yield Buffer.concat(pieces);
}
