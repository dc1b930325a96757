import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { LonLat } from '@/contracts/geo';
import type { Shape } from './field';
import { toDegrees } from './plane';

/** A GeoJSON feature as we write it; `geometry` in WGS 84 degrees. */
export interface BaseFeature {
  readonly type: 'Feature';
  readonly properties: Readonly<Record<string, unknown>>;
  readonly geometry:
    | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly LonLat[])[] }
    | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly LonLat[])[])[] }
    | { readonly type: 'LineString'; readonly coordinates: readonly LonLat[] };
}

export function areaFeature(shapes: readonly Shape[], properties: BaseFeature['properties']): BaseFeature {
  const polygons = shapes.map((shape) => shape.map((ring) => ring.map(toDegrees)));
  return {
    type: 'Feature',
    properties,
    geometry:
      polygons.length === 1
        ? { type: 'Polygon', coordinates: polygons[0]! }
        : { type: 'MultiPolygon', coordinates: polygons },
  };
}

/** One feature a line: small, and readable in a diff. `head` is what the file says about itself. */
export function writeFeatures(name: string, head: object, features: readonly BaseFeature[]): void {
  const top = JSON.stringify({ type: 'FeatureCollection', ...head }).slice(0, -1);
  const lines = features.map((feature) => JSON.stringify(feature)).join(',\n');
  save(`data/base/${name}`, `${top},"features":[\n${lines}\n]}\n`);
}

export function writeRegister(name: string, value: unknown): void {
  save(`data/registers/${name}`, `${JSON.stringify(value, undefined, 2)}\n`);
}

function save(path: string, text: string): void {
  mkdirSync(resolve(path, '..'), { recursive: true });
  writeFileSync(resolve(path), text);
  console.log(`${path}  ${(Buffer.byteLength(text) / 1024).toFixed(0)} KB`);
}
