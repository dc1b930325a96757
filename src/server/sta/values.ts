import type { Box } from '@/contracts/geo';

/** From and to in ms since the Unix epoch; an instant where both are one. */
export interface Moment {
  readonly kind: 'time';
  readonly from: number;
  readonly to: number;
}

export interface Duration {
  readonly kind: 'duration';
  readonly ms: number;
}

export type ShapeGeometry =
  | { readonly type: 'Point'; readonly coordinates: readonly number[] }
  | { readonly type: 'LineString'; readonly coordinates: readonly (readonly number[])[] }
  | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly (readonly number[])[])[] }
  | {
      readonly type: 'MultiPolygon';
      readonly coordinates: readonly (readonly (readonly (readonly number[])[])[])[];
    };

/** Longitude and latitude in degrees, WGS 84, with its bounding box. */
export interface Shape {
  readonly kind: 'shape';
  readonly geometry: ShapeGeometry;
  readonly box: Box;
}

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** What a client may look into: `properties`, `parameters`, `unitOfMeasurement`. */
export interface Document {
  readonly kind: 'json';
  readonly json: { readonly [name: string]: Json };
}

/** What an expression or a property can be; `null` where there is none. */
export type Value = number | string | boolean | null | Moment | Duration | Shape | Document;

export type ValueType = 'number' | 'text' | 'truth' | 'time' | 'duration' | 'shape' | 'any' | 'null';

export const instant = (ms: number): Moment => ({ kind: 'time', from: ms, to: ms });
export const document = (json: { readonly [name: string]: Json }): Document => ({ kind: 'json', json });

/** A place as a shape; a height is ellipsoidal metres, as GeoJSON has it. */
export const pointShape = (lon: number, lat: number, height?: number): Shape => ({
  kind: 'shape',
  geometry: { type: 'Point', coordinates: height === undefined ? [lon, lat] : [lon, lat, height] },
  box: [lon, lat, lon, lat],
});

export const momentText = (moment: Moment): string => {
  const to = new Date(moment.to).toISOString();
  return moment.from === moment.to ? to : `${new Date(moment.from).toISOString()}/${to}`;
};

export function typeOf(value: Value): ValueType {
  if (value === null) return 'null';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'boolean') return 'truth';
  return value.kind === 'json' ? 'any' : value.kind;
}

/** As it is written in an answer. */
export function jsonOf(value: Value): Json {
  if (value === null || typeof value !== 'object') return value;
  switch (value.kind) {
    case 'time':
      return momentText(value);
    case 'shape':
      return { type: value.geometry.type, coordinates: value.geometry.coordinates };
    case 'json':
      return value.json;
    case 'duration':
      return `PT${String(value.ms / 1000)}S`;
  }
}

/** What lies in a document under a name; only what the document itself holds, never what all objects inherit. */
export function within(value: Value, name: string): Value {
  if (value === null || typeof value !== 'object' || value.kind !== 'json') return null;
  if (!Object.hasOwn(value.json, name)) return null;
  const inner = value.json[name] ?? null;
  if (inner === null || typeof inner !== 'object') return inner;
  return Array.isArray(inner) ? null : document(inner as { readonly [name: string]: Json });
}
