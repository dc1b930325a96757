import { Cartesian3, Matrix4, Transforms } from 'cesium';
import type { Footprint } from '@/contracts/footprints';
import type { LonLat } from '@/contracts/geo';

/** A block of a mesh: metres east and north of its middle, half its side, its height above the slab. */
export interface Block {
  readonly east: number;
  readonly north: number;
  readonly half: number;
  readonly height: number;
}

const corners = [0, 1, 2, 0, 2, 3] as const;

/** The six faces of a box between two corners in metres east, north, up; each with its own four points and its normal. */
function faces(low: readonly number[], high: readonly number[]): { at: number[][]; normal: number[] }[] {
  return [0, 1, 2].flatMap((axis) => {
    const [u, v] = [(axis + 1) % 3, (axis + 2) % 3] as [number, number];
    return [low, high].map((side, outer) => {
      const point = (a: readonly number[], b: readonly number[]) => {
        const p = [0, 0, 0];
        [p[axis], p[u], p[v]] = [side[axis]!, a[u]!, b[v]!];
        return p;
      };
      const ring = [point(low, low), point(high, low), point(high, high), point(low, high)];
      const normal = [0, 0, 0];
      normal[axis] = outer === 0 ? -1 : 1;
      return { at: outer === 0 ? ring.reverse() : ring, normal };
    });
  });
}

/** glTF counts its second axis upwards and its third to the south. */
const upright = ([east, north, up]: readonly number[]) => [east!, up!, -north!];

/** A binary glTF of blocks on a slab, all in one mesh without pictures, as photographs make one: nothing tells houses apart. */
export function meshOf(blocks: readonly Block[], slabHalf: number): Blob {
  const boxes = [
    faces([-slabHalf, -slabHalf, -2], [slabHalf, slabHalf, 0]),
    ...blocks.map(({ east, north, half, height }) =>
      faces([east - half, north - half, 0], [east + half, north + half, height]),
    ),
  ].flat();
  const positions = new Float32Array(boxes.flatMap(({ at }) => at.flatMap(upright)));
  const normals = new Float32Array(
    boxes.flatMap(({ normal }) => [0, 1, 2, 3].flatMap(() => upright(normal))),
  );
  const indices = new Uint32Array(boxes.flatMap((_, face) => corners.map((corner) => face * 4 + corner)));
  const highest = Math.max(0, ...blocks.map(({ height }) => height));
  const parts = [positions, normals, indices] as const;
  const starts = [0, positions.byteLength, positions.byteLength * 2];
  const points = positions.length / 3;
  const json = JSON.stringify({
    asset: { version: '2.0' },
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0 }],
    meshes: [{ primitives: [{ attributes: { POSITION: 0, NORMAL: 1 }, indices: 2 }] }],
    buffers: [{ byteLength: parts.reduce((sum, part) => sum + part.byteLength, 0) }],
    bufferViews: parts.map((part, index) => ({
      buffer: 0,
      byteOffset: starts[index],
      byteLength: part.byteLength,
      target: index === 2 ? 34963 : 34962,
    })),
    accessors: [
      {
        ...{ bufferView: 0, componentType: 5126, count: points, type: 'VEC3' },
        ...{ min: [-slabHalf, -2, -slabHalf], max: [slabHalf, highest, slabHalf] },
      },
      { bufferView: 1, componentType: 5126, count: points, type: 'VEC3' },
      { bufferView: 2, componentType: 5125, count: indices.length, type: 'SCALAR' },
    ],
  });
  const text = new TextEncoder().encode(json + ' '.repeat((4 - (json.length % 4)) % 4));
  const bytes = parts.reduce((sum, part) => sum + part.byteLength, 0);
  const total = 12 + 8 + text.byteLength + 8 + bytes;
  const head = new Uint32Array([0x46546c67, 2, total, text.byteLength, 0x4e4f534a]);
  return new Blob([head, text, new Uint32Array([bytes, 0x004e4942]), ...parts]);
}

/** The frame a mesh stands in: metres east, north and up of a place; `ground` ellipsoidal. */
export function frameAt([lon, lat]: LonLat, ground: number): Matrix4 {
  return Transforms.eastNorthUpToFixedFrame(Cartesian3.fromDegrees(lon, lat, ground));
}

/** A tileset of parts that stand side by side, each a whole tile at its own address. */
export function tilesetOf(frame: Matrix4, addresses: readonly string[], half: number): Blob {
  const boundingVolume = { box: [0, 0, 40, half, 0, 0, 0, half, 0, 0, 0, 60] };
  return new Blob([
    JSON.stringify({
      asset: { version: '1.1' },
      geometricError: 500,
      root: {
        ...{ boundingVolume, geometricError: 400, refine: 'ADD', transform: Matrix4.toArray(frame) },
        children: addresses.map((uri) => ({ boundingVolume, geometricError: 0, content: { uri } })),
      },
    }),
  ]);
}

/** The outline of a block as the base tells it. */
export function footprintOf(
  [lon, lat]: LonLat,
  ground: number,
  { east, north, half, height }: Block,
  what: Pick<Footprint, 'id' | 'use'>,
): Footprint {
  const degree = 111_195;
  const corner = (x: number, y: number): LonLat => [
    lon + (east + x * half) / (degree * Math.cos((lat * Math.PI) / 180)),
    lat + (north + y * half) / degree,
  ];
  return { ...what, height, ground, ring: [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)] };
}
