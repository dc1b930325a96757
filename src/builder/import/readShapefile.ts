import { readFile, stat } from 'node:fs/promises';
import { signedArea, inRing } from '../polygon';
import type { Point } from '../plane';
import { readDbf } from './readDbf';
import { wholeFileLimit } from './readGeoJson';
import { ImportRefused, unreadable, type FeatureSource, type RawFeature } from './rawFeature';
import { unzip } from './readZip';

const wantedParts = /\.(shp|dbf|prj|cpg)$/;

/** A shapefile in a zip, as survey offices send them; the one layer with the most records where there are several. */
export const readShapefile = async (file: string): Promise<FeatureSource> => {
  const { size } = await stat(file);
  if (size > wholeFileLimit)
    throw new ImportRefused(
      `${file} is larger than 200 MB; write it as FlatGeobuf (.fgb), which is read in pieces`,
    );
  const parts = unzip(await readFile(file), file, (name) => wantedParts.test(name));
  const shapes = [...parts.entries()]
    .filter(([name]) => name.endsWith('.shp'))
    .sort(([, a], [, b]) => b.length - a.length);
  const [name, shp] = shapes[0] ?? [];
  if (name === undefined || shp === undefined) throw new ImportRefused(`${file} holds no .shp`);
  if (shapes.length > 1)
    throw new ImportRefused(
      `${file} holds ${shapes.length} layers (${shapes.map(([each]) => each).join(', ')}); zip each by itself`,
    );
  if (shp.length < 100 || shp.readInt32BE(0) !== 9994)
    throw new ImportRefused(`${name} in ${file} is not a shapefile`);
  const beside = (extension: string): Buffer | undefined => parts.get(name.replace(/\.shp$/, extension));
  const dbf = beside('.dbf');
  const rows = dbf === undefined ? undefined : readDbf(dbf, beside('.cpg')?.toString('latin1'));
  return {
    format: 'Shapefile',
    writtenCrs: beside('.prj')?.toString('utf8').trim() || undefined,
    features: function* () {
      for (const { index, content } of recordsOf(shp)) {
        if (content === undefined) yield unreadable(index, 'is cut off');
        else yield featureOf(content, index, rows?.row(index) ?? {}, rows?.reencoded ?? false);
      }
    },
  };
};

function* recordsOf(
  shp: Buffer,
): Generator<{ readonly index: number; readonly content: Buffer | undefined }> {
  let at = 100;
  for (let index = 0; at + 8 <= shp.length; index += 1) {
    const length = shp.readInt32BE(at + 4) * 2;
    if (length < 4 || at + 8 + length > shp.length) {
      yield { index, content: undefined };
      return;
    }
    yield { index, content: shp.subarray(at + 8, at + 8 + length) };
    at += 8 + length;
  }
}

const featureOf = (
  content: Buffer,
  index: number,
  properties: Readonly<Record<string, unknown>>,
  reencoded: boolean,
): RawFeature => {
  try {
    return {
      index,
      id: undefined,
      geometry: geometryOf(content),
      properties,
      ...(reencoded ? { reencoded } : {}),
    };
  } catch {
    return unreadable(index, 'has a shape that cannot be read');
  }
};

const geometryOf = (content: Buffer): unknown => {
  const type = content.readInt32LE(0) % 10;
  const pair = (at: number): Point => [content.readDoubleLE(at), content.readDoubleLE(at + 8)];
  if (type === 0) return null;
  if (type === 1) return { type: 'Point', coordinates: pair(4) };
  if (type === 8) {
    const count = content.readInt32LE(36);
    return { type: 'MultiPoint', coordinates: pointsFrom(content, 40, count, pair) };
  }
  if (type !== 3 && type !== 5) return { type: `shape type ${type}` };
  const [partCount, pointCount] = [content.readInt32LE(36), content.readInt32LE(40)];
  if (partCount < 0 || partCount > content.length / 4) throw new RangeError('parts');
  const starts = Array.from({ length: partCount }, (_, i) => content.readInt32LE(44 + 4 * i));
  const points = pointsFrom(content, 44 + 4 * partCount, pointCount, pair);
  const lines = starts.map((from, i) => points.slice(from, starts[i + 1] ?? points.length));
  return type === 3
    ? { type: 'MultiLineString', coordinates: lines }
    : { type: 'MultiPolygon', coordinates: grouped(lines) };
};

const pointsFrom = (content: Buffer, from: number, count: number, pair: (at: number) => Point): Point[] => {
  if (count < 0 || from + 16 * count > content.length) throw new RangeError('points');
  return Array.from({ length: count }, (_, i) => pair(from + 16 * i));
};

/** Rings of one record as polygons: outer rings run clockwise, and a hole belongs to the outer ring around it. */
const grouped = (rings: readonly (readonly Point[])[]): (readonly Point[])[][] => {
  const polygons = rings.filter((ring) => signedArea(ring) <= 0).map((ring) => [ring]);
  if (polygons.length === 0) return rings.map((ring) => [ring]);
  for (const hole of rings.filter((ring) => signedArea(ring) > 0)) {
    const [x, y] = hole[0] ?? [NaN, NaN];
    const around = polygons.find(([outer]) => outer !== undefined && inRing(outer, x, y));
    if (around === undefined) polygons.push([hole]);
    else around.push(hole);
  }
  return polygons;
};
