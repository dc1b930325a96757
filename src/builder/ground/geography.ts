import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Feature, FeatureCollection, LineString, MultiPolygon, Polygon } from 'geojson';
import type { BridgeRecord, ComputeCentre, LandmarkRecord, MetroRegister } from '@/contracts/base';
import type { LonLat } from '@/contracts/geo';
import { toPlane, type Point } from '../plane';

/** What the city is told (`data/base`, `data/registers`), read once per build. */
export interface Geography {
  readonly districts: FeatureCollection<Polygon | MultiPolygon>;
  readonly water: FeatureCollection<Polygon | MultiPolygon>;
  readonly green: FeatureCollection<Polygon | MultiPolygon>;
  /** Courses of railways, indicative. */
  readonly rail: FeatureCollection<LineString>;
  readonly axes: { readonly yangtze: readonly Point[]; readonly han: readonly Point[] };
  readonly bridges: readonly BridgeRecord[];
  readonly metro: MetroRegister;
  readonly compute: readonly ComputeCentre[];
  readonly landmarks: readonly LandmarkRecord[];
  /** 街道 and 镇 by code, each with its 社区 and 村: the last three digits of the code and the name. */
  readonly divisions: readonly {
    readonly code: string;
    readonly name: string;
    readonly communities: readonly (readonly [suffix: string, name: string])[];
  }[];
}

/** Every file the builder reads, relative to the data root; their bytes decide whether a base is still good. */
export const geographyFiles = {
  districts: 'base/districts.geojson',
  water: 'base/water.geojson',
  green: 'base/green.geojson',
  rail: 'base/rail.geojson',
  axes: 'base/axes.geojson',
  bridges: 'registers/bridges.json',
  metro: 'registers/metro.json',
  compute: 'registers/compute.json',
  landmarks: 'registers/landmarks.json',
  divisions: 'base/divisions.json',
} as const;

export const readGeography = async (dataRoot: string): Promise<Geography> => {
  const read = async <T>(file: string): Promise<T> =>
    JSON.parse(await readFile(join(dataRoot, file), 'utf8')) as T;
  const axes = await read<FeatureCollection<LineString>>(geographyFiles.axes);
  return {
    districts: await read(geographyFiles.districts),
    water: await read(geographyFiles.water),
    green: await read(geographyFiles.green),
    rail: await read(geographyFiles.rail),
    axes: { yangtze: axisOf(axes, 'yangtze'), han: axisOf(axes, 'han') },
    bridges: await read(geographyFiles.bridges),
    metro: await read(geographyFiles.metro),
    compute: await read(geographyFiles.compute),
    landmarks: await read(geographyFiles.landmarks),
    divisions: (await read<{ readonly streets: Geography['divisions'] }>(geographyFiles.divisions)).streets,
  };
};

const axisOf = (axes: FeatureCollection<LineString>, river: 'yangtze' | 'han'): Point[] => {
  const feature = axes.features.find((each) => each.properties?.['river'] === river);
  if (feature === undefined) throw new Error(`${geographyFiles.axes} has no axis of river "${river}"`);
  return feature.geometry.coordinates.map(([lon = NaN, lat = NaN]) => toPlane(lon, lat));
};

/** Outer rings and holes, one list per polygon, open and in the plane. */
export const planeRings = (feature: Feature<Polygon | MultiPolygon>): Point[][][] =>
  polygonsOf(feature).map((rings) =>
    rings.map((ring) => ring.slice(0, -1).map(([lon, lat]) => toPlane(lon, lat))),
  );

export const polygonsOf = (feature: Feature<Polygon | MultiPolygon>): LonLat[][][] =>
  (feature.geometry.type === 'Polygon' ? [feature.geometry.coordinates] : feature.geometry.coordinates).map(
    (rings) => rings.map((ring) => ring.map(([lon = NaN, lat = NaN]): LonLat => [lon, lat])),
  );

/** The Chinese name of a feature, or nothing. */
export const nameOf = (feature: Feature): string => {
  const name: unknown = feature.properties?.['name'];
  if (typeof name === 'string') return name;
  if (typeof name === 'object' && name !== null && 'zh' in name && typeof name.zh === 'string')
    return name.zh;
  return '';
};
