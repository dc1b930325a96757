import { groundHeight } from '@/contracts/geo';
import { toLonLat, type Point } from '../plane';
import { toCartesian, toLocal, type LocalFrame } from './ellipsoid';

/** Metres in the tile's frame, glTF axes: x east, y up, z south. */
export type Vertex = readonly [x: number, y: number, z: number];

/** A mesh being written: columns grow by doubling, a building's constants are set once for all its vertices. */
export interface Draft {
  readonly place: (point: Point, height: number) => Vertex;
  /** Starts a building: its row in the property table and its four trait bytes. */
  readonly start: (feature: number, trait: readonly [number, number, number, number]) => void;
  /** Adds a vertex, returns its index. */
  readonly add: (at: Vertex, normal: Vertex, u: number, v: number) => number;
  readonly face: (a: number, b: number, c: number) => void;
  readonly columns: () => DraftColumns;
}

export interface DraftColumns {
  readonly positions: Float32Array;
  readonly normals: Int8Array;
  readonly uvs: Int16Array;
  readonly features: Uint16Array;
  readonly traits: Uint8Array;
  readonly indices: Uint32Array;
}

export const createDraft = (frame: LocalFrame): Draft => {
  let room = 4096;
  let count = 0;
  let positions = new Float32Array(room * 3);
  let normals = new Int8Array(room * 3);
  let uvs = new Int16Array(room * 2);
  let features = new Uint16Array(room);
  let traits = new Uint8Array(room * 4);
  let indices = new Uint32Array(room * 2);
  let corners = 0;
  let row = 0;
  let trait: readonly [number, number, number, number] = [0, 0, 0, 0];
  const grow = (): void => {
    room *= 2;
    const wider = <T extends { set: (from: T) => void }>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    positions = wider(positions, new Float32Array(room * 3));
    normals = wider(normals, new Int8Array(room * 3));
    uvs = wider(uvs, new Int16Array(room * 2));
    features = wider(features, new Uint16Array(room));
    traits = wider(traits, new Uint8Array(room * 4));
  };
  return {
    place: (point, height) => {
      const [lon, lat] = toLonLat(point);
      const [east, north, up] = toLocal(frame, toCartesian([lon, lat, groundHeight + height]));
      return [east, up, -north];
    },
    start: (feature, bytes) => {
      row = feature;
      trait = bytes;
    },
    add: (at, normal, u, v) => {
      if (count === room) grow();
      for (let i = 0; i < 3; i += 1) {
        positions[count * 3 + i] = at[i]!;
        normals[count * 3 + i] = normal[i]!;
      }
      uvs[count * 2] = u;
      uvs[count * 2 + 1] = v;
      features[count] = row;
      for (let i = 0; i < 4; i += 1) traits[count * 4 + i] = trait[i]!;
      count += 1;
      return count - 1;
    },
    face: (a, b, c) => {
      if (corners + 3 > indices.length) {
        const wider = new Uint32Array(indices.length * 2);
        wider.set(indices);
        indices = wider;
      }
      indices[corners] = a;
      indices[corners + 1] = b;
      indices[corners + 2] = c;
      corners += 3;
    },
    columns: () => ({
      positions: positions.slice(0, count * 3),
      normals: normals.slice(0, count * 3),
      uvs: uvs.slice(0, count * 2),
      features: features.slice(0, count),
      traits: traits.slice(0, count * 4),
      indices: indices.slice(0, corners),
    }),
  };
};
