import * as z from 'zod/mini';
import { layerGroups } from './layer';
import { provenance } from './provenance';
import { text } from './text';

/**
 * What a site adds to the scene: its own real-scene mesh, terrain, pictures or features, one entry each in
 * `data/site.json` or, for what was imported, in `CITY_HOME/site/*.json`. A browser asks only the hosts named here.
 */
const common = {
  /** Letters, digits and `-`; in links it reads `site-<id>`. */
  id: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,40}$/)),
  title: text,
  group: z.enum(layerGroups),
  clause: z.string(),
  provenance,
  /** The line the licence asks to be shown. */
  attribution: z.optional(z.string()),
  visible: z._default(z.boolean(), false),
  /** CIM level 1…7 and 实景三维 level the source reaches. */
  cim: z.optional(z.int().check(z.gte(1), z.lte(7))),
  realScene: z.optional(z.enum(['terrain', 'city', 'component'])),
} as const;

const url = z.string().check(z.regex(/^(https?:\/\/|\/|\.\/)/));

/** Tile matrix sets a raster entry may come in. Levels and origins as the service counts them. */
export const rasterSystems = ['EPSG:3857', 'EPSG:4326', 'EPSG:4490'] as const;

const raster = {
  ...common,
  url,
  /** Draped over the ground, above the drawn map (`over`) or below it (`under`). */
  place: z._default(z.enum(['under', 'over']), 'under'),
  minimumLevel: z._default(z.int(), 0),
  maximumLevel: z._default(z.int(), 18),
} as const;

export const siteEntry = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('3dtiles'),
    ...common,
    url,
    /** Metres added to every height, where the source's own height system is not the ellipsoid. */
    heightOffsetM: z._default(z.number(), 0),
    /** Picks and colours an untextured or unsplit mesh through the footprints of the base (单体化). */
    footprints: z._default(z.boolean(), false),
  }),
  z.object({
    kind: z.literal('i3s'),
    ...common,
    url,
    heightOffsetM: z._default(z.number(), 0),
    footprints: z._default(z.boolean(), false),
  }),
  /** Quantized mesh or heightmap tiles. */
  z.object({ kind: z.literal('terrain'), ...common, url }),
  z.object({
    kind: z.literal('wmts'),
    ...raster,
    layer: z.string(),
    style: z._default(z.string(), 'default'),
    format: z._default(z.string(), 'image/png'),
    matrixSet: z.string(),
    system: z.enum(rasterSystems),
    /** Names of the matrices by level where they are not the level's number. */
    matrices: z.optional(z.array(z.string())),
  }),
  z.object({ kind: z.literal('tms'), ...raster, system: z._default(z.enum(rasterSystems), 'EPSG:3857') }),
  /** 天地图; the key stays on the server, which adds it to what it passes on. */
  z.object({
    kind: z.literal('tianditu'),
    ...common,
    picture: z.enum(['vec', 'img', 'ter', 'cva', 'cia', 'cta']),
    place: z._default(z.enum(['under', 'over']), 'under'),
  }),
  /** GeoJSON in WGS 84, written by `city import layer`. */
  z.object({
    kind: z.literal('features'),
    ...common,
    url,
    /** How many features it holds. */
    count: z.int(),
    /** Field shown as a feature's name. */
    nameField: z.optional(z.string()),
    /** Its fields by the type their values have. */
    fields: z.array(z.object({ name: z.string(), type: z.enum(['string', 'number', 'boolean']) })),
    geometry: z.enum(['point', 'line', 'area', 'mixed']),
    box: z.readonly(z.tuple([z.number(), z.number(), z.number(), z.number()])),
  }),
]);
export type SiteEntry = z.infer<typeof siteEntry>;
export type SiteEntryKind = SiteEntry['kind'];

/** `data/site.json`, and what `GET /api/site` answers (keys and upstream addresses left out). */
export const siteScene = z.object({ version: z.literal(1), entries: z.array(siteEntry) });
export type SiteScene = z.infer<typeof siteScene>;
