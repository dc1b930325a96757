import { beforeAll, describe, expect, it, vi } from 'vitest';
import { generateCity, type City } from '@/builder/city';
import { readGeography } from '@/builder/ground/geography';
import type { Box } from '@/contracts/geo';

/** 武昌 south of 沙湖 with 洪山 and the western shore of 东湖: every kind of ground and most kinds of block. */
const quarter: Box = [114.28, 30.5, 114.4, 30.6];

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let city: City;
let built: readonly { readonly count: number; readonly area: number }[];
beforeAll(async () => {
  city = generateCity(await readGeography('data'), 7, quarter, () => undefined);
  const sums = city.blocks.map(() => ({ count: 0, area: 0 }));
  for (const { block, properties } of city.buildings) {
    const sum = sums[block];
    if (sum === undefined) continue;
    sum.count += 1;
    sum.area += properties.area;
  }
  built = sums;
});

const large = 40_000;

describe('the blocks of a quarter', () => {
  it('are built on, if they are anything but a park or open ground', () => {
    const bare = city.blocks.filter(
      ({ fabric }, i) => fabric !== 'park' && fabric !== 'empty' && built[i]!.count === 0,
    );
    expect(bare.map(({ centre }) => centre.join())).toEqual([]);
  });

  it('are built up as densely as a town is, the large ones too', () => {
    const towns = city.blocks.flatMap(({ fabric, area }, i) =>
      fabric === 'park' || fabric === 'empty' || area < large ? [] : [built[i]!.area / area],
    );
    expect(towns.length).toBeGreaterThan(200);
    const thin = towns.filter((share) => share < 0.04);
    expect(thin.length / towns.length).toBeLessThan(0.05);
    const sorted = [...towns].sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeGreaterThan(0.075);
  });

  it('are parks or open ground by chance only where they are small: the large ones are lakes, hills and their banks', () => {
    const wide = city.blocks.filter(
      ({ fabric, area }) => (fabric === 'park' || fabric === 'empty') && area > 250_000,
    );
    const dry = wide.filter(({ centre }) => {
      const [x, y] = centre;
      return city.terrain.toWater(x, y) > 60 && city.terrain.toGreen(x, y) > 60;
    });
    expect(dry.map(({ centre }) => centre.join())).toEqual([]);
  });

  it('come out the same from the same seed, and otherwise from another', async () => {
    const geography = await readGeography('data');
    const small: Box = [114.33, 30.52, 114.36, 30.545];
    const once = generateCity(geography, 7, small, () => undefined);
    expect(generateCity(geography, 7, small, () => undefined).buildings).toEqual(once.buildings);
    expect(generateCity(geography, 8, small, () => undefined).buildings).not.toEqual(once.buildings);
  });
});
