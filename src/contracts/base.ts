import * as z from 'zod/mini';
import { lonLat, position } from './geo';
import { confidence, provenance } from './provenance';
import { text } from './text';

/**
 * The base: what the builder writes under `CITY_HOME/base` and the server (or any web server) answers under `/tiles`.
 *
 *   manifest.json                    written last; a base without it is unfinished and is built again
 *   buildings/tileset.json + *.glb   3D Tiles 1.1; EXT_mesh_features; property table `building` as `BuildingProperties`
 *   ground/water.json …              GeoJSON FeatureCollections, see `groundFiles`
 *   registers/*.json                 things a person could count, see `registers`
 */
export const baseManifest = z.object({
  version: z.literal(1),
  seed: z.int(),
  builtAt: z.string(),
  /** Hash of the builder's inputs and version; a different one means the base is built anew. */
  inputs: z.string(),
  counts: z.object({ buildings: z.int(), tiles: z.int(), devices: z.int() }),
});
export type BaseManifest = Readonly<z.infer<typeof baseManifest>>;

export const buildingUses = [
  'residential',
  'commercial',
  'office',
  'industrial',
  'education',
  'medical',
  'public',
  'transport',
  'landmark',
] as const;
export type BuildingUse = (typeof buildingUses)[number];

/** Columns of the property table, in this order; the same names in every tile. `height` and `area` are metres and m². */
export interface BuildingProperties {
  readonly id: string;
  /** 统一识别代码, generated: says so by the prefix `G`. */
  readonly code: string;
  readonly name: string;
  readonly use: BuildingUse;
  readonly floors: number;
  readonly height: number;
  /** `measured` for the named towers, else `generated`. */
  readonly heightOrigin: string;
  readonly year: number;
  readonly area: number;
  /** District code, 420102 … */
  readonly district: string;
  readonly grade: string;
  /** Of the footprint's centre, degrees. */
  readonly lon: number;
  readonly lat: number;
}

/** GeoJSON files under `ground/`, drawn into the ground picture. Properties named here are all there are. */
export const groundFiles = {
  /** Polygons; `kind`: river | lake | channel; `name` {zh,en}?; `grade`. */
  water: 'ground/water.json',
  /** LineStrings; `class`: express | arterial | collector | local; `width` m; `bridge`? true on a deck. */
  streets: 'ground/streets.json',
  /** Polygons; `kind`: park | hill | island | embankment; `name`?. */
  green: 'ground/green.json',
  /** Polygons; `kind`: residential | commercial | industrial | campus | village | public. */
  blocks: 'ground/blocks.json',
  /** (Multi)Polygons; `code`, `name` {zh,en}, `population`, `populationYear`, `areaKm2`. Neighbours share edges. */
  districts: 'ground/districts.json',
} as const;

const ring = z.array(z.array(z.number()));
/** The districts' outlines as `ground/districts.json` holds them; indicative, not legal borders. */
export const districtOutlines = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      properties: z.object({ code: z.string(), name: text }),
      geometry: z.discriminatedUnion('type', [
        z.object({ type: z.literal('Polygon'), coordinates: z.array(ring) }),
        z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring)) }),
      ]),
    }),
  ),
});
export type DistrictOutlines = z.infer<typeof districtOutlines>;

export const bridgeRecord = z.object({
  id: z.string(),
  name: text,
  river: z.enum(['yangtze', 'han']),
  kind: z.enum(['bridge', 'tunnel']),
  structure: z.string(),
  year: z.optional(z.int()),
  /** Whole length as the source tells it, metres. */
  lengthM: z.optional(z.number()),
  spanM: z.optional(z.number()),
  /** The crossing's known point. */
  at: lonLat,
  accuracyM: z.number(),
  /** Deck or tunnel axis, bank to bank and over the approaches; heights are ellipsoidal metres. */
  axis: z.array(position),
  widthM: z.number(),
  /** Where pylons or towers stand on the axis and how high their tops are (ellipsoidal metres). */
  pylons: z.array(z.object({ at: position, topM: z.number() })),
  provenance,
});
export type BridgeRecord = Readonly<z.infer<typeof bridgeRecord>>;

export const metroRegister = z.object({
  lines: z.array(
    z.object({
      id: z.string(),
      name: text,
      colour: z.string(),
      /** Straight between known stations. */ path: z.array(lonLat),
      opened: z.optional(z.string()),
      provenance,
    }),
  ),
  stations: z.array(
    z.object({ id: z.string(), name: text, at: lonLat, lines: z.array(z.string()), provenance }),
  ),
});
export type MetroRegister = Readonly<z.infer<typeof metroRegister>>;

/** PFLOPS are kept by precision and never added across precisions (Article 15). */
export const computeCentre = z.object({
  id: z.string(),
  name: text,
  kind: z.enum(['general', 'super', 'intelligent', 'edge', 'cloud']),
  pflops: z.optional(z.number()),
  precision: z.enum(['FP16', 'FP64', 'unstated']),
  /** Every figure found, so that sources that disagree are seen to disagree. */
  figures: z.array(z.object({ pflops: z.number(), source: text, year: z.optional(z.string()), confidence })),
  /** Absent where no place is published: the centre is then a city-level card. */
  at: z.optional(lonLat),
  /** Radius of the doubt around `at`, metres. */
  accuracyM: z.optional(z.number()),
  district: z.optional(z.string()),
  facts: z.array(text),
  provenance,
});
export type ComputeCentre = Readonly<z.infer<typeof computeCentre>>;

export const landmarkRecord = z.object({
  id: z.string(),
  name: text,
  kind: z.enum(['tower', 'historic', 'culture', 'station', 'hill', 'lake', 'river', 'island', 'place']),
  at: lonLat,
  heightM: z.optional(z.number()),
  accuracyM: z.optional(z.number()),
  /** Which building of the base it is, where it is one. */
  building: z.optional(z.string()),
  /** 0 is the most important; the label layer keeps lower numbers when labels collide. */
  priority: z.int(),
  provenance,
});
export type LandmarkRecord = Readonly<z.infer<typeof landmarkRecord>>;

/** Files under `registers/`. Each is a JSON array, except `metro` (an object) and `series` (see contracts/series). */
export const registers = {
  bridges: 'registers/bridges.json',
  metro: 'registers/metro.json',
  compute: 'registers/compute.json',
  landmarks: 'registers/landmarks.json',
  series: 'registers/series.json',
} as const;
