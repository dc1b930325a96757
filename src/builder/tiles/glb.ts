import { Document, NodeIO, type Accessor } from '@gltf-transform/core';
import {
  EXTMeshFeatures,
  EXTMeshoptCompression,
  EXTStructuralMetadata,
  KHRMeshQuantization,
} from '@gltf-transform/extensions';
import { MeshoptDecoder, MeshoptEncoder } from 'meshoptimizer';
import type { BuildingProperties } from '@/contracts/base';
import type { Mesh } from './mesh';
import { addPropertyTable } from './propertyTable';

export type WriteGlb = (mesh: Mesh, rows: readonly BuildingProperties[]) => Promise<Uint8Array>;

/** Writes tiles as binary glTF: feature ids and property table by the 3D Tiles 1.1 extensions, streams packed by meshopt. */
export const createGlbWriter = async (): Promise<WriteGlb> => {
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
      .setIndices(
        accessor('SCALAR', mesh.positions.length / 3 > 65535 ? mesh.indices : Uint16Array.from(mesh.indices)),
      )
      .setAttribute('POSITION', accessor('VEC3', mesh.positions))
      .setAttribute('NORMAL', accessor('VEC3', mesh.normals).setNormalized(true))
      .setAttribute('TEXCOORD_0', accessor('VEC2', mesh.uvs))
      .setAttribute('_FEATURE_ID_0', accessor('SCALAR', mesh.features))
      .setAttribute('_TRAIT', accessor('VEC4', mesh.traits))
      .setMaterial(document.createMaterial().setMetallicFactor(0).setRoughnessFactor(1));
    const features = document.createExtension(EXTMeshFeatures);
    const ids = features
      .createFeatureID()
      .setFeatureCount(rows.length)
      .setAttribute(0)
      .setLabel('building')
      .setPropertyTable(addPropertyTable(document, rows));
    primitive.setExtension('EXT_mesh_features', features.createFeatures().addFeatureID(ids));
    const node = document
      .createNode()
      .setScale([mesh.grain, mesh.grain, mesh.grain])
      .setMesh(document.createMesh().addPrimitive(primitive));
    const scene = document.createScene().addChild(node);
    document.getRoot().setDefaultScene(scene);
    document.getRoot().getAsset().generator = 'jiangcheng-twin builder';
    return io.writeBinary(document);
  };
};
