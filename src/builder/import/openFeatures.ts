import { open } from 'node:fs/promises';
import { readFlatGeobuf } from './readFlatGeobuf';
import { readGeoJson, readNewlineGeoJson } from './readGeoJson';
import { readShapefile } from './readShapefile';
import { ImportRefused, type FeatureSource } from './rawFeature';

/** Opens a file of features by what it holds, not by its name alone. Throws `ImportRefused` with what to do instead. */
export const openFeatures = async (file: string): Promise<FeatureSource> => {
  const head = await headOf(file);
  const start = head.toString('latin1', 0, 4);
  if (start.startsWith('PK')) return readShapefile(file);
  if (start.startsWith('fgb')) return readFlatGeobuf(file);
  if (/^(II\*|MM\0)/.test(start))
    throw new ImportRefused(`${file} is a TIFF; heights come in with "city import terrain"`);
  if (start.startsWith('\x1f\x8b')) throw new ImportRefused(`${file} is packed with gzip; unpack it first`);
  if (head.length >= 4 && head.readInt32BE(0) === 9994)
    throw new ImportRefused(
      `${file} is one part of a shapefile; zip it together with its .dbf, .prj and .cpg`,
    );
  if (/\.pbf$/i.test(file))
    throw new ImportRefused(`${file} is an OpenStreetMap extract; use "city import osm"`);
  const text = head.toString('utf8').replace(/^[\ufeff\u001e\s]+/, '');
  if (text === '') throw new ImportRefused(`${file} is empty`);
  if (!text.startsWith('{'))
    throw new ImportRefused(`${file} is none of GeoJSON, newline GeoJSON, FlatGeobuf and zipped Shapefile`);
  return /\.(geojsonl|geojsons|ndjson|ndgeojson|jsonl)$/i.test(file) || holdsLines(text)
    ? readNewlineGeoJson(file)
    : readGeoJson(file);
};

const headOf = async (file: string): Promise<Buffer> => {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(1 << 16), 0, 1 << 16, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
};

/** Whether the first line is a whole feature by itself. */
const holdsLines = (text: string): boolean => {
  const end = text.indexOf('\n');
  if (end === -1) return false;
  try {
    const first: unknown = JSON.parse(text.slice(0, end));
    return typeof first === 'object' && first !== null && 'type' in first && first.type === 'Feature';
  } catch {
    return false;
  }
};
