import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readGeography, planeRings, type Geography } from '@/builder/ground/geography';
import { surveyTerrain, type Terrain } from '@/builder/ground/terrain';
import { cellAt, cellsOf } from '@/builder/partitions/cells';
import { layPartitions, type Partitions } from '@/builder/partitions/partitions';
import { toPlane, type Point } from '@/builder/plane';
import { inRing, signedArea } from '@/builder/polygon';
import { municipality } from '@/builder/regions';

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
});
