import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FeatureCollection } from 'geojson';
import { writeArrayBuffer } from 'geotiff';
import { describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import {
  baseManifest,
  bridgeRecord,
  groundFiles,
  landmarkRecord,
  registers,
  type BuildingProperties,
} from '@/contracts/base';
import type { Box, LonLat } from '@/contracts/geo';
import { siteEntry } from '@/contracts/siteScene';
import { reliefFile } from '@/contracts/relief';
import { seriesCatalogue } from '@/contracts/series';
import { buildBase } from '@/builder/buildBase';
import { readOrder, WrongUsage } from '@/builder/import/command';
import { ImportRefused } from '@/builder/import/rawFeature';
import { runImport } from '@/builder/import/runImport';
import { undulationAt } from '@/builder/import/vertical';
import { wgs84ToGcj02 } from '@/domain/datum';
import { reliefOf, type Relief } from '@/domain/relief';
import { seatedAxis } from '@/layers/bridges/plan';
import { landmarkLabels } from '@/scene/labels/placeNames';
import { osmExtract, type OsmThings } from '../../support/osmExtract';
import { collection, importKit, polygon, square } from './kit';

/** A whole small city is laid out several times. */
vi.setConfig({ testTimeout: 120_000 });

const kit = importKit();
const box: Box = [114.27, 30.59, 114.29, 30.605];
const middle: LonLat = [114.28, 30.598];
const moment = new Date('2026-01-02T00:00:00Z');

const city = (args: readonly string[], said: string[] = []) =>
  runImport(readOrder(args, kit.folder(), kit.folder()), {
    dataRoot: 'data',
    seed: 7,
    now: moment,
    reporter: { progress: () => undefined, end: (line) => line !== undefined && said.push(line) },
    say: (line) => said.push(line),
    box,
  });
const build = () =>
  buildBase({ home: kit.folder(), dataRoot: 'data', seed: 7, now: moment, onProgress: () => undefined, box });
const base = (path: string): unknown => JSON.parse(readFileSync(join(kit.folder(), 'base', path), 'utf8'));
const manifest = () => baseManifest.parse(base('manifest.json'));
const records = () =>
  readFileSync(join(kit.folder(), 'private/buildings.ndjson'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as BuildingProperties);
const refusal = async (args: readonly string[]): Promise<string> => {
  const error: unknown = await city(args).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ImportRefused)) throw new Error('was not refused');
  return error.message;
};

/** Two buildings (one with a court), a bridge, a street, a lake with an island and a railway. */
const quarter = (): OsmThings => {
  const nodes: (readonly [number, number, number])[] = [];
  const node = ([lon, lat]: readonly [number, number]): number => {
    nodes.push([nodes.length + 1, lon, lat]);
    return nodes.length;
  };
  const ring = (points: readonly (readonly [number, number])[]): number[] => {
    const refs = points.slice(0, -1).map(node);
    return [...refs, refs[0]!];
  };
  const [lon, lat] = middle;
  const house = ring(square(lon, lat));
  const outer = ring(square(lon + 0.001, lat, 0.0008));
  const court = ring(square(lon + 0.0012, lat + 0.0002, 0.0004));
  const lake = ring(square(lon, lat + 0.002, 0.001));
  const street = [node([lon - 0.002, lat]), node([lon + 0.002, lat])];
  const bridge = [street[1]!, node([lon + 0.003, lat])];
  const track = [node([lon, lat - 0.002]), node([lon + 0.002, lat - 0.002])];
  const broken = [node([lon, lat - 0.001]), node([lon + 0.0001, lat - 0.001])];
  return {
    nodes,
    ways: [
      { id: 10, refs: house, tags: { building: 'apartments', 'building:levels': '10', name: '一号楼' } },
      { id: 11, refs: outer, tags: {} },
      { id: 12, refs: court, tags: {} },
      { id: 13, refs: lake, tags: { natural: 'water', name: '小湖' } },
      { id: 14, refs: street, tags: { highway: 'primary', lanes: '4', name: '一路' } },
      { id: 15, refs: bridge, tags: { highway: 'primary', bridge: 'yes' } },
      { id: 16, refs: track, tags: { railway: 'rail' } },
      { id: 17, refs: broken, tags: { building: 'yes' } },
    ],
    relations: [
      {
        id: 20,
        members: [
          [11, 'outer'],
          [12, 'inner'],
        ],
        tags: { type: 'multipolygon', building: 'office', height: '31 m' },
      },
    ],
  };
};

describe('city import osm', () => {
  it('puts a quarter of OpenStreetMap in place of the generated one, and the rest stays, marked', async () => {
    await build();
    const before = records();
    const file = kit.file('quarter.osm.pbf', osmExtract(quarter()));
    const said: string[] = [];
    await city(['osm', file], said);

    const after = records();
    const osm = after.filter(({ source }) => source === 'osm');
    expect(osm.map(({ id, height, heightSource, name }) => [id, height, heightSource, name])).toEqual([
      ['osm-w10', 32, 'levels', '一号楼'],
      ['osm-r20', 31, 'height', ''],
    ]);
    const generated = after.filter(({ source }) => source === 'generated');
    expect(generated.length).toBeGreaterThan(0);
    expect(generated.length).toBeLessThan(before.length);

    const { sources = [], revision } = manifest();
    expect(revision).toBe(2);
    expect(sources.find(({ id }) => id === 'osm')).toMatchObject({
      licence: 'ODbL-1.0',
      attribution: '© OpenStreetMap contributors',
      parts: ['buildings', 'streets', 'rail', 'water'],
    });
    expect(JSON.stringify(base('buildings/tileset.json'))).toContain('© OpenStreetMap contributors');

    const streets = base(groundFiles.streets) as FeatureCollection;
    expect(streets.features.filter(({ properties }) => properties?.['width'] === 14)).toHaveLength(1);
    const water = base(groundFiles.water) as FeatureCollection;
    expect(water.features.some(({ properties }) => JSON.stringify(properties).includes('小湖'))).toBe(true);
    expect(said.join('\n')).toMatch(/rejected 1: has too few points\n {2}#\d+ w17 at 114\.28/);
  });

  it('an extract that is cut off leaves the base and the former import as they were', async () => {
    const bytes = osmExtract(quarter());
    await city(['osm', kit.file('a.osm.pbf', bytes)]);
    const before = manifest();
    for (const length of [0, 3, 40, bytes.length >> 1, bytes.length - 1]) {
      const said = await refusal(['osm', kit.file('b.osm.pbf', bytes.subarray(0, length))]);
      expect(said.split('\n')).toHaveLength(1);
    }
    expect(manifest()).toEqual(before);
    expect(readdirSync(join(kit.folder(), 'imports'))).toEqual(['osm']);
  });
});

describe('city import buildings', () => {
  it('takes heights from the field named, converts the datum declared, and counts to the feature', async () => {
    const [lon, lat] = middle;
    const ring = square(lon, lat).map((at) => [...wgs84ToGcj02(at)] as const);
    const file = kit.file(
      'survey.geojson',
      collection([
        polygon([ring], { h: 45 }, 'a'),
        polygon([ring.map(([x, y]) => [x + 0.002, y] as const)], { h: 9000, cs: 3 }, 'b'),
        polygon([ring], { h: 45 }, 'a'),
      ]),
    );
    await city([
      'buildings',
      file,
      '--crs',
      'GCJ02',
      '--height',
      'h',
      '--attribution',
      '© 测绘院',
      '--date',
      '2025-05-01',
    ]);
    const own = records().filter(({ source }) => source === 'survey');
    expect(own.map(({ id, height, heightSource, surveyed }) => [id, height, heightSource, surveyed])).toEqual(
      [
        ['survey-a', 45, 'height', '2025-05-01'],
        ['survey-b', 9.6, 'levels', '2025-05-01'],
      ],
    );
    expect(Math.abs(own[0]!.lon - lon - 0.0002)).toBeLessThan(0.0002);
    const report = JSON.parse(readFileSync(join(kit.folder(), 'imports/survey/report.json'), 'utf8')) as {
      counts: Record<string, number>;
    };
    expect(report.counts).toEqual({ read: 3, taken: 2, rejected: 1, repaired: 1 });
  });

  it('refuses a file that does not say its reference system, and says on what evidence it looks like one', async () => {
    const districts = JSON.parse(readFileSync('data/base/districts.geojson', 'utf8')) as FeatureCollection;
    const shifted = JSON.stringify(districts, (key, value: unknown) =>
      Array.isArray(value) && value.length === 2 && typeof value[0] === 'number' && key !== 'bbox'
        ? wgs84ToGcj02(value as unknown as LonLat)
        : value,
    );
    const said = await refusal(['buildings', kit.file('d.geojson', shifted)]);
    expect(said).toMatch(/does not say its reference system.*--crs/);
    expect(said).toContain('The coordinates look like GCJ02');
    expect(said).toMatch(/as EPSG:4326: [\d.]+ % inside the district outlines.* \d+ m from the nearest/);
    const house = await refusal([
      'buildings',
      kit.file('h.geojson', collection([polygon([square(...middle)])])),
    ]);
    expect(house).toContain('The coordinates do not tell');
    expect(existsSync(join(kit.folder(), 'base'))).toBe(false);
  });
});

describe('city import layer', () => {
  it('leaves a cleaned layer and an entry the scene can read', async () => {
    const point = (x: number, name: unknown) => ({
      type: 'Feature',
      properties: { name, depth: 2.5 },
      geometry: { type: 'Point', coordinates: [x, middle[1]] },
    });
    const file = kit.file(
      'wells.geojson',
      collection([point(middle[0], '井一'), point(NaN, '井二')], 'EPSG:4490'),
    );
    await city(['layer', file, '--id', 'wells']);
    const entry = siteEntry.parse(JSON.parse(readFileSync(join(kit.folder(), 'site/wells.json'), 'utf8')));
    expect(entry).toMatchObject({ kind: 'features', count: 1, geometry: 'point', nameField: 'name' });
    const layer = JSON.parse(
      readFileSync(join(kit.folder(), 'site/wells.geojson'), 'utf8'),
    ) as FeatureCollection;
    expect(layer.features).toMatchObject([{ properties: { name: '井一', depth: 2.5 } }]);
  });
});

describe('city import terrain', () => {
  const drawnGround = (): Relief => {
    const file = reliefFile.parse(base(groundFiles.relief));
    const bytes = file.grids.map(
      (grid) => new Uint8Array(readFileSync(join(kit.folder(), 'base', grid.file))).slice().buffer,
    );
    return reliefOf(file, bytes);
  };

  it('lays new ground, counted above the ellipsoid, and seats on it what stands there', async () => {
    const size = 60;
    const values = new Float32Array(size * size).fill(60);
    values[0] = -9999;
    const bytes = writeArrayBuffer(values, {
      width: size,
      height: size,
      ModelTiepoint: [0, 0, 0, 114.26, 30.61, 0],
      ModelPixelScale: [0.001, 0.001, 0],
      GeographicTypeGeoKey: 4326,
      GTModelTypeGeoKey: 2,
      GDAL_NODATA: '-9999',
    });
    const file = kit.file('dem.tif', new Uint8Array(bytes));
    await city(['terrain', file, '--vertical', '1985']);
    const relief = reliefFile.parse(base(groundFiles.relief));
    expect(relief.provenance.note?.en).toMatch(
      /1985 national height datum.*EGM96 undulation.*±1\.5 m.*generated beyond/,
    );
    expect(relief.provenance.note?.zh).toMatch(/1985 国家高程基准.*大地高.*导入范围以外为示意生成/);
    for (const { lon, lat, ground } of records()) expect(ground).toBeCloseTo(60 + undulationAt(lon, lat), 0);
    expect(undulationAt(114.3, 30.59)).toBeCloseTo(-14.65, 2);

    const ground = drawnGround();
    const within = ([lon, lat]: readonly [number, number, ...number[]]) =>
      lon > 114.262 && lon < 114.318 && lat > 30.552 && lat < 30.608;
    const { series } = seriesCatalogue.parse(base(registers.series));
    const devices = series.filter(({ at, on }) => within(at) && on?.startsWith('buildings:') !== true);
    expect(devices.length).toBeGreaterThan(20);
    for (const { name, at } of devices) {
      const above = at[2] - ground.heightAt(at[0], at[1]);
      expect(above, name.en).toBeGreaterThanOrEqual(-0.11);
      expect(above, name.en).toBeLessThan(30);
    }
    const ends = z
      .array(bridgeRecord)
      .parse(base(registers.bridges))
      .filter(({ kind }) => kind === 'bridge')
      .map((bridge) => seatedAxis(bridge, ground.heightAt))
      .flatMap((axis) => [axis[0]!, axis.at(-1)!])
      .filter(within);
    expect(ends.length).toBeGreaterThan(0);
    for (const [lon, lat, height] of ends) {
      expect(height).toBeCloseTo(ground.heightAt(lon, lat), 5);
      expect(height).toBeGreaterThan(44);
    }
    const marks = z
      .array(landmarkRecord)
      .parse(base(registers.landmarks))
      .filter(({ at }) => within(at));
    expect(marks.length).toBeGreaterThan(0);
    for (const { at } of landmarkLabels(marks, ground.heightAt)) expect(at[2]).toBeGreaterThan(56);
    expect(
      await refusal([
        'terrain',
        kit.file('t.tif', new Uint8Array(bytes).subarray(0, 300)),
        '--vertical',
        'EGM96',
      ]),
    ).toContain('t.tif');
  });
});

describe('the words of the command', () => {
  it.each([
    [[]],
    [['roads', 'a']],
    [['buildings']],
    [['buildings', 'a', 'b']],
    [['buildings', 'a', '--crs', 'EPSG:3857']],
    [['layer', 'a']],
    [['layer', 'a', '--id', 'No Good']],
    [['terrain', 'a.tif']],
    [['terrain', 'a.tif', '--vertical', 'sea']],
    [['osm', 'a', '--crs', 'GCJ02']],
    [['buildings', 'a', '--date', 'yesterday']],
    [['buildings', 'a', '--frob']],
  ])('%j is wrong usage', (args) => {
    expect(() => readOrder(args, '/', '/')).toThrow(WrongUsage);
  });
});
