import { buildingUses, heightSources, type BuildingProperties } from '@/contracts/base';
import { grade } from '@/contracts/provenance';
import type { AreaNumbers } from '../partitions/tones';

type Column =
  | { readonly name: keyof BuildingProperties; readonly kind: 'STRING' }
  /** Without `names` a tile lists those it holds. */
  | { readonly name: keyof BuildingProperties; readonly kind: 'ENUM'; readonly names?: readonly string[] }
  | { readonly name: keyof BuildingProperties; readonly kind: 'UINT8' | 'UINT16' | 'FLOAT32' | 'FLOAT64' };

const grades = grade.options;

/** The columns of the class `building`, in the contract's order. Readers see the names of enumerated values, not their numbers. */
export const columns: readonly Column[] = [
  { name: 'id', kind: 'STRING' },
  { name: 'code', kind: 'STRING' },
  { name: 'name', kind: 'STRING' },
  { name: 'use', kind: 'ENUM', names: buildingUses },
  { name: 'floors', kind: 'UINT16' },
  { name: 'height', kind: 'FLOAT32' },
  { name: 'heightOrigin', kind: 'ENUM', names: grades },
  { name: 'year', kind: 'UINT16' },
  { name: 'area', kind: 'FLOAT32' },
  { name: 'district', kind: 'ENUM' },
  { name: 'grade', kind: 'ENUM', names: grades },
  { name: 'lon', kind: 'FLOAT64' },
  { name: 'lat', kind: 'FLOAT64' },
  { name: 'ground', kind: 'FLOAT32' },
  { name: 'street', kind: 'ENUM' },
  { name: 'heightSource', kind: 'ENUM', names: heightSources },
  { name: 'source', kind: 'ENUM' },
  { name: 'cim', kind: 'UINT8' },
  { name: 'surveyed', kind: 'ENUM' },
];

/** Puts bytes into the file's buffer, 8-byte aligned, and returns the index of their buffer view. */
export type AddView = (bytes: Uint8Array<ArrayBuffer>) => number;

/** The extension `EXT_structural_metadata` of a tile: its schema, and one table whose row n describes feature n. */
export const propertyTableOf = (
  rows: readonly BuildingProperties[],
  areas: AreaNumbers,
  addView: AddView,
): object => {
  const classProperties: Record<string, object> = {};
  const tableProperties: Record<string, object> = {};
  const enums: Record<string, object> = {};
  for (const { name, ...column } of columns) {
    switch (column.kind) {
      case 'STRING': {
        classProperties[name] = { type: 'STRING', required: true };
        tableProperties[name] = strings(rows, name, addView);
        break;
      }
      case 'ENUM': {
        const { values, numbers } = enumerated(rows, name, numbersOf(name, column.names, areas));
        const valueType = values instanceof Uint8Array ? 'UINT8' : 'UINT16';
        classProperties[name] = { type: 'ENUM', enumType: name, required: true };
        enums[name] = { valueType, values: Array.from(numbers, ([each, value]) => ({ name: each, value })) };
        tableProperties[name] = { values: addView(new Uint8Array(values.buffer)) };
        break;
      }
      case 'UINT8':
      case 'UINT16':
      case 'FLOAT32':
      case 'FLOAT64': {
        const values = new arrays[column.kind](rows.length);
        for (let i = 0; i < rows.length; i += 1) values[i] = rows[i]![name] as number;
        classProperties[name] = { type: 'SCALAR', componentType: column.kind, required: true };
        tableProperties[name] = { values: addView(new Uint8Array(values.buffer)) };
      }
    }
  }
  return {
    schema: { id: 'jiangcheng', version: '1', classes: { building: { properties: classProperties } }, enums },
    propertyTables: [{ class: 'building', count: rows.length, properties: tableProperties }],
  };
};

const arrays = {
  UINT8: Uint8Array,
  UINT16: Uint16Array,
  FLOAT32: Float32Array,
  FLOAT64: Float64Array,
} as const;

/** The first number of a word that no list numbers, where a list numbers the rest. */
const firstUnlisted = 256;

interface Numbering {
  /** Words with their numbers; those of areas only where a row has them. */
  readonly given: ReadonlyMap<string, number>;
  readonly kind: 'closed' | 'areas' | 'open';
}

const numbersOf = (
  name: keyof BuildingProperties,
  known: readonly string[] | undefined,
  areas: AreaNumbers,
): Numbering => {
  if (known !== undefined)
    return { given: new Map(known.map((word, index) => [word, index])), kind: 'closed' };
  if (name === 'district' || name === 'street') return { given: areas[name], kind: 'areas' };
  return { given: new Map(), kind: 'open' };
};

const enumerated = (
  rows: readonly BuildingProperties[],
  name: keyof BuildingProperties,
  { given, kind }: Numbering,
): {
  readonly values: Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer>;
  readonly numbers: ReadonlyMap<string, number>;
} => {
  const numbers = new Map(kind === 'closed' ? given : []);
  const wide = new Uint16Array(rows.length);
  let most = 0;
  let next = kind === 'areas' ? firstUnlisted : 0;
  for (let i = 0; i < rows.length; i += 1) {
    const word = rows[i]![name] as string;
    let value = numbers.get(word);
    if (value === undefined) {
      if (kind === 'closed') throw new Error(`"${word}" is not one of ${[...given.keys()].join(', ')}`);
      value = given.get(word) ?? next++;
      numbers.set(word, value);
    }
    wide[i] = value;
    if (value > most) most = value;
  }
  return { values: most < firstUnlisted ? new Uint8Array(wide) : wide, numbers };
};

const encoder = new TextEncoder();

/** UTF-8 from `at` on; returns where it ends. Almost every word is plain ASCII, which needs no encoder. */
const writeWord = (word: string, bytes: Uint8Array, at: number): number => {
  for (let i = 0; i < word.length; i += 1) {
    const letter = word.charCodeAt(i);
    if (letter > 127) return at + encoder.encodeInto(word, bytes.subarray(at)).written;
    bytes[at + i] = letter;
  }
  return at + word.length;
};

const strings = (
  rows: readonly BuildingProperties[],
  name: keyof BuildingProperties,
  addView: AddView,
): object => {
  let bytes = new Uint8Array(rows.length * 16 + 64);
  const ends = new Uint32Array(rows.length + 1);
  let size = 0;
  for (let i = 0; i < rows.length; i += 1) {
    const word = rows[i]![name] as string;
    if (size + word.length * 3 > bytes.length) {
      const wider = new Uint8Array(bytes.length * 2 + word.length * 3);
      wider.set(bytes);
      bytes = wider;
    }
    size = writeWord(word, bytes, size);
    ends[i + 1] = size;
  }
  const offsets = size < 256 ? new Uint8Array(ends) : size < 65_536 ? new Uint16Array(ends) : ends;
  // A buffer view may not be empty: a column of empty strings keeps one unread byte.
  return {
    values: addView(bytes.subarray(0, Math.max(1, size))),
    stringOffsets: addView(new Uint8Array(offsets.buffer)),
    stringOffsetType: `UINT${offsets.BYTES_PER_ELEMENT * 8}`,
  };
};
