import { beforeAll, describe, expect, it, vi } from 'vitest';
import { towns } from '@/builder/blocks/centres';
import { readGeography } from '@/builder/ground/geography';
import { surveyTerrain, type Terrain } from '@/builder/ground/terrain';
import { boxToPlane, toLonLat } from '@/builder/plane';
import { boxesMeet, municipality, regions, withinBox } from '@/builder/regions';
import { countryRoads, type CountryStretch } from '@/builder/streets/country';

/** Distances over the whole municipality: two seconds on a quiet machine, many on a busy one. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

describe('the regions the city is laid out in', () => {
  it('share no ground, so that no two nets of streets lie on each other', () => {
    const meeting = regions.flatMap((box, i) =>
      regions.slice(i + 1).flatMap((other, k) => (boxesMeet(box, other) ? [`${i} ${i + 1 + k}`] : [])),
    );
    expect(meeting).toEqual([]);
  });

  it('hold every town’s middle, well inside', () => {
    for (const { name, at, radius } of towns) {
      const inside = [0, 1, 2, 3].every((turn) => {
        const [dx, dy] = [Math.cos((turn * Math.PI) / 2), Math.sin((turn * Math.PI) / 2)];
        const place = toLonLat([at[0] + dx * radius * 0.8, at[1] + dy * radius * 0.8]);
        return regions.some((box) => withinBox(box, place));
      });
      expect(inside, name).toBe(true);
    }
  });
});

describe('the roads through the country', () => {
  let terrain: Terrain;
  let roads: readonly CountryStretch[];
  const boxes = regions.map(boxToPlane);
  beforeAll(async () => {
    terrain = surveyTerrain(await readGeography('data'), municipality, 120);
    roads = countryRoads(terrain, boxes, 7);
  });

  it('reach every town from the open country', () => {
    const reached = new Set(roads.map(({ region }) => region));
    expect(boxes.map((_, index) => index).filter((index) => !reached.has(index))).toEqual([]);
  });

  it('go on beyond every region’s edge in the very point they reach it in', () => {
    const gates = new Map<string, number[]>();
    for (const { gates: own, region } of roads) {
      for (const gate of own) gates.set(gate.join(), [...(gates.get(gate.join()) ?? []), region]);
    }
    expect(gates.size).toBeGreaterThan(60);
    for (const sides of gates.values()) {
      expect(sides).toHaveLength(2);
      expect(sides[0]).not.toBe(sides[1]);
    }
  });

  it('cross lesser waters where they are narrow, and the Yangtze nowhere', () => {
    const swimming = roads.filter(({ line }) => line.some(([x, y]) => terrain.toYangtze(x, y) <= 0));
    expect(swimming.map(({ line }) => toLonLat(line[0]!).join())).toEqual([]);
    let [all, wet] = [0, 0];
    for (const { line } of roads) {
      all += line.length;
      wet += line.filter(([x, y]) => terrain.toWater(x, y) <= 0).length;
    }
    expect(wet / all).toBeLessThan(0.02);
  });
});
