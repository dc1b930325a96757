import { geojson } from 'flatgeobuf';
import type { FeatureCollection } from 'geojson';
import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openFeatures } from '@/builder/import/openFeatures';
import { ImportRefused } from '@/builder/import/rawFeature';
import { dbfOf, shpOf, zipOf } from '../../support/files';
import { collection, everyOf, hankou, polygon, square, importKit } from './kit';

const kit = importKit();
const [lon, lat] = hankou;
const read = async (path: string) => everyOf((await openFeatures(path)).features());
const refused = async (path: string): Promise<string> => {
  const error: unknown = await read(path).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ImportRefused)) throw new Error('was not refused');
  return error.message;
};
/** “武汉” and “高度” as GBK writes them. */
const gbk = { wuhan: Buffer.from([0xce, 0xe4, 0xba, 0xba]), height: Buffer.from([0xb8, 0xdf, 0xb6, 0xc8]) };
const wgs84 = 'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137,298.257223563]]]';
const clockwise = [...square(lon, lat)].reverse();

describe('a file of features', () => {
  it('is read as GeoJSON with its ids, its fields and the reference system it names', async () => {
    const path = kit.file('a.geojson', collection([polygon([square(lon, lat)], { h: 3 }, 'x')], 'EPSG:4490'));
    expect((await openFeatures(path)).writtenCrs).toBe('EPSG:4490');
    const [only] = await read(path);
    expect(only).toMatchObject({ index: 0, id: 'x', properties: { h: 3 }, geometry: { type: 'Polygon' } });
  });

  it('is read line by line as newline GeoJSON, and a broken line is one broken feature', async () => {
    const whole = JSON.stringify(polygon([square(lon, lat)], { name: '江汉关' }));
    const path = kit.file('a.ndjson', `\ufeff${whole}\n\n\u001e${whole}\n{"type":"Feat\n${whole}`);
    const features = await read(path);
    expect(features.map(({ unreadable }) => unreadable)).toEqual([
      undefined,
      undefined,
      'is not JSON',
      undefined,
    ]);
    expect(features.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
    expect(features[3]?.properties['name']).toBe('江汉关');
  });

  it('is known for newline GeoJSON by its first line, whatever it is called', async () => {
    const whole = JSON.stringify(polygon([square(lon, lat)]));
    expect(await read(kit.file('a.json', `${whole}\n${whole}\n`))).toHaveLength(2);
  });

  it('is read as FlatGeobuf, with the code of its header', async () => {
    const features = { type: 'FeatureCollection', features: [polygon([square(lon, lat)], { floors: 7 })] };
    const path = kit.file('a.fgb', geojson.serialize(features as unknown as FeatureCollection, 4547));
    expect((await openFeatures(path)).writtenCrs).toBe('EPSG:4547');
    expect(await read(path)).toMatchObject([{ properties: { floors: 7 }, geometry: { type: 'Polygon' } }]);
  });

  it('is read as a zipped shapefile: rings that run clockwise are outlines, the others holes in them', async () => {
    const hole = square(lon + 0.0001, lat + 0.0001, 0.0001);
    const far = [...square(lon + 0.01, lat)].reverse();
    const path = kit.file(
      'a.zip',
      zipOf({
        'folder/a.SHP': shpOf([[clockwise, hole, far]]),
        'folder/a.prj': Buffer.from(wgs84),
      }),
    );
    const source = await openFeatures(path);
    expect(source.writtenCrs).toBe(wgs84);
    const [only] = await everyOf(source.features());
    expect(only?.geometry).toMatchObject({ type: 'MultiPolygon', coordinates: [[clockwise, hole], [far]] });
  });

  it('may hold GBK text without saying so: names of fields and their values are read, and it is told', async () => {
    const dbf = dbfOf(
      [
        { name: Buffer.from('name'), type: 'C', length: 5 },
        { name: gbk.height, type: 'N', length: 8 },
      ],
      [[gbk.wuhan, 24.5]],
    );
    const path = kit.file('a.zip', zipOf({ 'a.shp': shpOf([[clockwise]]), 'a.dbf': dbf }));
    const [only] = await read(path);
    expect(only).toMatchObject({ properties: { name: '武汉', 高度: 24.5 }, reencoded: true });
    const stated = zipOf({ 'a.shp': shpOf([[clockwise]]), 'a.dbf': dbf, 'a.cpg': Buffer.from('GBK') });
    const [second] = await read(kit.file('b.zip', stated));
    expect(second).toMatchObject({ properties: { name: '武汉' } });
    expect(second?.reencoded).toBeUndefined();
  });

  it('of GeoJSON may be GBK altogether', async () => {
    const text = collection([polygon([square(lon, lat)], { name: '??' })]);
    const at = text.indexOf('??');
    const bytes = Buffer.concat([Buffer.from(text.slice(0, at)), gbk.wuhan, Buffer.from(text.slice(at + 2))]);
    expect(await read(kit.file('a.geojson', bytes))).toMatchObject([
      { properties: { name: '武汉' }, reencoded: true },
    ]);
  });
});

describe('a file that cannot be imported is refused in one line', () => {
  it.each([
    ['empty', 'a.geojson', ''],
    ['cut-off GeoJSON', 'a.geojson', '{"type":"FeatureCollection","features":[{"type":"Fea'],
    ['a web page', 'a.geojson', '<html></html>'],
    ['a collection without features', 'a.geojson', '{"type":"FeatureCollection"}'],
    ['a torn zip', 'a.zip', zipOf({ 'a.shp': shpOf([[clockwise]]) }).subarray(0, 60)],
    ['a zip without shapes', 'a.zip', zipOf({ 'a.txt': Buffer.from('x') })],
    ['a zip of several layers', 'a.zip', zipOf({ 'a.shp': shpOf([]), 'b.shp': shpOf([]) })],
    ['a bare .shp', 'a.shp', shpOf([])],
    ['torn FlatGeobuf', 'a.fgb', Buffer.from('fgb\x03fgb\x00\x10\x00\x00\x00')],
    ['packed text', 'a.geojson.gz', Buffer.from([0x1f, 0x8b, 8, 0])],
    ['a picture of heights', 'a.tif', Buffer.from('II*\0')],
    ['an extract of OpenStreetMap', 'a.osm.pbf', Buffer.from([0, 0, 0, 13, 10, 9])],
  ])('%s', async (_what, name, content) => {
    const said = await refused(kit.file(name, content));
    expect(said).toContain(name);
    expect(said.split('\n')).toHaveLength(1);
  });

  it('FlatGeobuf that ends early says how much of it came', async () => {
    const features = {
      type: 'FeatureCollection',
      features: Array.from({ length: 9 }, () => polygon([square(lon, lat)])),
    };
    const bytes = geojson.serialize(features as unknown as FeatureCollection);
    const path = kit.file('a.fgb', bytes);
    writeFileSync(path, bytes.subarray(0, bytes.length - 200));
    expect(await refused(path)).toMatch(/torn|ends after/);
  });
});
