import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { validateBytes } from 'gltf-validator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BaseSource } from '@/contracts/base';
import type { Building } from '@/builder/blocks/building';
import type { Point } from '@/builder/plane';
import type { AreaNumbers } from '@/builder/partitions/tones';
import { openTileWorks, type Published, type TileWorks } from '@/builder/tiles/works';
import { plainBuilding, plainTown } from '../../support/plainTown';
import { everyTile, readTile, readTileset, toGeodetic, type PlacedTile, type TileContent } from '../readTile';

let home = '';

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'works-'));
});

afterEach(() => rm(home, { recursive: true, force: true }));

const sources: readonly BaseSource[] = [
  {
    ...{ id: 'generated', title: { zh: '生成', en: 'Generated' }, licence: 'Apache-2.0', attribution: '' },
    ...{ grade: 'generated', date: '', parts: ['buildings'] },
  },
  {
    ...{ id: 'osm', title: { zh: '开放街图', en: 'OpenStreetMap' }, licence: 'ODbL-1.0' },
    ...{ attribution: '© OpenStreetMap contributors', grade: 'derived', date: '', parts: ['buildings'] },
  },
];

const open = (mostBytes?: number, areas?: AreaNumbers): Promise<TileWorks> =>
  openTileWorks({
    ...{ folder: join(home, 'spill'), sources },
    ...(mostBytes === undefined ? {} : { mostBytes }),
    ...(areas === undefined ? {} : { areas }),
  });

/** Writes under `folder`, as a base would be. */
const into =
  (folder: string) =>
  async (path: string, bytes: Uint8Array): Promise<void> => {
    await mkdir(dirname(join(home, folder, path)), { recursive: true });
    await writeFile(join(home, folder, path), bytes);
  };

const nobody = () => undefined;

const tilesOf = async (
  buildings: Iterable<Building>,
  areas?: AreaNumbers,
): Promise<{ readonly told: Published; readonly tiles: { placed: PlacedTile; content: TileContent }[] }> => {
  const works = await open(undefined, areas);
  for (const building of buildings) works.add(building);
  const told = await works.publish(into('base'), nobody);
  works.close();
  const tiles: { placed: PlacedTile; content: TileContent }[] = [];
  for (const placed of await everyTile(join(home, 'base/buildings')))
    tiles.push({
      placed,
      content: await readTile(await readFile(join(home, 'base/buildings', placed.path))),
    });
  return { told, tiles };
};

/** A court house: ten metres deep round a court. */
const courtHouse = (at: Point): Building => {
  const square = (half: number): Point[] =>
    [
      [-half, -half],
      [half, -half],
      [half, half],
      [-half, half],
    ].map(([x, y]): Point => [at[0] + x!, at[1] + y!]);
  const house = plainBuilding(1, at, [60, 60]);
  const ring = square(30);
  const part = { ring, holes: [square(20).reverse()], base: 0, top: 18, taper: 1, roof: 'flat' } as const;
  return { ...house, parts: [part] };
};

describe('the tile works', () => {
  it('give the same bytes for the same buildings, whether they fit in memory or not', async () => {
    const written = async (mostBytes: number): Promise<ReadonlyMap<string, string>> => {
      const files = new Map<string, string>();
      const works = await open(mostBytes);
      for (const building of plainTown(3000, 14_000)) works.add(building);
      expect(existsSync(join(home, 'spill/cells'))).toBe(mostBytes < 2 ** 20);
      const keep = (path: string, bytes: Uint8Array) => {
        files.set(path, Buffer.from(bytes).toString('base64'));
        return Promise.resolve();
      };
      await works.publish(keep, nobody);
      works.close();
      expect(existsSync(join(home, 'spill/cells'))).toBe(false);
      return files;
    };
    const roomy = await written(2 ** 26);
    expect(roomy.size).toBeGreaterThan(20);
    expect(await written(2 ** 17)).toEqual(roomy);
  });

  it('write again only the cells that changed, and say what is kept', async () => {
    const works = await open();
    for (let i = 0; i < 12; i += 1) works.add(plainBuilding(i, [100 + i * 60, 100], [30, 12]));
    for (let i = 0; i < 12; i += 1) works.add(plainBuilding(20 + i, [40_100 + i * 60, 100], [30, 12]));
    const first = await works.publish(into('base'), nobody);
    expect(first.kept).toEqual([]);
    const still = await works.publish(into('base'), nobody);
    expect(still.changed).toEqual([]);
    expect([...still.kept].sort()).toEqual([...first.changed].sort());
    works.add(plainBuilding(50, [100, 400], [30, 12]));
    const second = await works.publish(into('base'), nobody);
    expect(second.changed.filter((path) => path.includes('/cells/6_0/'))).toEqual([]);
    expect(second.changed).toEqual(
      expect.arrayContaining([
        'buildings/cells/0_0/tileset.json',
        'buildings/regions/0_0.glb',
        'buildings/tileset.json',
      ]),
    );
    expect(second.kept).toEqual(
      expect.arrayContaining(['buildings/cells/6_0/tileset.json', 'buildings/regions/1_0.glb']),
    );
    expect(second.buildings).toBe(25);
    expect([...second.changed, ...second.kept].sort()).toEqual([...first.changed].sort());
    works.close();
  });

  it('write everything again after a publishing that failed', async () => {
    const works = await open();
    works.add(plainBuilding(1, [100, 100], [30, 12]));
    const full = () => Promise.reject(new Error('no space left'));
    await expect(works.publish(full, nobody)).rejects.toThrow('no space left');
    const told = await works.publish(into('base'), nobody);
    expect(told.kept).toEqual([]);
    expect(told.changed).toContain('buildings/cells/0_0/tileset.json');
    works.close();
  });

  it('refuse to publish nothing', async () => {
    const works = await open();
    await expect(works.publish(into('base'), nobody)).rejects.toThrow('no building');
  });

  it('tell how far they are, to the last building', async () => {
    const works = await open();
    for (const building of plainTown(400, 14_000)) works.add(building);
    const steps: number[] = [];
    await works.publish(into('base'), (done, of) => steps.push(done / of));
    expect(steps).toEqual([...steps].sort((one, other) => one - other));
    expect(steps.at(-1)).toBe(1);
    works.close();
  });
});

describe('the tiles of any town', () => {
  it('are valid, keep under the engine’s rows, and show every building in the two near levels', async () => {
    // All on one spot too: what no quadtree can part.
    const heap = Array.from({ length: 2500 }, (_, i) => plainBuilding(100_000 + i, [2500, 2500], [12, 10]));
    const town = [...plainTown(9000, 5000), ...heap];
    const { told, tiles } = await tilesOf(town);
    expect(told.tiles).toBe(tiles.length);
    for (const { placed, content } of tiles) {
      const report = await validateBytes(
        new Uint8Array(await readFile(join(home, 'base/buildings', placed.path))),
      );
      expect([report.issues.numErrors, report.issues.numWarnings], placed.path).toEqual([0, 0]);
      expect(content.featureCount).toBeLessThanOrEqual(8000);
      expect(placed.tile.geometricError).toBeLessThan(placed.parent?.tile.geometricError ?? Infinity);
    }
    const ids = town.map((each) => each.properties.id).sort();
    for (const level of ['mid', 'near']) {
      const shown = tiles.filter(({ placed }) => placed.level === level);
      expect(shown.flatMap(({ content }) => content.rows.get('id')!).sort()).toEqual(ids);
    }
  }, 30_000);

  it('carry every property as it was given', async () => {
    const building = plainBuilding(7, [900, -900], [30, 12], {
      ...{ name: '汉口里 “7”', use: 'medical', year: 1911, surveyed: '2024-05-01', source: 'osm', cim: 3 },
      ...{ heightSource: 'levels', street: '', ground: 31.5, height: 22.5, district: '420106' },
    });
    const { tiles } = await tilesOf([building, plainBuilding(8, [1000, -900], [30, 12])]);
    for (const { content } of tiles.filter(({ placed }) => placed.level === 'near')) {
      const at = content.rows.get('id')!.indexOf('b-00007');
      for (const [name, value] of Object.entries(building.properties))
        expect(content.rows.get(name)![at], name).toBe(String(value));
    }
    expect(tiles.some(({ placed }) => placed.level === 'near')).toBe(true);
  });

  it('mark a building alike in every level, with its year, its floors, whether it is real and how busy it is there', async () => {
    const real = plainBuilding(7, [900, 900], [80, 70], {
      source: 'osm',
      heightSource: 'levels',
      year: 1987,
    });
    const { tiles } = await tilesOf([real]);
    const marks = tiles.map(({ content }) => [
      ...content.traits.slice(0, 4),
      ...content.moreTraits.slice(0, 4),
    ]);
    expect(tiles).toHaveLength(5);
    for (const mark of marks) expect(mark).toEqual(marks[0]);
    expect(marks[0]!.slice(4, 7)).toEqual([87, 6, 5]);
    // The middle of the plane is the middle of the city.
    expect(marks[0]![7]).toBeGreaterThan(128);
  });

  it('number districts and 街道 alike in every tile, so that one colour is one of them', async () => {
    const far = plainBuilding(2, [9000, 100], [30, 12], { street: '420106002', district: '420106' });
    const near = plainBuilding(1, [100, 100], [30, 12], { street: '420106001', district: '420106' });
    const areas = {
      district: new Map([['420106', 4]]),
      street: new Map([
        ['420106001', 3],
        ['420106002', 21],
      ]),
    };
    const { tiles } = await tilesOf([near, far], areas);
    for (const { content } of tiles) {
      for (const [row, street] of content.rows.get('street')!.entries()) {
        expect(content.numbers.get('street')![row]).toBe(areas.street.get(street));
        expect(content.numbers.get('district')![row]).toBe(4);
      }
    }
  });

  it('name the sources that ask for it, and only where they are', async () => {
    const { tiles } = await tilesOf([
      plainBuilding(1, [100, 100], [30, 12], { source: 'osm' }),
      plainBuilding(2, [9000, 100], [30, 12]),
    ]);
    const copyright = (cell: string) =>
      new Set(
        tiles
          .filter(({ placed }) => placed.path.startsWith(`cells/${cell}/`))
          .map((each) => each.content.copyright),
      );
    expect(copyright('0_0')).toEqual(new Set(['© OpenStreetMap contributors']));
    expect(copyright('1_0')).toEqual(new Set(['']));
    const folder = join(home, 'base/buildings');
    const asset = async (path: string) => (await readTileset(join(folder, path))).asset;
    expect((await asset('tileset.json')).extras?.copyright).toBe('© OpenStreetMap contributors');
    expect((await asset('cells/0_0/tileset.json')).extras?.copyright).toBe('© OpenStreetMap contributors');
    expect(await asset('cells/1_0/tileset.json')).not.toHaveProperty('extras');
  });

  it('stand on their own ground, feet two metres in it and roofs at their height', async () => {
    const { tiles } = await tilesOf([
      plainBuilding(1, [100, 100], [30, 12], { ground: 8.4 }),
      plainBuilding(2, [3000, 3000], [30, 12], { ground: 140, height: 9 }),
    ]);
    for (const { placed, content } of tiles.filter(
      ({ placed: { level } }) => level === 'near' || level === 'mid',
    )) {
      for (const [row, ground] of content.rows.get('ground')!.map(Number).entries()) {
        const heights = heightsOf(placed, content, row);
        expect(Math.abs(Math.min(...heights) - (ground - 2))).toBeLessThan(0.1);
        const top = ground + Number(content.rows.get('height')![row]);
        expect(Math.max(...heights)).toBeGreaterThan(top - 0.1);
        expect(Math.max(...heights)).toBeLessThan(top + 4.2);
      }
    }
  });

  it('leave courts open and close everything else: every wall looks away from what is built', async () => {
    const { tiles } = await tilesOf([courtHouse([1500, 1500])]);
    const mid = tiles.find(({ placed }) => placed.level === 'mid')!.content;
    const { roof, solid } = measured(mid);
    expect(roof).toBeCloseTo(3600 - 1600, -1);
    // Walls and roof wind outwards: the volume over the foot comes out positive and whole.
    expect(solid / (2000 * 20)).toBeCloseTo(1, 1);
    const far = tiles.find(({ placed }) => placed.level === 'far')!.content;
    expect(far.featureCount).toBe(1);
  });
});

const heightsOf = (placed: PlacedTile, { positions, features }: TileContent, row: number): number[] =>
  Array.from(features, (_, i) => i)
    .filter((i) => features[i] === row)
    .map(
      (i) => toGeodetic(placed.toEarth, positions[i * 3]!, positions[i * 3 + 1]!, positions[i * 3 + 2]!)[2],
    );

/** Area of what faces up, m², and the volume between the roof and the lowest point by the divergence theorem, m³. */
const measured = ({ positions, indices }: TileContent): { readonly roof: number; readonly solid: number } => {
  const low = positions.filter((_, i) => i % 3 === 1).reduce((least, y) => Math.min(least, y), Infinity);
  const at = (index: number): readonly [number, number, number] => [
    positions[index * 3]!,
    positions[index * 3 + 1]! - low,
    positions[index * 3 + 2]!,
  ];
  let [roof, solid] = [0, 0];
  for (let i = 0; i < indices.length; i += 3) {
    const [a, b, c] = [at(indices[i]!), at(indices[i + 1]!), at(indices[i + 2]!)];
    const up = ((b[2] - a[2]) * (c[0] - a[0]) - (b[0] - a[0]) * (c[2] - a[2])) / 2;
    if (Math.min(a[1], b[1], c[1]) > 10) roof += up;
    solid +=
      (a[0] * (b[1] * c[2] - b[2] * c[1]) +
        a[1] * (b[2] * c[0] - b[0] * c[2]) +
        a[2] * (b[0] * c[1] - b[1] * c[0])) /
      6;
  }
  return { roof, solid };
};
