import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { readGeography, planeRings, type Geography } from '@/builder/ground/geography';
import { surveyTerrain, type Terrain } from '@/builder/ground/terrain';
import { knownPlaces, placesOfCommunity } from '@/builder/partitions/anchors';
import { cellAt, cellsOf } from '@/builder/partitions/cells';
import { layPartitions, type Partitions } from '@/builder/partitions/partitions';
import { toPlane, type Point } from '@/builder/plane';
import { inRing, signedArea } from '@/builder/polygon';
import { municipality } from '@/builder/regions';

/** Distances over the whole municipality: two seconds on a quiet machine, many on a busy one. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const areaOf = (rings: readonly (readonly Point[])[]): number =>
  rings.reduce((sum, ring) => sum + Math.abs(signedArea(ring)), 0);

describe('an area divided among seeds', () => {
  const square: readonly Point[] = [
    [0, 0],
    [1000, 0],
    [1000, 1000],
    [0, 1000],
  ];
  const inSquare = fc.tuple(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 999 }));

  it('is covered once, each place by the seed nearest to it', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(inSquare, { minLength: 1, maxLength: 9, selector: (at) => at.join() }),
        inSquare,
        (seeds, [x, y]) => {
          const cells = cellsOf([square], seeds);
          const covered = cells.reduce((sum, cell) => sum + areaOf(cell), 0);
          expect(covered).toBeCloseTo(1e6, 2);
          const nearest = cellAt([x, y], seeds);
          const own = cells[nearest]!.some((ring) => inRing(ring, x, y));
          const edge = seeds.some(
            ([a, b], other) =>
              other !== nearest &&
              Math.abs(
                Math.hypot(a - x, b - y) - Math.hypot(seeds[nearest]![0] - x, seeds[nearest]![1] - y),
              ) < 1e-6,
          );
          expect(own || edge).toBe(true);
        },
      ),
    );
  });
});

describe('街道 and 社区', () => {
  let geography: Geography;
  let terrain: Terrain;
  let partitions: Partitions;
  beforeAll(async () => {
    geography = await readGeography('data');
    terrain = surveyTerrain(geography, municipality, 120);
    partitions = layPartitions(geography, terrain, 7);
  });

  it('carry the names and codes of the list, every one of them', () => {
    expect(partitions.subdistricts).toHaveLength(193);
    expect(partitions.communities).toHaveLength(3495);
    expect(partitions.subdistricts.map(({ code }) => code)).toContain('420106015');
    expect(new Set(partitions.communities.map(({ code }) => code)).size).toBe(3495);
    for (const { code, street } of partitions.communities) expect(code.startsWith(street)).toBe(true);
  });

  it('cover each district and nothing beside it', () => {
    for (const feature of geography.districts.features) {
      const district = String(feature.properties?.['code']);
      const whole = areaOf(planeRings(feature).map(([outer]) => outer!));
      const parts = partitions.subdistricts.filter((each) => each.district === district);
      expect(parts.length).toBeGreaterThan(3);
      const covered = parts.reduce((sum, { rings }) => sum + areaOf(rings), 0);
      expect(Math.abs(covered / whole - 1)).toBeLessThan(0.01);
    }
  });

  it('say of a place what their areas say', () => {
    let asked = 0;
    for (const { code, rings } of partitions.subdistricts) {
      for (const ring of rings.filter((each) => Math.abs(signedArea(each)) > 4e6)) {
        const x = ring.reduce((sum, p) => sum + p[0], 0) / ring.length;
        const y = ring.reduce((sum, p) => sum + p[1], 0) / ring.length;
        if (!inRing(ring, x, y) || terrain.districtAt([x, y]) === undefined) continue;
        asked += 1;
        expect(partitions.streetAt([x, y])).toBe(code);
        expect(partitions.communityAt([x, y])?.code.slice(0, 9)).toBe(code);
      }
    }
    expect(asked).toBeGreaterThan(80);
  });

  it('lie where a place of the same name is known to be', () => {
    const at = (lon: number, lat: number): string => partitions.streetAt(toPlane(lon, lat));
    const named = (code: string): string | undefined =>
      partitions.subdistricts.find((each) => each.code === code)?.name.zh;
    expect(named(at(114.556, 30.706))).toBe('阳逻街道');
    expect(named(at(114.322, 30.352))).toBe('纸坊街道');
    expect(named(at(114.3032, 30.5637))).toBe('积玉桥街道');
  });

  it.each([
    ['黄鹤楼', 114.296944, 30.546944, '黄鹤楼街道'],
    ['汉口水塔', 114.28471, 30.581506, '水塔街街道'],
    ['江汉关', 114.292079, 30.578736, '花楼街街道'],
    ['大智路站', 114.2896, 30.595, '大智街道'],
    ['花桥 air station (花桥二村)', 114.2812, 30.6179, '花桥街道'],
    ['宗关站', 114.2195, 30.5828, '宗关街道'],
    ['琴断口 water works', 114.196, 30.578, '琴断口街道'],
    ['中南路站', 114.3275, 30.5399, '中南路街道'],
    ['首义路站', 114.3031, 30.536, '首义路街道'],
    ['徐家棚站', 114.3266, 30.5909, '徐家棚街道'],
    ['珞珈山', 114.3639, 30.5368, '珞珈山街道'],
    ['岳家嘴站', 114.3565, 30.5794, '水果湖街道'],
    ['街道口站', 114.348, 30.529, '珞南街道'],
    ['钢花 air station', 114.3757, 30.6211, '钢花村街道'],
    ['杨春湖站', 114.4108, 30.6076, '和平街道'],
    ['the data centre in 径河街', 114.1, 30.67, '径河街道'],
    ['常青花园站', 114.237, 30.643, '常青花园新区管理委员会街道'],
    ['沌阳大道站', 114.1515, 30.4917, '沌阳街道'],
    ['佛祖岭站', 114.4343, 30.441, '佛祖岭街道'],
    ['木兰山', 114.44, 31.12, '木兰山风景区管理处'],
    ['李家集', 114.3, 31.03, '李集街道'],
    ['姚家集', 114.39, 31.155, '姚集街道'],
    ['蔡家榨', 114.56, 30.925, '蔡榨街道'],
    ['涨渡湖', 114.7, 30.65, '涨渡湖街道'],
  ])('know %s to lie in its own 街道', (_, lon, lat, name) => {
    const code = partitions.streetAt(toPlane(lon, lat));
    expect(partitions.subdistricts.find((each) => each.code === code)?.name.zh).toBe(name);
  });

  it('hold the places their own 社区 are named after, nearly all of them', () => {
    const places = knownPlaces(geography);
    const held = geography.divisions.flatMap(({ code, communities }) =>
      communities.flatMap(([, name]) =>
        placesOfCommunity(name, places)
          .filter((at) => terrain.districtAt(at) === code.slice(0, 6))
          .map((at) => partitions.streetAt(at) === code),
      ),
    );
    expect(held.length).toBeGreaterThan(50);
    expect(held.filter(Boolean).length / held.length).toBeGreaterThan(0.9);
  });
});
