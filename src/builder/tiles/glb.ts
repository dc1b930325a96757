import { MeshoptEncoder } from 'meshoptimizer';
import type { BuildingProperties } from '@/contracts/base';
import type { AreaNumbers } from '../partitions/tones';
import type { Mesh } from './mesh';
import { propertyTableOf } from './propertyTable';

/** Writes a tile; `copyright` is what the licences of its sources ask to be told, empty where they ask for nothing. */
export type WriteGlb = (
  mesh: Mesh,
  rows: readonly BuildingProperties[],
  copyright: string,
) => Uint8Array<ArrayBuffer>;

const component = {
  byte: 5120,
  unsignedByte: 5121,
  short: 5122,
  unsignedShort: 5123,
  unsignedInt: 5125,
} as const;
const target = { vertices: 34962, indices: 34963 } as const;

const extensionsUsed = [
  'EXT_mesh_features',
  'EXT_structural_metadata',
  'EXT_meshopt_compression',
  'KHR_mesh_quantization',
];

/**
 * Tiles as binary glTF, written straight from the columns: feature ids and property table by the 3D Tiles 1.1 extensions,
 * vertex and index streams packed by meshopt, the property table as it is, so that any reader finds it.
 */
export const createGlbWriter = async (areas: AreaNumbers): Promise<WriteGlb> => {
  await MeshoptEncoder.ready;
  return (mesh, rows, copyright) => {
    const views: object[] = [];
    const chunks: { readonly at: number; readonly bytes: Uint8Array }[] = [];
    let size = 0;
    let unpacked = 0;
    const put = (bytes: Uint8Array): number => {
      const at = size;
      chunks.push({ at, bytes });
      size = (at + bytes.length + 7) & ~7;
      return at;
    };
    const packed = (bytes: Uint8Array, count: number, indices: boolean): number => {
      const byteStride = bytes.length / count;
      const mode = indices ? 'TRIANGLES' : 'ATTRIBUTES';
      const small = MeshoptEncoder.encodeGltfBuffer(bytes, count, byteStride, mode);
      const place = { byteLength: small.length, byteStride, count, mode };
      const view = {
        buffer: 1,
        byteOffset: unpacked,
        byteLength: bytes.length,
        ...(indices ? { target: target.indices } : { byteStride, target: target.vertices }),
        extensions: { EXT_meshopt_compression: { buffer: 0, byteOffset: put(small), ...place } },
      };
      unpacked += (bytes.length + 7) & ~7;
      return views.push(view) - 1;
    };
    const { vertices, indices } = mesh;
    const column = (type: string, componentType: number, array: DraftArray, more: object = {}): object => {
      const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
      return { bufferView: packed(bytes, vertices, false), componentType, count: vertices, type, ...more };
    };
    const narrow = vertices <= 65_535 ? new Uint16Array(indices) : indices;
    const accessors = [
      column('VEC3', component.short, mesh.positions, boundsOf(mesh.positions)),
      column('VEC3', component.byte, mesh.normals, { normalized: true }),
      column('VEC2', component.short, mesh.uvs),
      column('SCALAR', component.unsignedShort, mesh.features),
      column('VEC4', component.unsignedByte, mesh.traits),
      column('VEC4', component.unsignedByte, mesh.moreTraits),
      {
        bufferView: packed(
          new Uint8Array(narrow.buffer, narrow.byteOffset, narrow.byteLength),
          indices.length,
          true,
        ),
        componentType: narrow instanceof Uint16Array ? component.unsignedShort : component.unsignedInt,
        count: indices.length,
        type: 'SCALAR',
      },
    ];
    const metadata = propertyTableOf(
      rows,
      areas,
      (bytes) => views.push({ buffer: 0, byteOffset: put(bytes), byteLength: bytes.length }) - 1,
    );
    const features = [{ featureCount: rows.length, attribute: 0, label: 'building', propertyTable: 0 }];
    const attributes = {
      ...{ POSITION: 0, NORMAL: 1, TEXCOORD_0: 2 },
      ...{ _FEATURE_ID_0: 3, _TRAIT: 4, _TRAIT_1: 5 },
    };
    const primitive = {
      attributes,
      indices: 6,
      material: 0,
      mode: 4,
      extensions: { EXT_mesh_features: { featureIds: features } },
    };
    return assemble(
      {
        asset: {
          version: '2.0',
          generator: 'jiangcheng-twin builder',
          ...(copyright === '' ? {} : { copyright }),
        },
        extensionsUsed,
        extensionsRequired: ['EXT_meshopt_compression', 'KHR_mesh_quantization'],
        scene: 0,
        scenes: [{ nodes: [0] }],
        nodes: [{ mesh: 0, scale: [mesh.grain, mesh.grain, mesh.grain] }],
        meshes: [{ primitives: [primitive] }],
        materials: [{ pbrMetallicRoughness: { metallicFactor: 0, roughnessFactor: 1 } }],
        accessors,
        bufferViews: views,
        buffers: [
          { byteLength: size },
          { byteLength: unpacked, extensions: { EXT_meshopt_compression: { fallback: true } } },
        ],
        extensions: { EXT_structural_metadata: metadata },
      },
      chunks,
      size,
    );
  };
};

type DraftArray = Int16Array | Int8Array | Uint16Array | Uint8Array;

const boundsOf = (positions: Int16Array): { readonly min: number[]; readonly max: number[] } => {
  const min = [32767, 32767, 32767];
  const max = [-32768, -32768, -32768];
  for (let i = 0; i < positions.length; i += 4) {
    for (let axis = 0; axis < 3; axis += 1) {
      const value = positions[i + axis]!;
      if (value < min[axis]!) min[axis] = value;
      if (value > max[axis]!) max[axis] = value;
    }
  }
  return { min, max };
};

const encoder = new TextEncoder();

/** The container of glTF 2.0 §4.4: a header, the JSON, the bytes. */
const assemble = (
  json: object,
  chunks: readonly { readonly at: number; readonly bytes: Uint8Array }[],
  size: number,
): Uint8Array<ArrayBuffer> => {
  const text = encoder.encode(JSON.stringify(json));
  const padded = (text.length + 3) & ~3;
  const file = new Uint8Array(12 + 8 + padded + 8 + size);
  const words = new DataView(file.buffer);
  const head = [0x46546c67, 2, file.length, padded, 0x4e4f534a];
  for (const [i, word] of head.entries()) words.setUint32(i * 4, word, true);
  file.set(text, 20);
  file.fill(0x20, 20 + text.length, 20 + padded);
  words.setUint32(20 + padded, size, true);
  words.setUint32(24 + padded, 0x004e4942, true);
  for (const { at, bytes } of chunks) file.set(bytes, 28 + padded + at);
  return file;
};
