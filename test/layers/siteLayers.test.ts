import { afterEach, describe, expect, it, vi } from 'vitest';
import { hostsOf, joinSites, readSite, siteEntry, type SiteEntry } from '@/contracts/siteScene';
import { layers, layersWith } from '@/layers';
import { createAgain, within } from '@/layers/site/again';
import { readFeatures, type FeaturesEntry } from '@/layers/site/featureBook';
import { boxInView, encloses, groupsOf, instanceOf } from '@/layers/site/footprints';
import { createShapePicture } from '@/scene/ground/drawnShapes';
import type { LayerDefinition } from '@/scene/layer';
import { tellOf } from '@/scene/levels';
import { fakeHost } from '../support/layerHost';
import { smallCity } from './smallCity';

const said = { zh: '武昌实景', en: 'Wuchang mesh' };
const common = {
  title: said,
  group: 'base',
  clause: '44',
  provenance: { grade: 'measured', source: said, licence: 'own', date: '2024-05-01', datum: 'CGCS2000' },
} as const;
const mesh = siteEntry.parse({
  ...{ kind: '3dtiles', id: 'mesh', ...common, cim: 4, realScene: 'city' },
  ...{ url: 'https://mesh.example/tileset.json', footprints: true },
});
const wells = siteEntry.parse({
  ...{ kind: 'features', id: 'wells', ...common, url: './site/wells.geojson', count: 3, nameField: 'name' },
  fields: [{ name: 'depth', type: 'number' }],
  ...{ geometry: 'mixed', box: [114, 30, 115, 31] },
}) as FeaturesEntry;

const collection = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      id: 7,
      properties: { name: '一号井', depth: 12 },
      geometry: { type: 'Point', coordinates: [114.3, 30.6] },
    },
    {
      type: 'Feature',
      properties: { depth: null },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [114.3, 30.5],
            [114.32, 30.5],
            [114.32, 30.52],
            [114.3, 30.52],
            [114.3, 30.5],
          ],
          [
            [114.305, 30.505],
            [114.315, 30.505],
            [114.315, 30.515],
            [114.305, 30.515],
            [114.305, 30.505],
          ],
        ],
      },
    },
    {
      type: 'Feature',
      properties: {},
      geometry: {
        type: 'LineString',
        coordinates: [
          ['x', 1],
          [2, 3],
        ],
      },
    },
    { type: 'Feature', properties: {}, geometry: null },
  ],
};

afterEach(() => vi.unstubAllGlobals());

describe('a list of what a site adds', () => {
  it('is read entry by entry, one bad one taking no other with it', () => {
    const { entries, refused } = readSite({ version: 1, entries: [mesh, { kind: 'wmts' }, 'x'] }, 'a.json');
    expect(entries.map(({ id }) => id)).toEqual(['mesh']);
    expect(refused.map(({ where }) => where)).toEqual(['a.json #2', 'a.json #3']);
  });

  it.each([[null], [7], [{}], [{ entries: 'no' }], [[]]])(
    'that is no list (%j) adds nothing and is named',
    (bad) => {
      expect(readSite(bad, 'a.json')).toEqual({
        entries: [],
        refused: [{ where: 'a.json', reason: 'no entries' }],
      });
    },
  );

  it('gives an id to the first that names it, and is not endless', () => {
    const twice = joinSites([readSite(mesh, 'a'), readSite(mesh, 'b')]);
    expect([twice.entries.length, twice.refused]).toEqual([
      1,
      [{ where: 'mesh', reason: 'the id is taken' }],
    ]);
    const many = readSite({ entries: Array.from({ length: 500 }, () => mesh) }, 'a');
    expect([many.entries.length, many.refused.length]).toEqual([200, 1]);
  });

  it('names its hosts once each, without path, query or person', () => {
    const other = { ...mesh, url: 'https://mesh.example/other?key=secret' } as SiteEntry;
    expect(hostsOf([mesh, other, wells])).toEqual(['https://mesh.example']);
  });
});

describe('a layer a site has added', () => {
  const drawn = layersWith([mesh, wells]);
  const layerOf = (id: string): LayerDefinition => drawn.find(({ entry }) => entry.id === id)!;

  it('stands after ours, and is the same while its list is', () => {
    const entries = [mesh, wells];
    expect(layersWith(entries)).toBe(layersWith(entries));
    expect(drawn.slice(0, layers.length)).toEqual([...layers]);
    expect(drawn.slice(layers.length).map(({ entry }) => entry.id)).toEqual(['site-mesh', 'site-wells']);
    expect(layerOf('site-mesh').entry).toMatchObject({
      title: said,
      group: 'base',
      defaults: { visible: false },
    });
  });

  it('lets one colour a mesh by use only where footprints split it', async () => {
    const { city } = smallCity();
    const [choice] = await layerOf('site-mesh').choices!(city);
    expect(choice).toMatchObject({ key: 'colour', values: [{ id: 'use' }] });
    expect(layerOf('site-wells').choices).toBeUndefined();
  });

  it('tells of each feature its fields, its source and its level', async () => {
    vi.stubGlobal('document', { baseURI: 'https://city.test/' });
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify(collection))));
    const { city } = smallCity();
    const layer = layerOf('site-wells');
    const things = await layer.list!(city);
    expect(things.map(({ title }) => title.zh)).toEqual(['一号井', '武昌实景 2']);
    const sheet = await tellOf(layer, '7', city);
    expect(sheet!.rows[0]).toMatchObject({ label: { zh: 'depth' }, value: { zh: '12' } });
    expect(sheet!.levels!.map(({ value }) => value.zh)).toEqual([
      '未注明',
      '不属实景三维（实测）',
      '2024-05-01',
      '未赋码',
    ]);
    expect(await layer.describe!('none', city)).toBeUndefined();
  });
});

describe('an entry that holds no things of its own', () => {
  const { city } = smallCity();
  const bare = siteEntry.parse({
    ...{ kind: 'terrain', id: 'dem', ...common, url: '/site/dem/' },
    provenance: { ...common.provenance, date: '' },
  });
  const [whole, unsaid] = layersWith([mesh, bare]).slice(-2);

  it('is one thing, with a sheet that says what it is, whose, and how fine', async () => {
    expect(await whole!.list!(city)).toEqual([{ feature: 'all', title: said }]);
    const sheet = await tellOf(whole!, 'all', city);
    expect(sheet!.title).toEqual(said);
    expect(sheet!.rows.map(({ value }) => value.zh)).toEqual([
      '三维模型（3D Tiles）',
      'mesh.example',
      '按底座的建筑轮廓',
    ]);
    expect(sheet!.levels!.map(({ value }) => value.zh)).toEqual([
      'CIM4 精细模型',
      '城市级',
      '2024-05-01',
      '未赋码',
    ]);
    expect(await tellOf(whole!, 'h1', city)).toBeUndefined();
    expect(await whole!.nameOf!('all', city)).toEqual(said);
  });

  it('says of what its entry leaves out that it is not stated', async () => {
    const sheet = await tellOf(unsaid!, 'all', city);
    expect(sheet!.levels!.map(({ value }) => value.zh)).toEqual(['未注明', '未注明', '未注明', '未赋码']);
    expect(sheet!.rows.map(({ value }) => value.zh)).toContain('只替换地面；建筑、桥梁仍按底座的高程');
  });
});

describe('features drawn on the ground', () => {
  const { features } = readFeatures(wells, collection);
  const picture = createShapePicture(
    [...features.values()].map(({ shape }) => shape),
    () => ({ fill: 'red' }),
  );

  it('leave out what has no shape', () => {
    expect([...features.keys()]).toEqual(['7', 'n2']);
    expect(() => readFeatures(wells, {})).toThrow('not a GeoJSON');
  });

  it('are met where they are, not in their holes, and near where they are points', () => {
    expect(picture.at([114.302, 30.51], 1e-4)?.id).toBe('n2');
    expect(picture.at([114.31, 30.51], 1e-4)).toBeUndefined();
    expect(picture.at([114.3001, 30.6001], 1e-3)?.id).toBe('7');
    expect(picture.at([114.31, 30.61], 1e-3)).toBeUndefined();
  });
});

describe('footprints on a mesh', () => {
  const house = (id: string, use: 'office' | 'residential') => ({
    ...{ id, use, height: 30, ground: 9 },
    ring: [
      [114.3, 30.5],
      [114.301, 30.5],
      [114.301, 30.501],
    ] as (readonly [number, number])[],
  });
  const houses = [house('b-1', 'office'), house('b-2', 'residential'), house('b-3', 'office')];

  it('are one batch unseen, or one for each use', () => {
    expect(groupsOf(houses, false).map((group) => [group.houses.length, group.colour.alpha])).toEqual([
      [3, 0.004],
    ]);
    expect(groupsOf(houses, true).map((group) => group.houses.map(({ id }) => id))).toEqual([
      ['b-2'],
      ['b-1', 'b-3'],
    ]);
    expect(groupsOf([], false)).toEqual([]);
  });

  it('lie in small batches of neighbours, none lost, so that pointing at one draws few', () => {
    const town = Array.from({ length: 2_000 }, (_, index) => ({
      ...house(`t-${index}`, 'office'),
      ring: [[114.3 + (index % 50) * 1e-4, 30.5 + Math.floor(index / 50) * 1e-4] as const],
    }));
    const batches = groupsOf(town, false);
    expect(Math.max(...batches.map((batch) => batch.houses.length))).toBeLessThanOrEqual(64);
    expect(batches.length).toBeLessThanOrEqual(64);
    expect(new Set(batches.flatMap((batch) => batch.houses.map(({ id }) => id))).size).toBe(2_000);
    for (const { houses: lot } of batches) {
      const [lons, lats] = [lot.map(({ ring }) => ring[0]![0]), lot.map(({ ring }) => ring[0]![1])];
      expect(Math.max(...lons) - Math.min(...lons)).toBeLessThan(1.2e-3);
      expect(Math.max(...lats) - Math.min(...lats)).toBeLessThan(1.2e-3);
    }
  });

  it('without an inside are left out', () => {
    const [a, b, c] = houses[0]!.ring as [[number, number], [number, number], [number, number]];
    const rings = [[], [a], [a, b], [a, a, a], [a, b, a], [a, b, [NaN, 1] as [number, number]], [a, b, c]];
    const whole = rings.map((ring) => encloses({ ...houses[0]!, ring }));
    expect(whole).toEqual([false, false, false, false, false, false, true]);
    expect(encloses({ ...houses[0]!, ring: [c, b, a] })).toBe(true);
  });

  it('mean the base’s own building', () => {
    expect(instanceOf(houses[0]!, groupsOf(houses, false)[0]!.colour).id).toBe('buildings:b-1');
  });

  it('are not asked for from where no one could point at a house', () => {
    const { host } = fakeHost();
    const far = { ...host.scene, camera: { positionCartographic: { height: 9_000 } } };
    expect(boxInView({ ...host, scene: far as never })).toBeUndefined();
  });
});

describe('a host that is away', () => {
  it('is asked again, later each time, and once however often one wishes', () => {
    vi.useFakeTimers();
    const tries: number[] = [];
    const again = createAgain(() => {
      tries.push(Date.now());
      again.soon();
    }, 1_000);
    vi.setSystemTime(0);
    again.soon();
    again.soon();
    vi.advanceTimersByTime(7_000);
    expect(tries).toEqual([1_000, 3_000, 7_000]);
    again.stop();
    vi.advanceTimersByTime(60_000);
    expect(tries).toHaveLength(3);
    vi.useRealTimers();
  });

  it('is given up when it is silent', async () => {
    vi.useFakeTimers();
    const silent = within(new Promise(() => undefined), 5_000);
    const told = expect(silent).rejects.toThrow('no answer within 5 s');
    await vi.advanceTimersByTimeAsync(5_000);
    await told;
    vi.useRealTimers();
  });
});
