import type { BaseManifest, BridgeRecord, DistrictOutlines, ComputeCentre } from '@/contracts/base';
import { elementClasses, type PanoramaFile } from '@/contracts/panorama';
import type { Partitions } from '@/contracts/partitions';
import type { Provenance } from '@/contracts/provenance';
import type { SeriesCatalogue } from '@/contracts/series';
import { drillThingPrefix, planFleet, type FleetPlaces } from '@/domain/fleetPlan';

export const surveyed: Provenance = {
  grade: 'derived',
  source: { zh: '测试', en: 'Test' },
  licence: 'CC0-1.0',
  date: '2025',
  datum: 'WGS84',
};

const square = (west: number, east: number) => [
  [west, 30.5],
  [east, 30.5],
  [east, 30.7],
  [west, 30.7],
  [west, 30.5],
];
/** Two districts that meet at 114.3° east. */
export const fakeDistricts: DistrictOutlines = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { code: '420102', name: { zh: '江岸区', en: "Jiang'an" } },
      geometry: { type: 'Polygon', coordinates: [square(114.1, 114.3)] },
    },
    {
      type: 'Feature',
      properties: { code: '420106', name: { zh: '武昌区', en: 'Wuchang' } },
      geometry: { type: 'MultiPolygon', coordinates: [[square(114.3, 114.5)]] },
    },
  ],
};

export const fakeBridge: BridgeRecord = {
  id: 'yangtze-first',
  name: { zh: '武汉长江大桥', en: 'First Yangtze Bridge' },
  river: 'yangtze',
  kind: 'bridge',
  structure: '公铁两用',
  year: 1957,
  at: [114.2876, 30.5495],
  accuracyM: 20,
  axis: [
    [114.282, 30.551, 40],
    [114.2876, 30.5495, 46],
    [114.293, 30.548, 40],
  ],
  widthM: 22,
  pylons: [],
  provenance: surveyed,
};

/** A centre of the city, known only by name. */
export const withoutPlace: ComputeCentre = {
  id: 'nowhere',
  name: { zh: '某边缘算力', en: 'An edge centre' },
  kind: 'edge',
  pflops: 2,
  precision: 'FP16',
  figures: [],
  facts: [],
  provenance: surveyed,
};

export const fakeCentre: ComputeCentre = {
  ...withoutPlace,
  id: 'super',
  name: { zh: '武汉超算中心', en: 'Wuhan supercomputing centre' },
  kind: 'super',
  pflops: 50,
  precision: 'FP64',
  at: [114.41, 30.48],
  accuracyM: 500,
  district: '420111',
};

export const fakePlaces: FleetPlaces = {
  seed: 7,
  districts: [
    { code: '420102', name: { zh: '江岸区', en: 'Jiang’an' } },
    { code: '420103', name: { zh: '江汉区', en: 'Jianghan' } },
    { code: '420107', name: { zh: '青山区', en: 'Qingshan' } },
  ],
  streetPoints: Array.from({ length: 400 }, (_, index) => ({
    at: [114.25 + (index % 20) * 0.004, 30.56 + Math.floor(index / 20) * 0.003] as const,
    district: index % 2 === 0 ? '420102' : '420103',
  })),
  roofs: Array.from({ length: 200 }, (_, index) => ({
    id: `b${index}`,
    at: [114.27 + (index % 20) * 0.004, 30.57 + Math.floor(index / 20) * 0.003] as const,
    district: index % 4 === 0 ? '420107' : '420102',
    heightM: 20 + (index % 9) * 10,
    works: index % 4 === 0,
  })),
  bridges: [
    { ...fakeBridge, id: 'metro', kind: 'tunnel', structure: 'metro-tunnel' },
    { ...fakeBridge, id: 'rail', name: { zh: '汉水铁路桥', en: 'Hanshui railway bridge' } },
    fakeBridge,
    { ...fakeBridge, id: 'tunnel', kind: 'tunnel', name: { zh: '长江隧道', en: 'Tunnel' } },
  ],
  compute: [fakeCentre, withoutPlace],
  stations: [
    ...Array.from({ length: 30 }, (_, index) => ({
      id: `s${index}`,
      name: { zh: `车站${index}`, en: `Station ${index}` },
      at: [114.2 + index * 0.006, 30.61] as const,
      district: '420102',
    })),
    {
      id: 'jianghanlu',
      name: { zh: '江汉路', en: 'Jianghanlu' },
      at: [114.2869, 30.582],
      district: '420103',
    },
  ],
  lakes: [
    { id: 'lake-east', name: { zh: '东湖', en: 'East Lake' }, at: [114.399, 30.575], district: '420102' },
  ],
  riverGauge: [114.2921, 30.5787],
};

/** The whole planned fleet over made-up places. */
export const fakeFleet: SeriesCatalogue = planFleet(fakePlaces);

/** Every twelfth device, and those of the drill: as many as can be played for twenty minutes in a test. */
export const someFleet: SeriesCatalogue = {
  ...fakeFleet,
  series: fakeFleet.series.filter(
    ({ id, thing }) => id % 12 === 0 || id <= 2 || thing.startsWith(drillThingPrefix),
  ),
};

export const fakeManifest: BaseManifest = {
  version: 1,
  seed: 1,
  builtAt: '2026-03-02T00:00:00.000Z',
  inputs: 'of a test',
  counts: { buildings: 3, tiles: 1, devices: 6 },
};

/** Two cells and a 街道 with one 社区. */
export const fakePanorama: PanoramaFile = {
  version: 1,
  corner: [114.28, 30.57],
  step: [0.01, 0.009],
  classes: [...elementClasses],
  cells: [
    [0, 0, 2, 1, 40, 0, 3, 1, 0, 0, 0, 1, 0, 0, 5, 0, 1, 0, 0, 0, 41],
    [1, 0, 0, ...Array.from({ length: 18 }, () => 0)],
  ],
};
const fakeRing: [number, number][] = [
  [114.28, 30.57],
  [114.3, 30.57],
  [114.3, 30.59],
  [114.28, 30.59],
];
export const fakePartitions: Partitions = {
  subdistricts: [
    {
      properties: { code: '420102002', name: { zh: '一元街道', en: 'Yiyuan' }, district: '420102' },
      geometry: { type: 'MultiPolygon', coordinates: [[[...fakeRing, fakeRing[0]!]]] },
    },
  ],
  communities: [
    { code: '420102002001', name: '一元社区', street: '420102002', at: [114.285, 30.575], ring: fakeRing },
  ],
};
