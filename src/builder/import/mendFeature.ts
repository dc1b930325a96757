import type { LonLat } from '@/contracts/geo';
import { convert, type ImportSystem } from './crs';
import { unscrambled } from './encoding';
import { firstPlace } from './firstPlace';
import { mendAreas, middleOf, type Area } from './mendArea';
import type { Outlines } from './outlines';
import type { RawFeature } from './rawFeature';
import type { Finding, Rejection, Repair, ReportBook } from './report';

/** Geometry that can be relied on: WGS 84, finite, in the city. */
export type Sound =
  | { readonly kind: 'area'; readonly areas: readonly Area[] }
  | { readonly kind: 'line'; readonly lines: readonly (readonly LonLat[])[] }
  | { readonly kind: 'point'; readonly points: readonly LonLat[] };

export interface MendedFeature {
  readonly index: number;
  readonly id: string | undefined;
  readonly geometry: Sound;
  /** A place in or on it. */
  readonly at: LonLat;
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface Mender {
  /** The feature put right, or nothing where it was rejected; either way the report knows. */
  readonly mend: (raw: RawFeature) => MendedFeature | undefined;
}

export interface MenderOptions {
  readonly system: ImportSystem;
  readonly outlines: Outlines;
  readonly report: ReportBook;
  /** Kinds of geometry the import can use. */
  readonly wanted: ReadonlySet<Sound['kind']>;
  /** Two devices may share a mast, two buildings share no outline: whether what is said of a thing makes it another one. */
  readonly propertiesTell: boolean;
}

/** Deepest nesting of coordinates by GeoJSON type. */
const depths: Readonly<Record<string, readonly [kind: Sound['kind'], depth: number]>> = {
  Point: ['point', 0],
  MultiPoint: ['point', 1],
  LineString: ['line', 1],
  MultiLineString: ['line', 2],
  Polygon: ['area', 2],
  MultiPolygon: ['area', 3],
};

class Unsound extends Error {
  readonly kind: Rejection;
  readonly note: string | undefined;
  constructor(kind: Rejection, note?: string) {
    super(kind);
    this.kind = kind;
    this.note = note;
  }
}

/** Judges features one by one; remembers ids and geometries to know one that comes again. */
export const openMender = ({ system, outlines, report, wanted, propertiesTell }: MenderOptions): Mender => {
  const ids = new Set<string>();
  const shapes = new Set<number>();
  const mend = (raw: RawFeature): MendedFeature | undefined => {
    const repairs = new Map<Repair, string | undefined>();
    let at: LonLat | undefined;
    try {
      if (raw.unreadable !== undefined) throw new Unsound('unreadable', raw.unreadable);
      if (raw.reencoded === true) repairs.set('encoding', undefined);
      const read = geometryOf(raw.geometry, system, repairs, (place) => (at ??= place));
      if (!wanted.has(read.kind)) throw new Unsound('wrongGeometry', read.kind);
      const geometry = soundOf(read, repairs);
      at = middleOf(firstPoints(geometry));
      if (!anyPoint(geometry, outlines.inCity)) throw new Unsound('outside');
      if (raw.id !== undefined && ids.has(raw.id)) throw new Unsound('duplicateId');
      const shape = fingerprint(geometry, propertiesTell ? JSON.stringify(raw.properties) : '');
      if (shapes.has(shape)) throw new Unsound('duplicateGeometry');
      if (raw.id !== undefined) ids.add(raw.id);
      shapes.add(shape);
      const properties = mendTexts(raw.properties, repairs);
      for (const [kind, note] of repairs) report.note(findingOf(raw, kind, at, note));
      return { index: raw.index, id: raw.id, geometry, at, properties };
    } catch (error) {
      const unsound = unsoundOf(error);
      report.rejected({
        ...findingOf(raw, unsound.kind, at ?? firstPlace(raw.geometry, system), unsound.note),
        kind: unsound.kind,
      });
      return undefined;
    }
  };
  return { mend };
};

const unsoundOf = (error: unknown): Unsound => {
  if (error instanceof Unsound) return error;
  // The stack ran out in brackets within brackets: that is the feature's fault, not the file's.
  if (error instanceof RangeError) return new Unsound('unreadable', 'nested too deep');
  throw error;
};

export const findingOf = (
  { index, id }: Pick<RawFeature, 'index' | 'id'>,
  kind: Finding['kind'],
  at?: LonLat,
  note?: string,
): Finding => ({
  kind,
  index,
  ...(id === undefined ? {} : { id }),
  ...(at === undefined ? {} : { at: [round(at[0]), round(at[1])] }),
  ...(note === undefined ? {} : { note }),
});

const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;

interface Read {
  readonly kind: Sound['kind'];
  /** Polygons of rings, lines in one list, or points in one line of one list. */
  readonly polygons: readonly (readonly (readonly LonLat[])[])[];
}

const geometryOf = (
  value: unknown,
  system: ImportSystem,
  repairs: Map<Repair, string | undefined>,
  seen: (at: LonLat) => void,
): Read => {
  if (typeof value !== 'object' || value === null || !('type' in value)) throw new Unsound('noGeometry');
  const [kind, depth] = (typeof value.type === 'string' ? depths[value.type] : undefined) ?? [];
  if (kind === undefined || depth === undefined)
    throw new Unsound('wrongGeometry', String(value.type).slice(0, 40));
  const coordinates: unknown = 'coordinates' in value ? value.coordinates : undefined;
  if (coordinates === null || coordinates === undefined || isEmpty(coordinates))
    throw new Unsound('noGeometry');
  const place = (pair: unknown): LonLat => {
    const [x, y] = Array.isArray(pair) ? (pair as readonly unknown[]) : [];
    if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y))
      throw new Unsound('notANumber');
    const { at, swapped } = convert(x, y, system);
    if (!Number.isFinite(at[0]) || !Number.isFinite(at[1])) throw new Unsound('notANumber');
    if (swapped) repairs.set('swapped', undefined);
    seen(at);
    return at;
  };
  const listOf = <T>(list: unknown, each: (item: unknown) => T): readonly T[] => {
    if (!Array.isArray(list)) throw new Unsound('notANumber');
    return list.map(each);
  };
  const line = (list: unknown): readonly LonLat[] => listOf(list, place);
  const lines = (list: unknown): readonly (readonly LonLat[])[] => listOf(list, line);
  switch (depth) {
    case 0:
      return { kind, polygons: [[[place(coordinates)]]] };
    case 1:
      return { kind, polygons: [[line(coordinates)]] };
    case 2:
      return { kind, polygons: [lines(coordinates)] };
    default:
      return { kind, polygons: listOf(coordinates, lines) };
  }
};

const isEmpty = (value: unknown): boolean =>
  Array.isArray(value) && (value.length === 0 || value.every(isEmpty));

const soundOf = ({ kind, polygons }: Read, repairs: Map<Repair, string | undefined>): Sound => {
  if (kind === 'area') {
    const mended = mendAreas(polygons);
    if ('rejected' in mended) throw new Unsound(mended.rejected);
    for (const repair of mended.repairs) repairs.set(repair, undefined);
    return { kind, areas: mended.areas };
  }
  const all = polygons.flat();
  if (kind === 'point') return { kind, points: all.flat() };
  const lines = all.map(withoutRepeats).filter((line) => line.length > 1);
  if (lines.length === 0) throw new Unsound('fewPoints');
  if (lines.length < all.length) repairs.set('badPart', undefined);
  return { kind, lines };
};

const withoutRepeats = (line: readonly LonLat[]): readonly LonLat[] =>
  line.filter(([lon, lat], i) => i === 0 || lon !== line[i - 1]![0] || lat !== line[i - 1]![1]);

const firstPoints = (geometry: Sound): readonly LonLat[] => {
  switch (geometry.kind) {
    case 'area':
      return geometry.areas[0]?.[0] ?? [];
    case 'line':
      return geometry.lines[0] ?? [];
    case 'point':
      return geometry.points.slice(0, 1);
  }
};

const anyPoint = (geometry: Sound, test: (at: LonLat) => boolean): boolean => {
  switch (geometry.kind) {
    case 'area':
      return geometry.areas.some(([outer]) => outer?.some(test) ?? false);
    case 'line':
      return geometry.lines.some((line) => line.some(test));
    case 'point':
      return geometry.points.some(test);
  }
};

/** A number two different geometries share about once in 10¹⁵ pairs: which point comes first and which way a ring runs do not matter. */
const fingerprint = (geometry: Sound, said: string): number => {
  let [low, high] = [0, 0];
  for (let i = 0; i < said.length; i += 1) {
    low = mix(low ^ said.charCodeAt(i));
    high = mix(high + said.charCodeAt(i));
  }
  const add = (ring: readonly LonLat[], salt: number): void => {
    for (const [lon, lat] of ring) {
      const x = Math.round(lon * 1e7);
      const y = Math.round(lat * 1e7);
      low = (low + mix(x ^ mix(y + salt))) | 0;
      high = (high + mix(y ^ mix(x + 0x9e3779b9 + salt))) | 0;
    }
  };
  switch (geometry.kind) {
    case 'area':
      for (const rings of geometry.areas) for (const [i, ring] of rings.entries()) add(ring, Math.min(i, 1));
      break;
    case 'line':
      for (const line of geometry.lines) add(line, 2);
      break;
    case 'point':
      add(geometry.points, 3);
  }
  return (high & 0xfffff) * 2 ** 32 + (low >>> 0);
};

const mix = (value: number): number => {
  let h = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
};

const mendTexts = (
  properties: Readonly<Record<string, unknown>>,
  repairs: Map<Repair, string | undefined>,
): Readonly<Record<string, unknown>> => {
  const out: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(properties)) {
    const key = unscrambled(name) ?? name;
    const text = typeof value === 'string' ? unscrambled(value) : undefined;
    if (key !== name || text !== undefined) repairs.set('scrambled', text ?? key);
    if (key !== '__proto__') out[key] = text ?? value;
  }
  return out;
};
