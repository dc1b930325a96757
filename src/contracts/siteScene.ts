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

/** An http(s) address or a path of our own origin; no credentials, and no host left open to be filled in. */
const url = z
  .string()
  .check(z.regex(/^(https?:\/\/[a-z0-9.-]+(:\d{1,5})?(\/|$)|\/(?!\/)|\.\/)/i), z.maxLength(2000));

/** Tile matrix sets a raster entry may come in. Levels and origins as the service counts them. */
export const rasterSystems = ['EPSG:3857', 'EPSG:4326', 'EPSG:4490'] as const;

const raster = {
  ...common,
  url,
  /** Draped over the ground, above the drawn map (`over`) or below it (`under`). */
  place: z._default(z.enum(['under', 'over']), 'under'),
  /** Levels the service has, as it counts them. */
  minimumLevel: z._default(z.int().check(z.gte(0), z.lte(30)), 0),
  maximumLevel: z._default(z.int().check(z.gte(0), z.lte(30)), 18),
  /** Pixels of a tile's side. */
  tileSize: z._default(z.int().check(z.gte(64), z.lte(1024)), 256),
  /**
   * Upper left corner of column 0, row 0 in units of the system (degrees, or metres for 3857), longitude first, where it
   * is not the usual one; ArcGIS cuts EPSG:4490 from (-400, 400).
   */
  origin: z.optional(z.readonly(z.tuple([z.number(), z.number()]))),
  /** Units a pixel at level 0, where they are not the usual ones; each level halves them. */
  topResolution: z.optional(z.number().check(z.gt(0))),
} as const;

export const tiandituPictures = ['vec', 'img', 'ter', 'cva', 'cia', 'cta'] as const;

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
    matrices: z.optional(z.array(z.string()).check(z.maxLength(31))),
  }),
  z.object({ kind: z.literal('tms'), ...raster, system: z._default(z.enum(rasterSystems), 'EPSG:3857') }),
  /** 天地图; the key stays on the server, which adds it to what it passes on. */
  z.object({
    kind: z.literal('tianditu'),
    ...common,
    picture: z.enum(tiandituPictures),
    /** `*_w` or `*_c`. */
    system: z._default(z.enum(['EPSG:3857', 'EPSG:4490']), 'EPSG:3857'),
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

/** `data/site.json`; a file of `CITY_HOME/site` is one entry, or a list like this. */
export const siteScene = z.object({ version: z.literal(1), entries: z.array(siteEntry) });
export type SiteScene = z.infer<typeof siteScene>;

/** An entry that was left out, and why. */
export const siteRefusal = z.object({ where: z.string(), reason: z.string() });
export type SiteRefusal = Readonly<z.infer<typeof siteRefusal>>;

/** What `GET /api/site` answers. */
export const siteAnswer = z.object({
  version: z.literal(1),
  entries: z.array(siteEntry),
  refused: z.array(siteRefusal),
});

export interface SiteAnswer {
  readonly entries: readonly SiteEntry[];
  readonly refused: readonly SiteRefusal[];
}

/** More entries than anybody looks through are a mistake or an attack. */
const mostEntries = 200;

function entriesIn(content: unknown): readonly unknown[] | undefined {
  if (typeof content !== 'object' || content === null) return undefined;
  if ('kind' in content) return [content];
  return 'entries' in content && Array.isArray(content.entries) ? content.entries : undefined;
}

/** Reads what a file says, each entry on its own: a bad one is named in `refused` and never takes another with it. */
export function readSite(content: unknown, file: string): SiteAnswer {
  const given = entriesIn(content);
  if (given === undefined) return { entries: [], refused: [{ where: file, reason: 'no entries' }] };
  const entries: SiteEntry[] = [];
  const refused: SiteRefusal[] = [];
  given.slice(0, mostEntries).forEach((one, index) => {
    const read = siteEntry.safeParse(one);
    if (read.success) entries.push(read.data);
    else {
      const [issue] = read.error.issues;
      const field = issue?.path.join('.') ?? '';
      refused.push({
        where: `${file} #${index + 1}`,
        reason: `${field}: ${issue?.message ?? 'not an entry'}`,
      });
    }
  });
  if (given.length > mostEntries) refused.push({ where: file, reason: `more than ${mostEntries} entries` });
  return { entries, refused };
}

/** Joins several files' entries; an id belongs to the first that names it. */
export function joinSites(sites: readonly SiteAnswer[]): SiteAnswer {
  const entries = new Map<string, SiteEntry>();
  const refused = sites.flatMap((site) => site.refused);
  for (const entry of sites.flatMap((site) => site.entries)) {
    if (entries.has(entry.id)) refused.push({ where: entry.id, reason: 'the id is taken' });
    else entries.set(entry.id, entry);
  }
  return { entries: [...entries.values()], refused };
}

/** The hosts a browser must be let ask for these entries, as origins, each once; none for what lies on our own. */
export function hostsOf(entries: readonly SiteEntry[]): readonly string[] {
  const urls = entries.flatMap((entry) => ('url' in entry && /^https?:/i.test(entry.url) ? [entry.url] : []));
  return [...new Set(urls.map((address) => new URL(address).origin))].sort();
}
