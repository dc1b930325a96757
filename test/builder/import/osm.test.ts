import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FeatureCollection } from 'geojson';
import { describe, expect, it, vi } from 'vitest';
import { groundFiles, type BuildingProperties } from '@/contracts/base';
import type { Box, LonLat } from '@/contracts/geo';
import { buildingRows } from '@/builder/import/buildingRow';
import { readOrder } from '@/builder/import/command';
import { importedBuilding } from '@/builder/import/importedBuilding';
import { runImport } from '@/builder/import/runImport';
import { osmExtract, type OsmThings } from '../../support/osmExtract';
import { importKit, square } from './kit';

/** A small city is laid out for each. */
vi.setConfig({ testTimeout: 120_000 });

const kit = importKit();
const box: Box = [114.27, 30.59, 114.29, 30.605];
const [lon, lat]: LonLat = [114.28, 30.598];

type Way = readonly [
  id: number,
  points: readonly (readonly [number, number])[],
  tags: Readonly<Record<string, string>>,
];

/** An extract of ways, each with nodes of its own; one whose ends meet is closed. */
const extractOf = (ways: readonly Way[], relations: OsmThings['relations'] = []): Uint8Array => {
  const nodes: (readonly [number, number, number])[] = [];
  const drawn = ways.map(([id, points, tags]) => {
    const closed = points[0]?.join() === points.at(-1)?.join();
    const refs = (closed ? points.slice(0, -1) : points).map(([x, y]) => {
      nodes.push([nodes.length + 1, x, y]);
      return nodes.length;
    });
    return { id, refs: closed ? [...refs, refs[0]!] : refs, tags };
  });
  return osmExtract({ nodes, ways: drawn, relations });
};

const brought = async (...extract: Parameters<typeof extractOf>): Promise<readonly string[]> => {
  const said: string[] = [];
  const file = kit.file('a.osm.pbf', extractOf(...extract));
  await runImport(readOrder(['osm', file], kit.folder(), kit.folder()), {
    dataRoot: 'data',
    seed: 7,
    now: new Date('2026-01-02T00:00:00Z'),
    reporter: { progress: () => undefined, end: () => undefined },
    say: (line) => said.push(line),
    box,
  });
  return said;
};
const records = () =>
  readFileSync(join(kit.folder(), 'private/buildings.ndjson'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as BuildingProperties)
    .filter(({ source }) => source === 'osm');
const source = {
  ...{ id: 'osm', title: { zh: '', en: '' }, licence: '', attribution: '', date: '' },
  grade: 'derived' as const,
  parts: [],
};
/** The prisms each building is drawn as: foot and top, metres above its ground. */
const prisms = async (): Promise<Readonly<Record<string, readonly (readonly number[])[]>>> => {
  const drawn: Record<string, (readonly number[])[]> = {};
  for await (const row of buildingRows(join(kit.folder(), 'imports/osm/buildings.ndjson')))
    drawn[row.id] = importedBuilding(row, source, 0).parts.map(({ base, top }) => [base, top]);
  return drawn;
};
const file = (path: string) =>
  JSON.parse(readFileSync(join(kit.folder(), 'base', path), 'utf8')) as FeatureCollection & {
    readonly sources?: readonly {
      readonly id: string;
      readonly licence: string;
      readonly attribution: string;
    }[];
  };
const streets = () =>
  file(groundFiles.streets).features.flatMap(({ properties }) =>
    properties?.['source'] === 'osm' ? [properties] : [],
  );

describe('a building that OpenStreetMap maps in pieces', () => {
  it('is drawn by its pieces and not by its outline, and is as high as the highest', async () => {
    await brought([
      [10, square(lon, lat, 0.0008), { building: 'office', height: '20', name: '双塔' }],
      [11, square(lon, lat, 0.0008), { 'building:part': 'yes', height: '15' }],
      [
        12,
        square(lon + 0.0001, lat + 0.0001, 0.0003),
        { 'building:part': 'yes', 'building:levels': '40', 'building:min_level': '4' },
      ],
      [13, square(lon + 0.0005, lat + 0.0005, 0.0001), { 'building:part': 'yes', min_height: '15' }],
      [14, square(lon + 0.002, lat, 0.0003), { building: 'yes' }],
    ]);
    expect(await prisms()).toEqual({
      w10: [
        [0, 15],
        [12.8, 128],
        [15, 20],
      ],
      w14: [[0, 18]],
    });
    expect(records().map(({ id, height, heightSource, name }) => [id, height, heightSource, name])).toEqual([
      ['osm-w10', 128, 'levels', '双塔'],
      ['osm-w14', 18, 'default', ''],
    ]);
  });

  it('is not doubled by the relation that lists its outline and pieces', async () => {
    await brought(
      [
        [10, square(lon, lat, 0.0008), { building: 'yes', height: '30' }],
        [11, square(lon, lat, 0.0004), { 'building:part': 'yes', height: '30' }],
      ],
      [
        {
          id: 20,
          members: [
            [10, 'outline'],
            [11, 'part'],
          ],
          tags: { type: 'building', building: 'yes' },
        },
      ],
    );
    expect(await prisms()).toEqual({ w10: [[0, 30]] });
  });

  it('may lack an outline: then each piece is a building; one without any height between foot and top is told', async () => {
    const said = await brought([
      [11, square(lon, lat, 0.0004), { 'building:part': 'yes', height: '30', min_height: '6' }],
      [12, square(lon + 0.001, lat, 0.0004), { 'building:part': 'yes', height: '6', min_height: '6' }],
    ]);
    expect(await prisms()).toEqual({ w11: [[6, 30]] });
    expect(said.join('\n')).toMatch(/rejected 1: ends at or below where it begins\n {2}#1 w12 at 114\.28/);
  });
});

describe('a street of OpenStreetMap', () => {
  it('keeps its name, is told from the generated ones, and the file says whose it is', async () => {
    await brought([
      [
        14,
        [
          [lon - 0.002, lat],
          [lon + 0.002, lat],
        ],
        { highway: 'primary', name: '解放大道' },
      ],
      [
        15,
        [
          [lon, lat - 0.002],
          [lon, lat + 0.002],
        ],
        { highway: 'residential' },
      ],
    ]);
    expect(streets()).toEqual([
      {
        class: 'arterial',
        width: 34,
        name: { zh: '解放大道', en: '解放大道' },
        grade: 'derived',
        source: 'osm',
      },
      { class: 'local', width: 12, grade: 'derived', source: 'osm' },
    ]);
    expect(file(groundFiles.streets).sources).toMatchObject([
      { id: 'generated' },
      { id: 'osm', licence: 'ODbL-1.0', attribution: '© OpenStreetMap contributors' },
    ]);
    expect(file(groundFiles.water).sources).toMatchObject([{ id: 'openstreetmap', licence: 'ODbL-1.0' }]);
  });

  it('takes its name from the bridge it runs over, and a bridge nothing runs over is a deck by itself', async () => {
    const deck = (x: number, y: number): (readonly [number, number])[] => [
      ...([
        [x, y],
        [x + 0.002, y],
        [x + 0.002, y + 0.0002],
        [x, y + 0.0002],
        [x, y],
      ] as const),
    ];
    await brought([
      [
        14,
        [
          [lon, lat],
          [lon + 0.002, lat],
        ],
        { highway: 'primary', bridge: 'yes', width: '16' },
      ],
      [15, deck(lon, lat - 0.0001), { man_made: 'bridge', name: '一桥' }],
      [16, deck(lon, lat + 0.002), { man_made: 'bridge', name: '人行桥' }],
    ]);
    expect(streets()).toMatchObject([
      { width: 16, bridge: true, name: { zh: '一桥' } },
      { class: 'local', bridge: true, name: { zh: '人行桥' } },
    ]);
    expect(streets()[1]?.['width']).toBeCloseTo(22, 0);
  });
});
