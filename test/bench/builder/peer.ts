import { Document, NodeIO, type Accessor } from '@gltf-transform/core';
import {
  EXTMeshFeatures,
  EXTMeshoptCompression,
  EXTStructuralMetadata,
  KHRMeshQuantization,
} from '@gltf-transform/extensions';
import { MeshoptDecoder, MeshoptEncoder } from 'meshoptimizer';
import type { BuildingProperties } from '@/contracts/base';
import type { Mesh } from '@/builder/tiles/mesh';
import { columns } from '@/builder/tiles/propertyTable';

/** The columns of a mesh without the padding our packing wants: what glTF-Transform is handed. */
export interface PlainMesh {
  readonly positions: Int16Array<ArrayBuffer>;
  readonly normals: Int8Array<ArrayBuffer>;
  readonly uvs: Int16Array<ArrayBuffer>;
  readonly features: Uint16Array<ArrayBuffer>;
  readonly traits: Uint8Array<ArrayBuffer>;
  readonly moreTraits: Uint8Array<ArrayBuffer>;
  readonly indices: Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;
  readonly grain: number;
}

export const plainMesh = (mesh: Mesh): PlainMesh => ({
  positions: mesh.positions.filter((_, i) => i % 4 < 3),
  normals: mesh.normals.filter((_, i) => i % 4 < 3),
  uvs: mesh.uvs.slice(),
  features: mesh.features.filter((_, i) => i % 2 === 0),
  traits: mesh.traits.slice(),
  moreTraits: mesh.moreTraits.slice(),
  indices: mesh.vertices > 65_535 ? mesh.indices.slice() : Uint16Array.from(mesh.indices),
  grain: mesh.grain,
});

/** The peer: the same tile through glTF-Transform's document and writer. Its table holds all columns as text or numbers. */
export const createPeer = async (): Promise<
  (mesh: PlainMesh, rows: readonly BuildingProperties[]) => Promise<Uint8Array>
> => {
  await Promise.all([MeshoptEncoder.ready, MeshoptDecoder.ready]);
  const io = new NodeIO()
    .registerExtensions([EXTMeshFeatures, EXTStructuralMetadata, EXTMeshoptCompression, KHRMeshQuantization])
    .registerDependencies({ 'meshopt.encoder': MeshoptEncoder, 'meshopt.decoder': MeshoptDecoder });
  return async (mesh, rows) => {
    const document = new Document();
    const buffer = document.createBuffer();
    document.createExtension(KHRMeshQuantization).setRequired(true);
    document.createExtension(EXTMeshoptCompression).setRequired(true);
    const accessor = (
      type: 'SCALAR' | 'VEC2' | 'VEC3' | 'VEC4',
      array: NonNullable<ReturnType<Accessor['getArray']>>,
    ): Accessor => document.createAccessor().setType(type).setArray(array).setBuffer(buffer);
    const primitive = document
      .createPrimitive()
      .setIndices(accessor('SCALAR', mesh.indices))
      .setAttribute('POSITION', accessor('VEC3', mesh.positions))
      .setAttribute('NORMAL', accessor('VEC3', mesh.normals).setNormalized(true))
      .setAttribute('TEXCOORD_0', accessor('VEC2', mesh.uvs))
      .setAttribute('_FEATURE_ID_0', accessor('SCALAR', mesh.features))
      .setAttribute('_TRAIT', accessor('VEC4', mesh.traits))
      .setAttribute('_TRAIT_1', accessor('VEC4', mesh.moreTraits));
    const features = document.createExtension(EXTMeshFeatures);
    const ids = features.createFeatureID().setFeatureCount(rows.length).setAttribute(0);
    ids.setPropertyTable(tableOf(document, rows));
    primitive.setExtension('EXT_mesh_features', features.createFeatures().addFeatureID(ids));
    const node = document.createNode().setScale([mesh.grain, mesh.grain, mesh.grain]);
    document.createScene().addChild(node.setMesh(document.createMesh().addPrimitive(primitive)));
    return io.writeBinary(document);
  };
};

const encoder = new TextEncoder();

const tableOf = (document: Document, rows: readonly BuildingProperties[]) => {
  const extension = document.createExtension(EXTStructuralMetadata);
  const schema = extension.createSchema().setId('peer');
  const building = extension.createClass();
  schema.setClass('building', building);
  const table = extension.createPropertyTable().setClass('building').setCount(rows.length);
  for (const { name } of columns) {
    const property = extension.createClassProperty();
    const values = extension.createPropertyTableProperty();
    if (typeof rows[0]![name] === 'number') {
      property.setType('SCALAR').setComponentType('FLOAT64');
      values.setValues(new Uint8Array(Float64Array.from(rows, (row) => Number(row[name])).buffer));
    } else {
      const words = rows.map((row) => String(row[name]));
      const offsets = new Uint32Array(rows.length + 1);
      for (const [i, word] of words.entries()) offsets[i + 1] = offsets[i]! + Buffer.byteLength(word);
      property.setType('STRING');
      values
        .setValues(encoder.encode(`${words.join('')} `))
        .setStringOffsets(new Uint8Array(offsets.buffer))
        .setStringOffsetType('UINT32');
    }
    building.setProperty(name, property);
    table.setProperty(name, values);
  }
  const metadata = extension.createStructuralMetadata().setSchema(schema).addPropertyTable(table);
  document.getRoot().setExtension('EXT_structural_metadata', metadata);
  return table;
};
