import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { LonLat } from '@/contracts/geo';
import { readGeography } from '@/builder/ground/geography';
import { outlinesOf, type Outlines } from '@/builder/import/outlines';
import type { RawFeature, RawFeatures } from '@/builder/import/rawFeature';

/** On land between the rivers, in 江岸区. */
export const hankou: LonLat = [114.29, 30.6];

/** A closed square of a side in degrees, south-west corner given. */
export const square = (lon: number, lat: number, side = 0.0004): [number, number][] => [
  [lon, lat],
  [lon + side, lat],
  [lon + side, lat + side],
  [lon, lat + side],
  [lon, lat],
];

export const polygon = (
  rings: readonly (readonly (readonly [number, number])[])[],
  properties: Readonly<Record<string, unknown>> = {},
  id?: string,
) => ({
  type: 'Feature',
  ...(id === undefined ? {} : { id }),
  properties,
  geometry: { type: 'Polygon', coordinates: rings },
});

export const collection = (features: readonly unknown[], crs?: string) =>
  JSON.stringify({
    type: 'FeatureCollection',
    ...(crs === undefined ? {} : { crs: { type: 'name', properties: { name: crs } } }),
    features,
  });

export const everyOf = async (features: RawFeatures): Promise<readonly RawFeature[]> => {
  const all: RawFeature[] = [];
  for await (const each of features) all.push(each);
  return all;
};

/** A folder for the test that asks, and the city's outlines, read once. */
export function importKit() {
  const kit = { folder: '', outlines: undefined as Outlines | undefined };
  beforeAll(async () => {
    kit.outlines = outlinesOf(await readGeography('data'));
  });
  beforeEach(() => {
    kit.folder = mkdtempSync(join(tmpdir(), 'import-'));
  });
  afterEach(() => rmSync(kit.folder, { recursive: true, force: true }));
  afterAll(() => {
    kit.outlines = undefined;
  });
  return {
    folder: () => kit.folder,
    outlines: (): Outlines => {
      if (kit.outlines === undefined) throw new Error('asked before the tests began');
      return kit.outlines;
    },
    file: (name: string, content: string | Uint8Array): string => {
      const path = join(kit.folder, name);
      writeFileSync(path, content);
      return path;
    },
  };
}
