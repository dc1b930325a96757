import type { Document } from '@gltf-transform/core';
import { EXTStructuralMetadata, type PropertyTable, type Schema } from '@gltf-transform/extensions';
import { buildingUses, heightSources, type BuildingProperties } from '@/contracts/base';
import { grade } from '@/contracts/provenance';

type Column =
  | { readonly name: keyof BuildingProperties; readonly kind: 'STRING' }
  | { readonly name: keyof BuildingProperties; readonly kind: 'ENUM'; readonly names: readonly string[] }
  | { readonly name: keyof BuildingProperties; readonly kind: 'UINT16' | 'FLOAT32' | 'FLOAT64' };

const grades = grade.options;

const districts = [
  ...['420102', '420103', '420104', '420105', '420106', '420107', '420111'],
  ...['420112', '420113', '420114', '420115', '420116', '420117'],
] as const;

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
  { name: 'district', kind: 'ENUM', names: districts },
  { name: 'grade', kind: 'ENUM', names: grades },
  { name: 'lon', kind: 'FLOAT64' },
  { name: 'lat', kind: 'FLOAT64' },
  { name: 'ground', kind: 'FLOAT32' },
  { name: 'street', kind: 'STRING' },
  { name: 'heightSource', kind: 'ENUM', names: heightSources },
  { name: 'source', kind: 'STRING' },
  { name: 'cim', kind: 'UINT16' },
  { name: 'surveyed', kind: 'STRING' },
];

/** Adds the property table of a tile to its document; row n describes feature n. */
export const addPropertyTable = (document: Document, rows: readonly BuildingProperties[]): PropertyTable => {
  const extension = document.createExtension(EXTStructuralMetadata);
  const schema = extension.createSchema().setId('jiangcheng').setVersion('1');
  const building = extension.createClass();
  schema.setClass('building', building);
  const table = extension.createPropertyTable().setClass('building').setCount(rows.length);
  for (const column of columns) {
    const property = extension.createClassProperty().setRequired(true);
    const values = extension.createPropertyTableProperty();
    switch (column.kind) {
      case 'STRING': {
        const { bytes, offsets } = strings(rows.map((row) => String(row[column.name])));
        property.setType('STRING');
        values
          .setValues(bytes)
          .setStringOffsets(new Uint8Array(offsets.buffer))
          .setStringOffsetType(offsets instanceof Uint16Array ? 'UINT16' : 'UINT32');
        break;
      }
      case 'ENUM': {
        property.setType('ENUM').setEnumType(column.name);
        addEnum(extension, schema, column.name, column.names);
        values.setValues(Uint8Array.from(rows, (row) => indexOf(column.names, String(row[column.name]))));
        break;
      }
      case 'UINT16':
      case 'FLOAT32':
      case 'FLOAT64': {
        property.setType('SCALAR').setComponentType(column.kind);
        const numbers = rows.map((row) => Number(row[column.name]));
        values.setValues(new Uint8Array(arrays[column.kind].from(numbers).buffer));
      }
    }
    building.setProperty(column.name, property);
    table.setProperty(column.name, values);
  }
  document
    .getRoot()
    .setExtension(
      'EXT_structural_metadata',
      extension.createStructuralMetadata().setSchema(schema).addPropertyTable(table),
    );
  return table;
};

const arrays = { UINT16: Uint16Array, FLOAT32: Float32Array, FLOAT64: Float64Array } as const;

const indexOf = (names: readonly string[], name: string): number => {
  const index = names.indexOf(name);
  if (index === -1) throw new Error(`"${name}" is not one of ${names.join(', ')}`);
  return index;
};

const addEnum = (
  extension: EXTStructuralMetadata,
  schema: Schema,
  name: string,
  names: readonly string[],
): void => {
  const list = extension.createEnum().setValueType('UINT8');
  for (const [value, each] of names.entries()) {
    const item = extension.createEnumValue().setValue(value);
    item.setName(each);
    list.addEnumValue(item);
  }
  schema.setEnum(name, list);
};

const strings = (
  values: readonly string[],
): {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly offsets: Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;
} => {
  const encoded = values.map((value) => new TextEncoder().encode(value));
  const size = encoded.reduce((sum, each) => sum + each.length, 0);
  const offsets = size < 65536 ? new Uint16Array(values.length + 1) : new Uint32Array(values.length + 1);
  for (const [i, each] of encoded.entries()) offsets[i + 1] = offsets[i]! + each.length;
  // A buffer view may not be empty: a column of empty strings keeps one unread byte.
  const bytes = new Uint8Array(Math.max(1, size));
  for (const [i, each] of encoded.entries()) bytes.set(each, offsets[i]);
  return { bytes, offsets };
};
