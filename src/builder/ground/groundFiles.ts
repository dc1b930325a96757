import type { Feature, FeatureCollection, LineString, MultiPolygon, Polygon, Position } from 'geojson';
import { groundFiles, type BaseSource } from '@/contracts/base';
import { fabrics } from '../blocks/kinds';
import type { Block, City } from '../city';
import { toLonLat, type Point } from '../plane';
import { signedArea, simplify } from '../polygon';
import { creditsOf, type Credit } from './credits';
import type { Geography } from './geography';

/** The files under `ground/`, as text, by path; each says whom it comes from, in a member `sources` beside its features. */
export const groundOf = (
  city: City,
  geography: Geography,
  sources: readonly BaseSource[],
): ReadonlyMap<string, string> => {
  const water = geography.water.features;
  const imported = new Set(sources.map(({ id }) => id));
  const green = [...geography.green.features, ...parks(city.blocks)];
  const [theirs, ours] = [true, false].map((wanted) =>
    green.filter(({ properties }) => imported.has(String(properties?.['source'])) === wanted),
  ) as [typeof green, typeof green];
  return new Map([
    [
      groundFiles.water,
      compact(water, ['kind', 'name', 'grade', 'source'], creditsOf('water', sources, water)),
    ],
    [
      groundFiles.districts,
      compact(geography.districts.features, ['code', 'name', 'population', 'populationYear', 'areaKm2'], []),
    ],
    [
      groundFiles.green,
      compact(
        [...bare(ours, ['grade', 'source']), ...theirs],
        ['kind', 'name', 'grade', 'source'],
        creditsOf('green', sources, green),
      ),
    ],
    [groundFiles.streets, streets(city, creditsOf('streets', sources))],
    [groundFiles.subdistricts, subdistricts(city)],
    [groundFiles.rail, rails(geography, creditsOf('rail', sources))],
    [groundFiles.blocks, blocks(city.blocks)],
  ]);
};

/** Without some properties: what ours are graded is told by the layer that draws them. */
const bare = <T extends Feature>(features: readonly T[], names: readonly string[]): T[] =>
  features.map((feature) => ({
    ...feature,
    properties: Object.fromEntries(
      Object.entries(feature.properties ?? {}).filter(([name]) => !names.includes(name)),
    ),
  }));

/** About a decimetre. */
const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

const place = (point: Point): Position => toLonLat(point).map(round);

const collection = (features: readonly Feature[], credits: readonly Credit[] = []): string => {
  const all: FeatureCollection = { type: 'FeatureCollection', features: [...features] };
  // Before the features: a reader of a long file finds it at once (RFC 7946 §6.1 allows members of our own).
  return JSON.stringify(credits.length === 0 ? all : { sources: credits, ...all });
};

const compact = (
  features: readonly Feature<Polygon | MultiPolygon>[],
  names: readonly string[],
  credits: readonly Credit[],
): string =>
  collection(
    features.map((feature) => ({
      type: 'Feature',
      properties: Object.fromEntries(
        names.flatMap((name) => {
          const value: unknown = feature.properties?.[name];
          return value === undefined ? [] : [[name, value]];
        }),
      ),
      geometry: rounded(feature.geometry),
    })),
    credits,
  );

const rounded = (geometry: Polygon | MultiPolygon): Polygon | MultiPolygon => {
  const rings = (polygon: Position[][]): Position[][] =>
    polygon.map((ring) => ring.map((at) => at.slice(0, 2).map(round)));
  return geometry.type === 'Polygon'
    ? { type: 'Polygon', coordinates: rings(geometry.coordinates) }
    : { type: 'MultiPolygon', coordinates: geometry.coordinates.map(rings) };
};

const streets = (city: City, credits: readonly Credit[]): string =>
  collection(
    city.streets.map((street): Feature<LineString> => ({
      type: 'Feature',
      properties: {
        class: street.class,
        width: street.width,
        ...(street.bridge === true ? { bridge: true } : {}),
        ...(street.name === undefined ? {} : { name: { zh: street.name, en: street.name } }),
        ...(street.source === undefined ? {} : { grade: 'derived', source: street.source }),
      },
      geometry: { type: 'LineString', coordinates: simplify(street.line, 0.8).map(place) },
    })),
    credits,
  );

/** Corners rounded twice over (Chaikin): trains do not turn on the spot. */
const rails = (geography: Geography, credits: readonly Credit[]): string =>
  collection(
    geography.rail.features.map((feature): Feature<LineString> => ({
      type: 'Feature',
      properties: feature.properties,
      geometry: {
        type: 'LineString',
        coordinates: rounder(rounder(rounder(feature.geometry.coordinates))).map((at) => at.map(round)),
      },
    })),
    credits,
  );

const rounder = (line: readonly Position[]): Position[] => {
  const out: Position[] = [line[0]!];
  for (let i = 1; i < line.length; i += 1) {
    const [a, b] = [line[i - 1]!, line[i]!];
    const at = (t: number): Position => [a[0]! + (b[0]! - a[0]!) * t, a[1]! + (b[1]! - a[1]!) * t];
    out.push(at(0.25), at(0.75));
  }
  return [...out, line.at(-1)!];
};

/** Real names and codes on generated areas: the file says so for each. */
const subdistricts = (city: City): string =>
  collection(
    city.partitions.subdistricts.map(({ code, name, district, rings }): Feature<MultiPolygon> => ({
      type: 'Feature',
      properties: { code, name, district, grade: 'generated' },
      geometry: {
        type: 'MultiPolygon',
        coordinates: rings.map((ring) => [[...ring, ring[0]!].map(coarse)]),
      },
    })),
  );

/** About a metre: nobody draws these borders closer. */
const coarse = (point: Point): Position => toLonLat(point).map((degrees) => Math.round(degrees * 1e5) / 1e5);

const blocks = (all: readonly Block[]): string =>
  collection(
    all.flatMap((block): Feature<Polygon>[] => {
      const ground = fabrics[block.fabric].ground;
      const ring = kerbs(block);
      if (ground === 'park' || ground === 'empty' || ring === undefined) return [];
      return [
        {
          type: 'Feature',
          properties: { kind: ground },
          geometry: { type: 'Polygon', coordinates: [closed(ring)] },
        },
      ];
    }),
  );

const parks = (all: readonly Block[]): Feature<Polygon>[] =>
  all.flatMap((block): Feature<Polygon>[] => {
    const ring = block.fabric === 'park' ? kerbs(block) : undefined;
    if (ring === undefined) return [];
    return [
      {
        type: 'Feature',
        properties: { kind: 'park' },
        geometry: { type: 'Polygon', coordinates: [closed(ring)] },
      },
    ];
  });

const closed = (ring: readonly Point[]): Position[] => [...ring, ring[0]!].map(place);

/** The block within its kerbs: every side moved in by half its street. Nothing where the block is too narrow or bent for that. */
const kerbs = ({ face, area }: Block): readonly Point[] | undefined => {
  const { ring, widths } = face;
  const n = ring.length;
  const out: Point[] = [];
  for (let i = 0; i < n; i += 1) {
    const [before, at, after] = [ring[(i + n - 1) % n]!, ring[i]!, ring[(i + 1) % n]!];
    const u = direction(before, at);
    const v = direction(at, after);
    const [a, b] = [widths[(i + n - 1) % n]! / 2, widths[i]! / 2];
    const cross = u[0] * v[1] - u[1] * v[0];
    // Nearly straight on, or nearly back: the meeting point of the moved sides runs away.
    if (Math.abs(cross) < 0.2) {
      out.push([at[0] - v[1] * Math.max(a, b), at[1] + v[0] * Math.max(a, b)]);
      continue;
    }
    out.push([at[0] + (v[0] * a - u[0] * b) / cross, at[1] + (v[1] * a - u[1] * b) / cross]);
  }
  const inner = signedArea(out);
  return inner > 600 && inner < area ? out : undefined;
};

const direction = (from: Point, to: Point): Point => {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
  return [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
};
