import * as z from 'zod/mini';
import { lonLat, position } from './geo';
import { confidence, grade, provenance } from './provenance';
import { text } from './text';

/**
 * The base: what the builder writes under `CITY_HOME/base` and the server (or any web server) answers under `/tiles`.
 *
 *   manifest.json                    written last; a base without it is unfinished and is built again
 *   buildings/tileset.json + *.glb   3D Tiles 1.1; EXT_mesh_features; property table `building` as `BuildingProperties`
 *   ground/water.json …              GeoJSON FeatureCollections, see `groundFiles`
 *   ground/relief.json + *.bin       heights of the ground, see contracts/relief
 *   registers/*.json                 things a person could count, see `registers`
 *
 * A base is published in one step, and may be published again while the page is open: first with the inner city
 * (`stage: 'inner'`), then whole; then once more for every import. `revision` grows with each.
 */
export const baseParts = [
  'buildings',
  'streets',
  'water',
  'green',
  'rail',
  'bridges',
  'relief',
  'districts',
] as const;

/** Whom a part of the base comes from, for legends, exports and the tiles' own copyright. */
export const baseSource = z.object({
  /** `generated`, `osm`, or the name given to an import. */
  id: z.string(),
  title: text,
  /** SPDX id where there is one, as `ODbL-1.0`. */
  licence: z.string(),
  /** The line the licence asks to be shown, as `© OpenStreetMap contributors`; empty where none is. */
  attribution: z.string(),
  grade,
  /** The day (or year) the source speaks of; empty where it does not say. */
  date: z.string(),
  parts: z.array(z.enum(baseParts)),
});
export type BaseSource = Readonly<z.infer<typeof baseSource>>;

/** What the builder says (as the stage of its progress) once the inner city can be opened and the rest goes on. */
export const innerPublished = 'inner published';

export const baseManifest = z.object({
  version: z.literal(1),
  seed: z.int(),
  builtAt: z.string(),
  /** Hash of the builder's inputs and version; a different one means the base is built anew. */
  inputs: z.string(),
  counts: z.object({ buildings: z.int(), tiles: z.int(), devices: z.int() }),
  /** `inner` while the outer districts are still being made; absent means whole. */
  stage: z.optional(z.enum(['inner', 'whole'])),
  /** Grows with every publishing into the same folder; absent means 0. */
  revision: z.optional(z.int()),
  /** Present while an import is shown that is still being read: its id, and how many of its buildings stand here. */
  importing: z.optional(z.object({ id: z.string(), buildings: z.int() })),
  /** Absent means that everything but the landmarks is generated. */
  sources: z.optional(z.array(baseSource)),
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

/**
 * What a building's height was taken from: a register of ours, a height or a number of levels (× 3.2 m) in the source, the
 * usual height of its use where the source says neither, or the generator.
 */
export const heightSources = ['register', 'height', 'levels', 'default', 'generated'] as const;
export type HeightSource = (typeof heightSources)[number];

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
  /** Ellipsoidal metres of the ground it stands on. */
  readonly ground: number;
  /** 街道 or 镇 it lies in by its code (nine digits), or empty outside every one. */
  readonly street: string;
  readonly heightSource: HeightSource;
  /** `id` of a `BaseSource`. */
  readonly source: string;
  /** CIM level 1…7 (CJJ/T 315) its model reaches. */
  readonly cim: number;
  /** Day of its survey, or empty where it was never surveyed. */
  readonly surveyed: string;
}

/**
 * GeoJSON files under `ground/`, drawn into the ground picture. Properties named here are all there are. A file made from
 * open or imported data tells in a member `sources` beside its features whom it comes from, as `BaseSource` does.
 */
export const groundFiles = {
  /** Polygons; `kind`: river | lake | channel; `name` {zh,en}?; `grade`; `source`?. */
  water: 'ground/water.json',
  /**
   * LineStrings; `class`: express | arterial | collector | local; `width` m; `bridge`? true on a deck; of imported ones
   * `name`? {zh,en}, `grade` and `source`.
   */
  streets: 'ground/streets.json',
  /** Polygons; `kind`: park | hill | island | embankment; `name`?; `grade`? and `source`?. */
  green: 'ground/green.json',
  /** Polygons; `kind`: residential | commercial | industrial | campus | village | public. */
  blocks: 'ground/blocks.json',
  /** (Multi)Polygons; `code`, `name` {zh,en}, `population`, `populationYear`, `areaKm2`. Neighbours share edges. */
  districts: 'ground/districts.json',
  /** LineStrings; `class`: rail | highspeed | yard; `name`?; indicative courses between known stations. */
  rail: 'ground/rail.json',
  /** Polygons; `code` (nine digits), `name` {zh,en}, `district`; real names and codes, areas generated (示意生成). */
  subdistricts: 'ground/subdistricts.json',
  /** See contracts/relief. */
  relief: 'ground/relief.json',
} as const;

const ring = z.array(z.array(z.number()));
/** The districts' outlines as `ground/districts.json` holds them; indicative, not legal borders. */
export const districtOutlines = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      properties: z.object({
        code: z.string(),
        name: text,
        /** Residents by the census of `populationYear`; those of functional zones are counted in the zones. */
        population: z.optional(z.number()),
        populationYear: z.optional(z.int()),
      }),
      geometry: z.discriminatedUnion('type', [
        z.object({ type: z.literal('Polygon'), coordinates: z.array(ring) }),
        z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring)) }),
      ]),
    }),
  ),
});
export type DistrictOutlines = z.infer<typeof districtOutlines>;

/**
 * How a crossing is built, as it is commonly known in the city: no source of ours states it. It is what the crossing is
 * drawn by, and told as unverified.
 */
export const bridgeBuild = z.object({
  /** Form of the towers, seen along the road. */
  tower: z.optional(z.enum(['portal', 'h', 'a', 'diamond', 'inverted-y', 'column', 'pavilion'])),
  towerMaterial: z.optional(z.enum(['concrete', 'steel'])),
  /** Cable planes of a stayed bridge. */
  planes: z.optional(z.union([z.literal(1), z.literal(2), z.literal(3)])),
  /** Spans of the main bridge in order along the axis, metres. */
  spans: z.optional(z.array(z.number())),
  /** Height of the truss below the upper deck, metres; absent where a girder carries the road. */
  trussM: z.optional(z.number()),
  /** What the lower of two decks carries. */
  lower: z.optional(z.enum(['rail', 'road'])),
  lanes: z.optional(z.int()),
  /** What it is painted, where it is known by its colour. */
  paint: z.optional(z.enum(['grey', 'white', 'orange', 'red'])),
});
export type BridgeBuild = Readonly<z.infer<typeof bridgeBuild>>;

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
  build: z.optional(bridgeBuild),
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
      /**
       * The course as it is drawn, bent smoothly through the stations and round the lakes, and the depth of the track
       * below the ground in metres, negative where it runs above; indicative. Absent where no course is drawn.
       */
      course: z.optional(z.array(position)),
      opened: z.optional(z.string()),
      provenance,
    }),
  ),
  stations: z.array(
    z.object({ id: z.string(), name: text, at: lonLat, lines: z.array(z.string()), provenance }),
  ),
});
export type MetroRegister = Readonly<z.infer<typeof metroRegister>>;

/** How exactly a figure counts: one operation in one of them is another work than in the next. INT8 counts 10¹⁵ integer operations. */
export const precisions = ['FP64', 'FP32', 'FP16', 'INT8'] as const;
export type Precision = (typeof precisions)[number];

/** PFLOPS are kept by precision and never added across precisions (Article 15). */
export const computeCentre = z.object({
  id: z.string(),
  name: text,
  kind: z.enum(['general', 'super', 'intelligent', 'edge', 'cloud']),
  pflops: z.optional(z.number()),
  precision: z.enum([...precisions, 'unstated']),
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
  /** `Community` records: 社区 and 村 with real names and codes, areas generated. */
  communities: 'registers/communities.json',
} as const;

/** A 社区 or 村: name and twelve-digit code from the list of 2023, its place within its 街道 generated (示意生成). */
export const community = z.object({
  code: z.string(),
  name: z.string(),
  /** Nine-digit code of its 街道 or 镇. */
  street: z.string(),
  at: lonLat,
  /** Open ring, degrees. */
  ring: z.array(lonLat),
});
export type Community = Readonly<z.infer<typeof community>>;
