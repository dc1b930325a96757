import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FeatureCollection, LineString, MultiPolygon, Polygon } from 'geojson';
import { booleanPointInPolygon } from '@turf/turf';
import { validateBytes } from 'gltf-validator';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  groundFiles,
  registers,
  type BaseManifest,
  type BuildingProperties,
  type LandmarkRecord,
} from '@/contracts/base';
import type { LonLat } from '@/contracts/geo';
import { seriesCatalogue } from '@/contracts/series';
import { buildBase, privateBuildings } from '@/builder/buildBase';
import { innerCity } from '@/builder/regions';
import { columns } from '@/builder/tiles/propertyTable';
import {
  everyTile,
  readTile,
  readTileset,
  toGeodetic,
  type Level,
  type PlacedTile,
  type TileContent,
  type TilesetJson,
} from './readTile';

/** Every tile, every vertex: seconds on a quiet machine, more on a busy one. */
vi.setConfig({ testTimeout: 120_000 });

type Areas = FeatureCollection<Polygon | MultiPolygon>;
type BuildingRecord = BuildingProperties & { readonly ring: readonly LonLat[] };

let home = '';
let manifest: BaseManifest;
let tiles: readonly { readonly placed: PlacedTile; readonly content: TileContent }[] = [];
let tileset: TilesetJson;
let buildings: readonly BuildingRecord[] = [];

const read = async <T>(path: string): Promise<T> =>
  JSON.parse(await readFile(join(home, 'base', path), 'utf8')) as T;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'city-'));
  manifest = await buildBase({
    home,
    dataRoot: 'data',
    seed: 7,
    box: innerCity,
    now: new Date('2026-01-01T00:00:00Z'),
    onProgress: () => undefined,
  });
  const folder = join(home, 'base/buildings');
  tileset = await readTileset(join(folder, 'tileset.json'));
  const out: { placed: PlacedTile; content: TileContent }[] = [];
  for (const placed of await everyTile(folder))
    out.push({ placed, content: await readTile(await readFile(join(folder, placed.path))) });
  tiles = out;
  buildings = (await readFile(join(home, privateBuildings), 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as BuildingRecord);
}, 240_000);

afterAll(() => rm(home, { recursive: true, force: true }));

describe('the tiles of the inner city', () => {
  it('are all valid glTF, without a warning', async () => {
    const troubles: string[] = [];
    const infos = new Set<string>();
    for (const name of await readdir(join(home, 'base/buildings'), { recursive: true })) {
      if (!name.endsWith('.glb')) continue;
      const report = await validateBytes(new Uint8Array(await readFile(join(home, 'base/buildings', name))));
      if (report.issues.numErrors + report.issues.numWarnings > 0) troubles.push(name);
      for (const message of report.issues.messages) infos.add(message.code);
    }
    expect(troubles).toEqual([]);
    // The validator does not know the 3D Tiles extensions, and no texture uses the facade's coordinates: the shader does.
    expect([...infos].sort()).toEqual(['UNSUPPORTED_EXTENSION', 'UNUSED_OBJECT']);
  });

  it('are all named by the tileset, and nothing else lies beside them', async () => {
    const named = tiles.map(({ placed }) => placed.path).sort();
    const present = (await readdir(join(home, 'base/buildings'), { recursive: true }))
      .filter((name) => name.endsWith('.glb'))
      .sort();
    expect(present).toEqual(named);
    expect(manifest.counts.tiles).toBe(named.length);
  });

  it('have five levels whose error falls at every step', () => {
    expect([...new Set(tiles.map(({ placed }) => placed.level))].sort()).toEqual([
      'city',
      'far',
      'mid',
      'near',
      'region',
    ]);
    for (const { placed } of tiles) {
      expect(placed.tile.geometricError).toBeLessThan(
        placed.parent?.tile.geometricError ?? tileset.geometricError,
      );
      expect(placed.tile.refine).toBe('REPLACE');
    }
  });

  it('lie inside their own volumes, and those inside their parents’', () => {
    const outside: string[] = [];
    for (const { placed, content } of tiles) {
      const [west, south, east, north, low, high] = placed.tile.boundingVolume.region;
      const { positions } = content;
      for (let i = 0; i < positions.length; i += 3) {
        const [lon, lat, h] = toGeodetic(placed.toEarth, positions[i]!, positions[i + 1]!, positions[i + 2]!);
        if (lon < west || lon > east || lat < south || lat > north || h < low || h > high) {
          outside.push(placed.path);
          break;
        }
      }
      const around = placed.parent?.tile.boundingVolume.region;
      if (around === undefined) continue;
      const inside =
        west >= around[0] &&
        south >= around[1] &&
        east <= around[2] &&
        north <= around[3] &&
        low >= around[4] &&
        high <= around[5];
      if (!inside) outside.push(`${placed.path} in its parent`);
    }
    expect(outside).toEqual([]);
  });

  it('stand in the ground: the lowest point of every tile is the foot of a wall two metres under it', () => {
    for (const { placed, content } of tiles) {
      if (placed.level !== 'mid' && placed.level !== 'near') continue;
      let lowest = Infinity;
      for (let i = 0; i < content.positions.length; i += 3) {
        const [x, y, z] = content.positions.subarray(i, i + 3) as unknown as [number, number, number];
        lowest = Math.min(lowest, toGeodetic(placed.toEarth, x, y, z)[2]);
      }
      const ground = Math.min(...content.rows.get('ground')!.map(Number));
      expect(Math.abs(lowest - (ground - 2))).toBeLessThan(0.25);
    }
  });

  it('describe every feature in all columns, and every vertex names a row', () => {
    for (const { placed, content } of tiles) {
      expect([...content.rows.keys()]).toEqual(columns.map((column) => column.name));
      for (const values of content.rows.values()) expect(values).toHaveLength(content.featureCount);
      expect(
        content.features.reduce((most, each) => Math.max(most, each), 0),
        placed.path,
      ).toBe(content.featureCount - 1);
    }
  });

  it('show every building once in each of the near levels', () => {
    const ids = buildings.map((each) => each.id).sort();
    const shown = (level: Level) =>
      tiles.flatMap(({ placed, content }) => (placed.level === level ? content.rows.get('id')! : []));
    for (const level of ['mid', 'near'] as const) expect([...shown(level)].sort()).toEqual(ids);
    for (const level of ['city', 'region', 'far'] as const) {
      const far = shown(level);
      expect(new Set(far).size).toBe(far.length);
    }
  });

  it('stay light: small leaves, a far view of few triangles', () => {
    for (const { placed, content } of tiles) {
      if (placed.tile.children === undefined) expect(content.featureCount).toBeLessThanOrEqual(2500);
    }
    const triangles = (level: Level) =>
      tiles.reduce((sum, { placed, content }) => sum + (placed.level === level ? content.triangles : 0), 0);
    expect(triangles('city')).toBeLessThan(60_000);
    expect(triangles('region')).toBeLessThan(90_000);
    expect(triangles('far')).toBeLessThan(250_000);
    expect(triangles('mid')).toBeLessThan(900_000);
  });
});

describe('the buildings', () => {
  it('number tens of thousands, each with its own id and a code that says it is generated', () => {
    expect(manifest.counts.buildings).toBe(buildings.length);
    expect(buildings.length).toBeGreaterThan(35_000);
    expect(buildings.length).toBeLessThan(75_000);
    expect(new Set(buildings.map((each) => each.id)).size).toBe(buildings.length);
    expect(new Set(buildings.map((each) => each.code)).size).toBe(buildings.length);
    expect(buildings.filter((each) => !/^G4201\d{2}\d+$/.test(each.code))).toEqual([]);
  });

  it('keep out of every river, lake and channel', async () => {
    const water = await read<Areas>(groundFiles.water);
    const boxes = water.features.map((feature) => ({ feature, box: boundsOf(feature.geometry) }));
    const wet = buildings.filter((building) =>
      building.ring.some((at) =>
        boxes.some(
          ({ feature, box }) =>
            at[0] >= box[0] &&
            at[1] >= box[1] &&
            at[0] <= box[2] &&
            at[1] <= box[3] &&
            booleanPointInPolygon([...at], feature),
        ),
      ),
    );
    expect(wet.map((each) => each.name || each.id)).toEqual([]);
  });

  it('do not overlap', () => {
    const cells = new Map<string, BuildingRecord[]>();
    const clashes: string[] = [];
    for (const building of buildings) {
      const plots = new Set<BuildingRecord>();
      const keys = new Set(
        building.ring.map(([lon, lat]) => `${Math.floor(lon * 600)},${Math.floor(lat * 600)}`),
      );
      for (const key of keys) {
        for (const other of cells.get(key) ?? []) plots.add(other);
        cells.set(key, [...(cells.get(key) ?? []), building]);
      }
      for (const other of plots)
        if (overlap(building.ring, other.ring)) clashes.push(`${building.id} ${other.id}`);
    }
    expect(clashes).toEqual([]);
  });

  it('leave the streets and the bridges’ ramps free', async () => {
    const streets = await read<FeatureCollection<LineString>>(groundFiles.streets);
    const cells = new Map<string, BuildingRecord[]>();
    for (const building of buildings) {
      const key = cellOf(building.lon, building.lat);
      cells.set(key, [...(cells.get(key) ?? []), building]);
    }
    const blocked = new Set<string>();
    for (const street of streets.features) {
      const line = street.geometry.coordinates;
      for (let i = 1; i < line.length; i += 1) {
        const [ax, ay, bx, by] = [line[i - 1]![0]!, line[i - 1]![1]!, line[i]![0]!, line[i]![1]!];
        const steps = Math.max(1, Math.ceil(Math.hypot(bx - ax, by - ay) / 0.0001));
        for (let k = 0; k <= steps; k += 1) {
          const axis: LonLat = [ax + ((bx - ax) * k) / steps, ay + ((by - ay) * k) / steps];
          for (const at of acrossStreet(axis, [bx - ax, by - ay], Number(street.properties?.['width']))) {
            for (const building of around(cells, at)) {
              if (building.name === '' && booleanPointInPolygon([...at], ring(building)))
                blocked.add(building.id);
            }
          }
        }
      }
    }
    expect([...blocked]).toEqual([]);
  });

  it('belong to the district they stand in', async () => {
    const districts = await read<Areas>(groundFiles.districts);
    const byCode = new Map(districts.features.map((each) => [String(each.properties?.['code']), each]));
    const wrong = buildings
      .filter((_, i) => i % 11 === 0)
      .filter((each) => !booleanPointInPolygon([each.lon, each.lat], byCode.get(each.district)!));
    // Places are rounded to a decimetre: on a border that may tip one over.
    expect(wrong.length).toBeLessThan(3);
  });

  it('say what is measured and what is generated', () => {
    expect(buildings.filter((each) => each.heightOrigin === 'measured' && each.name === '')).toEqual([]);
    expect(buildings.filter((each) => each.name === '' && each.grade !== 'generated')).toEqual([]);
  });
});

describe('the landmarks', () => {
  it('stand at their true place with their real height, known by the register', async () => {
    const landmarks = await read<readonly LandmarkRecord[]>(registers.landmarks);
    const towers = landmarks.filter((each) => each.kind === 'tower' && each.heightM !== undefined);
    expect(towers).toHaveLength(9);
    for (const tower of towers) {
      const building = buildings.find((each) => each.id === tower.building)!;
      expect(building.name).toBe(tower.name.zh);
      expect(building.height).toBeCloseTo(tower.heightM!, 0);
      expect(Math.hypot(building.lon - tower.at[0], building.lat - tower.at[1])).toBeLessThan(2e-6);
      expect(building.use).toBe('landmark');
    }
  });
});

describe('the ground and the registers', () => {
  it('carry twelve thousand devices, and streets in files a browser can take', async () => {
    const series = seriesCatalogue.parse(await read(registers.series));
    expect(new Set(series.series.map(({ thing }) => thing)).size).toBe(12_001);
    expect((await stat(join(home, 'base', groundFiles.streets))).size).toBeLessThan(3_000_000);
  });

  it('keep the records of buildings out of what is served', async () => {
    expect(await readdir(join(home, 'base'))).toEqual(expect.not.arrayContaining(['private']));
    expect((await stat(join(home, privateBuildings))).mode & 0o077).toBe(0);
  });
});

const boundsOf = (geometry: Polygon | MultiPolygon): readonly [number, number, number, number] => {
  const points = (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates).flat(2);
  const lons = points.map((each) => each[0]!);
  const lats = points.map((each) => each[1]!);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
};

const cellOf = (lon: number, lat: number): string => `${Math.floor(lon * 500)},${Math.floor(lat * 500)}`;

const around = (
  cells: ReadonlyMap<string, readonly BuildingRecord[]>,
  [lon, lat]: LonLat,
): BuildingRecord[] => {
  const near: BuildingRecord[] = [];
  for (const i of [-1, 0, 1]) {
    for (const j of [-1, 0, 1]) near.push(...(cells.get(cellOf(lon + i / 500, lat + j / 500)) ?? []));
  }
  return near.filter((each) => Math.abs(each.lon - lon) < 0.0011 && Math.abs(each.lat - lat) < 0.0011);
};

/** The street's axis and its two kerbs at one place. */
const acrossStreet = ([lon, lat]: LonLat, [dx, dy]: LonLat, widthM: number): LonLat[] => {
  const [east, north] = [dx * 95_850, dy * 110_860];
  const length = Math.hypot(east, north);
  return [-0.5, 0, 0.5].map((side): LonLat => [
    lon - ((north / length) * side * widthM) / 95_850,
    lat + ((east / length) * side * widthM) / 110_860,
  ]);
};

const ring = (building: BuildingRecord): Polygon => ({
  type: 'Polygon',
  coordinates: [building.ring.map((at) => [...at])],
});

/** Separating axes of two convex rings; touching is not overlapping. */
const overlap = (first: readonly LonLat[], second: readonly LonLat[]): boolean =>
  [first, second].every((sides) =>
    sides.slice(1).every((to, i) => {
      const from = sides[i]!;
      const axis = [from[1] - to[1], (to[0] - from[0]) * 0.74] as const;
      const span = (points: readonly LonLat[]): readonly [number, number] => {
        const along = points.map((point) => point[0] * axis[0] + (point[1] / 0.74) * axis[1]);
        return [Math.min(...along), Math.max(...along)];
      };
      const [a, b] = [span(first), span(second)];
      return a[0] < b[1] && b[0] < a[1];
    }),
  );
