import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { BuildingProperties } from '@/contracts/base';
import type { Series, SeriesCatalogue } from '@/contracts/series';
import { alarmRules } from '@/domain/alarmDefinitions';
import { signDefinitions } from '@/domain/definitions';
import { planFleet } from '@/domain/fleetPlan';

/** A base so small that it is written in a moment: 30 series, four buildings in two districts, one page. */
export interface SmallCity {
  readonly home: string;
  readonly page: string;
  readonly catalogue: SeriesCatalogue;
  readonly remove: () => void;
}

const building = (id: string, more: Partial<BuildingProperties>): BuildingProperties => ({
  id,
  code: `G${id}`,
  name: '',
  use: 'residential',
  floors: 18,
  height: 54,
  heightOrigin: 'generated',
  year: 2004,
  area: 820,
  district: '420102',
  grade: 'generated',
  lon: 114.2934,
  lat: 30.6031,
  ground: 8.4,
  street: '',
  heightSource: 'generated',
  source: 'generated',
  cim: 2,
  surveyed: '',
  ...more,
});

export const buildings = {
  tower: building('b1', {}),
  /** In the same 100 m cell as the tower. */
  cottage: building('b2', { floors: 1, area: 60, lon: 114.29341 }),
  wuchang: building('b3', { district: '420106', lon: 114.31, lat: 30.55 }),
  office: building('b4', { use: 'office', floors: 30, lon: 114.29, lat: 30.58 }),
} as const;

/** A closed ring, about ten metres a side. */
const plotOf = ({ lon, lat }: BuildingProperties) =>
  [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
    [0, 0],
  ].map(([x = 0, y = 0]) => [lon + x / 10_000, lat + y / 10_000]);

const districts = [
  { code: '420102', name: { zh: '江岸区', en: 'Jiang’an' } },
  { code: '420106', name: { zh: '武昌区', en: 'Wuchang' } },
] as const;

/** The first of every kind the plan has, so that each sign and rule has something to stand on. */
export function smallCatalogue(): SeriesCatalogue {
  const full = planFleet({
    seed: 7,
    districts,
    streetPoints: Array.from({ length: 400 }, (_, turn) => ({
      at: [114.28 + (turn % 20) * 0.001, 30.58 + Math.floor(turn / 20) * 0.001] as const,
      district: '420102',
    })),
    roofs: Array.from({ length: 200 }, (_, turn) => ({
      id: `r${String(turn)}`,
      at: [114.28 + turn * 0.0001, 30.59] as const,
      district: '420102',
      heightM: 20,
    })),
    bridges: [],
    compute: [],
    stations: [],
    riverGauge: [114.29, 30.58],
  });
  const seen = new Map<string, number>();
  const first = full.series.filter((one) => {
    const count = seen.get(one.property) ?? 0;
    seen.set(one.property, count + 1);
    return one.id <= 2 || count < 2;
  });
  const watched = new Set<string | undefined>(
    [...signDefinitions.flatMap(({ measures }) => measures), ...alarmRules].map(({ property }) => property),
  );
  const rank = (one: Series) => (one.id <= 2 ? 0 : watched.has(one.property) ? 1 : 2);
  const series = [...first].sort((a, b) => rank(a) - rank(b) || a.id - b.id).slice(0, 30);
  return { ...full, series: series.sort((a, b) => a.id - b.id) };
}

export function writeSmallCity(
  reshape: (catalogue: SeriesCatalogue) => SeriesCatalogue = (catalogue) => catalogue,
): SmallCity {
  const root = mkdtempSync(join(tmpdir(), 'small-city-'));
  const home = join(root, 'home');
  const page = join(root, 'dist');
  const catalogue = reshape(smallCatalogue());
  const write = (path: string, content: string | Uint8Array) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  };
  write(join(home, 'base/registers/series.json'), JSON.stringify(catalogue));
  write(
    join(home, 'base/ground/districts.json'),
    JSON.stringify({
      type: 'FeatureCollection',
      features: districts.map((properties) => ({ type: 'Feature', properties, geometry: null })),
    }),
  );
  write(join(home, 'base/buildings/tileset.json'), '{"asset":{"version":"1.1"}}');
  write(join(home, 'base/buildings/0.glb'), Buffer.from('glTF0123456789'));
  write(
    join(home, 'private/buildings.ndjson'),
    Object.values(buildings)
      .map((one) => `${JSON.stringify({ ...one, ring: plotOf(one) })}\n`)
      .join(''),
  );
  write(
    join(home, 'base/manifest.json'),
    JSON.stringify({
      version: 1,
      seed: 7,
      builtAt: '2025-01-01T00:00:00Z',
      inputs: 'small',
      counts: { buildings: 4, tiles: 1, devices: catalogue.series.length },
    }),
  );
  write(join(page, 'index.html'), '<!doctype html><title>江城孪生</title>');
  write(join(page, 'assets/shell-AbCdEf12.js'), 'export const shell = 1;\n');
  write(join(page, 'assets/shell-AbCdEf12.js.gz'), Buffer.from('not really gzip'));
  return {
    home,
    page,
    catalogue,
    remove: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
}
