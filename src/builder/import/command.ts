import { access, constants } from 'node:fs/promises';
import { basename, isAbsolute, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { declaredSystem, importSystems, type ImportSystem } from './crs';
import type { Origin } from './importBuildings';
import { isImportId } from './importFolder';
import { verticals, type Vertical } from './vertical';

export const importUsage = `  city import osm FILE.osm.pbf
      Streets, water, green, rail, bridges and buildings of an OpenStreetMap extract, in place of the generated ones.
  city import buildings FILE --crs CRS [--height FIELD] [--levels FIELD] [--id NAME]
      Footprints, as GeoJSON, newline GeoJSON, FlatGeobuf or zipped Shapefile.
  city import layer FILE --crs CRS --id NAME
      Any features, as a layer of this site's own.
  city import terrain FILE.tif --vertical ${'ellipsoidal|1985|EGM96'} [--crs CRS]
      Heights of the ground, as GeoTIFF.
      CRS: ${importSystems.join(' | ')}; not needed where the file says it.
      With each: [--source TEXT] [--licence TEXT] [--attribution TEXT] [--date YYYY-MM-DD] [--home DIR]`;

export const importKinds = ['osm', 'buildings', 'layer', 'terrain'] as const;
export type ImportKind = (typeof importKinds)[number];

/** An import as ordered on the command line, checked. */
export interface ImportOrder {
  readonly kind: ImportKind;
  /** Absolute. */
  readonly file: string;
  readonly id: string;
  readonly home: string;
  readonly declared: ImportSystem | undefined;
  readonly fields: { readonly height?: string; readonly levels?: string };
  readonly vertical: Vertical | undefined;
  readonly origin: Origin;
}

/** The command line is wrong; exit code 2. */
export class WrongUsage extends Error {}

const options = {
  home: { type: 'string' },
  crs: { type: 'string' },
  height: { type: 'string' },
  levels: { type: 'string' },
  id: { type: 'string' },
  vertical: { type: 'string' },
  source: { type: 'string' },
  licence: { type: 'string' },
  attribution: { type: 'string' },
  date: { type: 'string' },
} as const;
type Given = Readonly<Partial<Record<keyof typeof options, string>>>;

const common = ['home', 'source', 'licence', 'attribution', 'date'] as const;
const taken: Readonly<Record<ImportKind, readonly (keyof typeof options)[]>> = {
  osm: ['home', 'id', 'date'],
  buildings: [...common, 'crs', 'height', 'levels', 'id'],
  layer: [...common, 'crs', 'id'],
  terrain: [...common, 'crs', 'vertical', 'id'],
};

/** Checks the words after `city import`; throws `WrongUsage`. `cwd` is where the person stands. */
export const readOrder = (args: readonly string[], cwd: string, defaultHome: string): ImportOrder => {
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new WrongUsage(error instanceof Error ? error.message : String(error));
  }
  const values: Given = parsed.values;
  const [word, path, ...more] = parsed.positionals;
  const kind = importKinds.find((each) => each === word);
  if (kind === undefined) throw new WrongUsage(`what to import is one of ${importKinds.join(', ')}`);
  if (path === undefined) throw new WrongUsage('name the file');
  if (more.length > 0) throw new WrongUsage(`one file at a time, not also "${more.join(' ')}"`);
  for (const name of Object.keys(values) as (keyof Given)[])
    if (!taken[kind].includes(name)) throw new WrongUsage(`import ${kind} knows no --${name}`);
  const file = isAbsolute(path) ? path : resolve(cwd, path);
  return {
    kind,
    file,
    id: idOf(kind, values.id, file),
    home: values.home === undefined ? defaultHome : resolve(cwd, values.home),
    declared: systemOf(values.crs),
    fields: {
      ...(values.height === undefined ? {} : { height: values.height }),
      ...(values.levels === undefined ? {} : { levels: values.levels }),
    },
    vertical: verticalOf(kind, values.vertical),
    origin: originOf(values),
  };
};

/** The options of an order, as words another `readOrder` reads to the same order. */
export const optionsOf = ({
  id,
  declared,
  fields,
  vertical,
  origin,
}: ImportOrder): Record<string, string> => ({
  id,
  ...(declared === undefined ? {} : { crs: declared }),
  ...fields,
  ...(vertical === undefined ? {} : { vertical }),
  ...origin,
});

const idOf = (kind: ImportKind, given: string | undefined, file: string): string => {
  if (given === undefined && kind === 'layer') throw new WrongUsage('name the layer with --id');
  const id = given ?? (kind === 'osm' || kind === 'terrain' ? kind : nameOf(file));
  if (!isImportId(id))
    throw new WrongUsage(`--id wants lower-case letters, digits and "-", at most 41, not "${id}"`);
  if (id === 'generated') throw new WrongUsage('"generated" is what the city itself is called');
  return id;
};

const nameOf = (file: string): string => {
  const plain = basename(file)
    .toLowerCase()
    .replace(/\..*$/, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 41);
  return plain === '' ? 'buildings' : plain;
};

const systemOf = (given: string | undefined): ImportSystem | undefined => {
  if (given === undefined) return undefined;
  const system = declaredSystem(given);
  if (system === undefined) throw new WrongUsage(`--crs wants ${importSystems.join(', ')}, not "${given}"`);
  return system;
};

const verticalOf = (kind: ImportKind, given: string | undefined): Vertical | undefined => {
  if (kind !== 'terrain') return undefined;
  const vertical = verticals.find((each) => each.toLowerCase() === given?.toLowerCase());
  if (vertical === undefined)
    throw new WrongUsage(
      `say with --vertical ${verticals.join('|')} above what the heights are counted${given === undefined ? '' : `, not "${given}"`}`,
    );
  return vertical;
};

const originOf = (values: Given): Origin => {
  if (values.date !== undefined && !/^\d{4}(-\d{2}(-\d{2})?)?$/.test(values.date))
    throw new WrongUsage(`--date wants YYYY-MM-DD (or YYYY-MM, YYYY), not "${values.date}"`);
  for (const [name, value] of Object.entries(values))
    if (value.length > 300 || /\p{Cc}/u.test(value))
      throw new WrongUsage(`--${name} is too long or no plain text`);
  const { source, licence, attribution, date } = values;
  return {
    ...(source === undefined ? {} : { source }),
    ...(licence === undefined ? {} : { licence }),
    ...(attribution === undefined ? {} : { attribution }),
    ...(date === undefined ? {} : { date }),
  };
};

/** One line on why a file cannot be opened, or nothing where it can. */
export const whyNotReadable = async (file: string): Promise<string | undefined> => {
  try {
    await access(file, constants.R_OK);
    return undefined;
  } catch {
    return `${file} is not there or may not be read`;
  }
};
