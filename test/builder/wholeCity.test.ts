import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FeatureCollection, LineString } from 'geojson';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  groundFiles,
  innerPublished,
  registers,
  type BaseManifest,
  type BridgeRecord,
  type BuildingProperties,
} from '@/contracts/base';
import type { Box } from '@/contracts/geo';
import { seriesCatalogue } from '@/contracts/series';
import { buildBase, privateBuildings } from '@/builder/buildBase';
import { onAirfield } from '@/builder/blocks/kinds';
import { readGeography } from '@/builder/ground/geography';
import { surveyTerrain, type Terrain } from '@/builder/ground/terrain';
import { boxToPlane, toLonLat, toPlane, type Point } from '@/builder/plane';
import { distanceToSegment } from '@/builder/polygon';
import { innerCity, municipality, regions, withinBox } from '@/builder/regions';

/** The one test that builds the whole municipality: half a minute on a quiet machine. */
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

type Line = BuildingProperties & { readonly streetName: string; readonly communityName: string };

let home = '';
let atInner: { readonly manifest: BaseManifest; readonly files: readonly string[] } | undefined;
let whole: BaseManifest;
let lines: readonly Line[] = [];
let terrain: Terrain;
let seen: Promise<void> = Promise.resolve();

const read = async <T>(path: string): Promise<T> =>
  JSON.parse(await readFile(join(home, 'base', path), 'utf8')) as T;
const filesNow = async (): Promise<string[]> =>
  (await readdir(join(home, 'base'), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(home.length + 6));

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'whole-'));
  whole = await buildBase({
    home,
    dataRoot: 'data',
    seed: 7,
    now: new Date('2026-01-01T00:00:00Z'),
    onProgress: (_, stage) => {
      if (stage !== innerPublished) return;
      seen = (async () => {
        const [manifest, files] = await Promise.all([read<BaseManifest>('manifest.json'), filesNow()]);
        atInner = { manifest, files };
      })();
    },
  });
  await seen;
  lines = (await readFile(join(home, privateBuildings), 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  terrain = surveyTerrain(await readGeography('data'), municipality, 90);
});
afterAll(() => rm(home, { recursive: true, force: true }));

describe('the whole city', () => {
  it('has at least 150,000 buildings, and each of the thirteen districts its share', () => {
    expect(lines.length).toBeGreaterThanOrEqual(150_000);
    expect(whole.counts.buildings).toBe(lines.length);
    const counts = new Map<string, number>();
    for (const { district } of lines) counts.set(district, (counts.get(district) ?? 0) + 1);
    expect(counts.size).toBe(13);
    for (const count of counts.values()) expect(count).toBeGreaterThan(1_500);
  });

  it('thins out and gets lower from its centres to its borders', () => {
    const rings = [0, 6_000, 14_000, 30_000, 90_000];
    const bands = rings.slice(1).map((to, index) => {
      const from = rings[index]!;
      const inside = lines.filter(({ lon, lat }) => {
        const far = Math.hypot(...toPlane(lon, lat));
        return far >= from && far < to;
      });
      const km2 = (Math.PI * (to ** 2 - from ** 2)) / 1e6;
      // The towers tell where the centres are: old quarters in their middle are low.
      const heights = inside.map(({ height }) => height).sort((a, b) => b - a);
      return { density: inside.length / km2, towers: heights[Math.floor(heights.length / 200)]! };
    });
    for (let i = 1; i < bands.length; i += 1) {
      expect(bands[i]!.density).toBeLessThan(bands[i - 1]!.density);
      expect(bands[i]!.towers).toBeLessThan(bands[i - 1]!.towers);
    }
  });

  it('stands on land, every building of it', () => {
    const wet = lines.filter(({ lon, lat }) => terrain.toWater(...toPlane(lon, lat)) <= 0);
    expect(wet.map(({ id }) => id)).toEqual([]);
  });

  it('leaves the runways of 天河 free, and has works where the outer quarters have them', () => {
    expect(lines.filter(({ lon, lat }) => onAirfield(toPlane(lon, lat))).map(({ id }) => id)).toEqual([]);
    for (const [lon, lat] of [
      [114.105, 30.615],
      [114.575, 30.688],
      [114.615, 30.508],
    ] as const) {
      const [x, y] = toPlane(lon, lat);
      const near = lines.filter((each) => {
        const [u, v] = toPlane(each.lon, each.lat);
        return Math.hypot(u - x, v - y) < 1_200;
      });
      expect(near.filter(({ use }) => use === 'industrial').length).toBeGreaterThan(10);
    }
  });

  it('tells each building’s 街道 and 社区 by their real names, in its own district', () => {
    for (const { street, streetName, communityName, district } of lines) {
      expect(street.startsWith(district)).toBe(true);
      expect(streetName).not.toBe('');
      expect(communityName).not.toBe('');
    }
    expect(new Set(lines.map(({ street }) => street)).size).toBeGreaterThan(150);
  });

  it('has devices in every district, most of them in the inner city', async () => {
    const { series } = seriesCatalogue.parse(await read(registers.series));
    const things = new Map(series.map((each) => [each.thing, each]));
    const districts = new Set([...things.values()].map(({ district }) => district));
    expect(districts.size).toBe(13);
    const inner = [...things.values()].filter(({ at }) => withinBox(innerCity, [at[0], at[1]]));
    expect(inner.length / things.size).toBeGreaterThan(0.4);
    expect(inner.length / things.size).toBeLessThan(0.85);
  });

  it('leaves no street of any width hanging: each leads on at both ends, over every region’s edge', async () => {
    const { features } = await read<FeatureCollection<LineString>>(groundFiles.streets);
    const streets = features.map(({ properties, geometry }) => ({
      width: Number(properties?.['width']),
      line: geometry.coordinates.map(([lon = NaN, lat = NaN]) => toPlane(lon, lat)),
    }));
    const portals = (await read<readonly BridgeRecord[]>(registers.bridges))
      .filter(({ kind }) => kind === 'tunnel')
      .flatMap(({ axis }) => [axis[0]!, axis.at(-1)!].map((at) => toPlane(at[0], at[1])));
    const ends = danglingEnds(streets);
    const wide = ends.filter(
      ({ width, at }) => width > 6 && portals.every((portal) => apart(portal, at) > 30),
    );
    const atEdges = wide.filter(({ at }) => regions.some((box) => toEdge(boxToPlane(box), at) < 30));
    expect(atEdges.map(({ at }) => toLonLat(at).join())).toEqual([]);
    // A road may end in the middle of a small town.
    expect(wide.length).toBeLessThan(8);
    // Lanes may end in a village, but a village has more ends than one only where it is on a road.
    const lanes = streets.filter(({ width }) => width <= 6).length;
    expect(ends.length / (2 * lanes)).toBeLessThan(0.75);
  });

  it('keeps its map small enough for a page to read', async () => {
    const sizes = await Promise.all(
      [groundFiles.streets, groundFiles.blocks].map(
        async (path) => (await stat(join(home, 'base', path))).size,
      ),
    );
    expect(sizes[0]! + sizes[1]!).toBeLessThan(12e6);
  });
});

const apart = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

/** Metres from a place to the nearest side of a box it lies in; `Infinity` outside. */
const toEdge = ([west, south, east, north]: Box, [x, y]: Point): number => {
  const far = Math.min(x - west, y - south, east - x, north - y);
  return far < -30 ? Infinity : Math.abs(far);
};

interface Way {
  readonly width: number;
  readonly line: readonly Point[];
}

/** Ends of streets that no other street comes within three metres of; a street that closes on itself has none. */
const danglingEnds = (streets: readonly Way[]): { readonly width: number; readonly at: Point }[] => {
  const cell = 100;
  const pieces = new Map<string, [owner: number, a: Point, b: Point][]>();
  for (const [owner, { line }] of streets.entries()) {
    for (let i = 1; i < line.length; i += 1) {
      const [a, b] = [line[i - 1]!, line[i]!];
      const keys = new Set<string>();
      const steps = Math.ceil(apart(a, b) / (cell / 5)) + 1;
      for (let k = 0; k <= steps; k += 1) {
        const [x, y] = [a[0] + ((b[0] - a[0]) * k) / steps, a[1] + ((b[1] - a[1]) * k) / steps];
        for (const dx of [-14, 14])
          for (const dy of [-14, 14])
            keys.add(`${Math.floor((x + dx) / cell)},${Math.floor((y + dy) / cell)}`);
      }
      for (const key of keys) {
        const list = pieces.get(key);
        if (list === undefined) pieces.set(key, [[owner, a, b]]);
        else list.push([owner, a, b]);
      }
    }
  }
  return streets.flatMap(({ width, line }, owner) => {
    const [first, last] = [line[0]!, line.at(-1)!];
    if (apart(first, last) < 3) return [];
    return [first, last]
      .filter(([x, y]) => {
        const near = pieces.get(`${Math.floor(x / cell)},${Math.floor(y / cell)}`) ?? [];
        return !near.some(([other, a, b]) => other !== owner && distanceToSegment(x, y, a, b) < 3);
      })
      .map((at) => ({ width, at }));
  });
};

describe('a base in two stages', () => {
  it('is published with the inner city first: all registers and the whole map, and tiles of a third', () => {
    expect(atInner?.manifest.stage).toBe('inner');
    expect(atInner?.manifest.counts.buildings).toBeLessThan(lines.length * 0.5);
    expect(atInner?.manifest.counts.devices).toBe(whole.counts.devices);
    for (const path of [...Object.values(registers), groundFiles.streets, 'buildings/tileset.json'])
      expect(atInner?.files).toContain(path);
  });

  it('then whole, with a higher revision, and without a trace of how it was made', async () => {
    expect(whole.stage).toBe('whole');
    expect(whole.revision).toBe((atInner?.manifest.revision ?? 0) + 1);
    expect((await readdir(home)).sort()).toEqual(['base', 'private']);
  });

  it('finds itself good the next time', async () => {
    const stages: string[] = [];
    const again = await buildBase({
      home,
      dataRoot: 'data',
      seed: 7,
      now: new Date(0),
      onProgress: (_, stage) => void stages.push(stage),
    });
    expect(stages).toEqual(['kept']);
    expect(again).toEqual(whole);
  });
});
