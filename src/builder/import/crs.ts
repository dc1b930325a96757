import type { LonLat } from '@/contracts/geo';
import { toWgs84 } from '@/domain/datum';
import { fromGauss } from '@/domain/gaussKruger';

/** Reference systems an import may be declared in. */
export const importSystems = ['EPSG:4326', 'EPSG:4490', 'EPSG:4547', 'GCJ02', 'BD09'] as const;
export type ImportSystem = (typeof importSystems)[number];

export const isImportSystem = (value: string): value is ImportSystem =>
  (importSystems as readonly string[]).includes(value);

/** What `--crs` was given, whatever its case; `undefined` where it is none of ours. */
export const declaredSystem = (value: string): ImportSystem | undefined =>
  importSystems.find(
    (system) =>
      system.toLowerCase() ===
      value
        .trim()
        .toLowerCase()
        .replace(/^(gcj|bd)-/, '$1'),
  );

/**
 * A reference system as files write it: EPSG names and URNs, CRS84, WKT of ESRI and OGC, GeoTIFF codes. `unknown` where the
 * text names one that is not ours.
 */
export const writtenSystem = (text: string): ImportSystem | 'unknown' => {
  const codes = [...text.matchAll(/EPSG["']?\s*(?:[:,]|::|\/\d+\/)+\s*["']?(\d{4,6})/gi)].map(
    ([, code]) => code,
  );
  const code = codes.at(-1) ?? /^\s*(\d{4,6})\s*$/.exec(text)?.[1];
  if (/CRS:?84/i.test(text) || code === '4326' || code === '4979') return 'EPSG:4326';
  if (code === '4490') return 'EPSG:4490';
  if (code === '4547') return 'EPSG:4547';
  if (/gcj/i.test(text)) return 'GCJ02';
  if (/bd-?09/i.test(text)) return 'BD09';
  if (/PROJC(S|RS)/i.test(text)) return isGauss114(text) ? 'EPSG:4547' : 'unknown';
  if (/GEOGC(S|RS)|GEODCRS/i.test(text)) {
    if (/CGCS_?2000|China[ _]Geodetic/i.test(text)) return 'EPSG:4490';
    if (/WGS[ _]?(19)?84/i.test(text)) return 'EPSG:4326';
  }
  return 'unknown';
};

const parameter = (text: string, name: RegExp): number =>
  Number(new RegExp(`${name.source}["']\\s*,\\s*(-?[\\d.]+)`, 'i').exec(text)?.[1] ?? NaN);

/** CGCS2000, 3° zone of 114° without a zone number before the easting. */
const isGauss114 = (text: string): boolean =>
  /CGCS_?2000|China[ _]Geodetic/i.test(text) &&
  parameter(text, /Central_?Meridian|Longitude of natural origin/) === 114 &&
  parameter(text, /False_?\s?Easting/) === 500_000;

/** Where Wuhan lies in each axis, with a margin: degrees, and metres of EPSG:4547. */
export const within = {
  lon: (value: number): boolean => value > 112.5 && value < 116.5,
  lat: (value: number): boolean => value > 28.5 && value < 32.5,
  eastingM: (value: number): boolean => value > 360_000 && value < 740_000,
  northingM: (value: number): boolean => value > 3_150_000 && value < 3_600_000,
} as const;

export interface Converted {
  readonly at: LonLat;
  /** The two numbers came in the other order than the format asks, told by the range of Wuhan. */
  readonly swapped: boolean;
}

/**
 * One pair of numbers of a file as WGS 84. EPSG:4547 officially names northing first and most files write easting first:
 * there, either order is right and the range decides. Numbers outside the range of Wuhan are taken as they come.
 */
export const convert = (x: number, y: number, system: ImportSystem): Converted => {
  if (system === 'EPSG:4547') {
    const northFirst = within.northingM(x) && within.eastingM(y);
    return {
      at: fromGauss(northFirst ? { eastingM: y, northingM: x } : { eastingM: x, northingM: y }),
      swapped: false,
    };
  }
  const swapped = within.lat(x) && within.lon(y);
  return { at: toWgs84(swapped ? [y, x] : [x, y], datumOf[system]), swapped };
};

const datumOf = { 'EPSG:4326': 'WGS84', 'EPSG:4490': 'CGCS2000', GCJ02: 'GCJ02', BD09: 'BD09' } as const;
