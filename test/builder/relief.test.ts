import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { groundHeight } from '@/contracts/geo';
import { reliefFile } from '@/contracts/relief';
import { polygonsOf, readGeography, type Geography } from '@/builder/ground/geography';
import { undulationM } from '@/builder/ground/heights';
import { makeRelief, type MadeRelief } from '@/builder/ground/relief';

let geography: Geography;
let made: MadeRelief;

beforeAll(async () => {
  geography = await readGeography(resolve('data'));
  made = makeRelief(geography);
});

describe('the relief of the city', () => {
  it('names its height system and calls itself generated', () => {
    expect(reliefFile.parse(made.file).provenance.grade).toBe('generated');
    expect(made.file.provenance.note?.zh).toContain('1985');
  });

  it('lifts every named hill to its published height, told above the ellipsoid', () => {
    const hills = geography.green.features.filter(({ properties }) => properties?.['kind'] === 'hill');
    expect(hills.length).toBeGreaterThanOrEqual(8);
    for (const { properties } of hills) {
      const [lon, lat] = properties?.['peak'] as [number, number];
      const wanted = Number(properties?.['peakM']) + undulationM;
      const height = made.relief.heightAt(lon, lat);
      expect(Math.abs(height - wanted), JSON.stringify(properties)).toBeLessThan(0.06 * wanted + 3);
    }
  });

  it('rises to the highest peak of the municipality in the north of Huangpi', () => {
    expect(Math.abs(made.relief.heightAt(114.37, 31.31) - (873.7 + undulationM))).toBeLessThan(25);
  });

  it('leaves the plain where the city stands level', () => {
    for (const [lon, lat] of [
      [114.27, 30.6],
      [114.285, 30.615],
      [114.335, 30.54],
    ] as const)
      expect(made.relief.heightAt(lon, lat)).toBeCloseTo(groundHeight, 1);
  });

  it('keeps every shore level and never above its banks', () => {
    for (const feature of geography.water.features) {
      const levels = polygonsOf(feature).flatMap((rings) =>
        rings[0]!.filter((_, index) => index % 7 === 0).map(([lon, lat]) => made.relief.heightAt(lon, lat)),
      );
      expect(Math.max(...levels) - Math.min(...levels)).toBeLessThan(2.1);
      expect(Math.max(...levels)).toBeLessThanOrEqual(groundHeight + 0.1);
    }
  });

  it('has no cliff where the fine grid ends', () => {
    const [west, south, east, north] = made.file.grids[0]!.box;
    const middle = [(west + east) / 2, (south + north) / 2] as const;
    for (const [lon, lat, dx, dy] of [
      [west, middle[1], -1, 0],
      [east, middle[1], 1, 0],
      [middle[0], south, 0, -1],
      [middle[0], north, 0, 1],
    ] as const) {
      const step = 1e-5;
      expect(
        Math.abs(
          made.relief.heightAt(lon - dx * step, lat - dy * step) -
            made.relief.heightAt(lon + dx * step, lat + dy * step),
        ),
      ).toBeLessThan(0.5);
    }
  });

  it('weighs less than half a megabyte on the wire', () => {
    const gz = made.bytes.reduce((sum, bytes) => sum + gzipSync(new Uint8Array(bytes)).length, 0);
    expect(gz).toBeLessThan(500_000);
  });
});
