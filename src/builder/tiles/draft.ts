import type { Position } from '@/contracts/geo';
import { toLonLat, type Point } from '../plane';
import { dot, frameAt, metresPerDegree, toLocal, type LocalFrame } from './ellipsoid';

/** Four bytes a vertex. */
export type Trait = readonly [number, number, number, number];

/**
 * A mesh being written into columns that grow by doubling and are used again for the next tile. A building's constants are
 * set once for all its vertices; places are given as metres of the plane and metres above the building's ground.
 */
export interface Draft {
  /** Starts a tile in its frame; positions are written in steps of `grain` metres. */
  readonly open: (frame: LocalFrame, grain: number) => void;
  /**
   * Starts a building: its row in the property table, its traits, and the ellipsoidal height of its ground at `centre`.
   * About the centre the plane is taken as flat: a kilometre away that is wrong by eight centimetres.
   */
  readonly start: (feature: number, first: Trait, second: Trait, centre: Point, ground: number) => void;
  /** The normal of the vertices that follow: east, north, up, of any length. */
  readonly turn: (east: number, north: number, up: number) => void;
  /** Adds a vertex, returns its index. */
  readonly add: (x: number, y: number, height: number, u: number, v: number) => number;
  readonly face: (a: number, b: number, c: number) => void;
  /** Views of what was written since `open`, good until the next one. */
  readonly columns: () => DraftColumns;
}

/** Rows are padded to four bytes, which the packing needs: positions to four numbers, normals too, features to two. */
export interface DraftColumns {
  readonly vertices: number;
  /** glTF axes (x east, y up, z south), four numbers a vertex, the last unused. */
  readonly positions: Int16Array<ArrayBuffer>;
  readonly normals: Int8Array<ArrayBuffer>;
  readonly uvs: Int16Array<ArrayBuffer>;
  readonly features: Uint16Array<ArrayBuffer>;
  readonly traits: Uint8Array<ArrayBuffer>;
  readonly moreTraits: Uint8Array<ArrayBuffer>;
  readonly indices: Uint32Array<ArrayBuffer>;
}

const perPlaneMetre = (() => {
  const [a, b] = [toLonLat([0, 0]), toLonLat([1, 1])];
  return [b[0] - a[0], b[1] - a[1]] as const;
})();

export const createDraft = (): Draft => {
  let room = 1 << 15;
  let count = 0;
  let positions = new Int16Array(room * 4);
  let normals = new Int8Array(room * 4);
  let uvs = new Int16Array(room * 2);
  let features = new Uint16Array(room * 2);
  let traits = new Uint32Array(room);
  let moreTraits = new Uint32Array(room);
  let indices = new Uint32Array(room * 2);
  let corners = 0;
  let frame = frameAt([0, 0, 0]);
  let scale = 1;
  let [row, trait, more] = [0, 0, 0];
  let [nx, ny, nz] = [0, 127, 0];
  let [cx, cy] = [0, 0];
  // Column by column: what a metre east, north and up is in the tile's steps, and where the building's centre lies.
  let [xx, xy, xz, yx, yy, yz, hx, hy, hz, ox, oy, oz] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

  const grow = (): void => {
    room *= 2;
    const wider = <T extends { set: (from: T) => void }>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    positions = wider(positions, new Int16Array(room * 4));
    normals = wider(normals, new Int8Array(room * 4));
    uvs = wider(uvs, new Int16Array(room * 2));
    features = wider(features, new Uint16Array(room * 2));
    traits = wider(traits, new Uint32Array(room));
    moreTraits = wider(moreTraits, new Uint32Array(room));
  };

  return {
    open: (next, grain) => {
      frame = next;
      scale = 1 / grain;
      count = 0;
      corners = 0;
    },
    start: (feature, first, second, centre, ground) => {
      row = feature;
      trait = (first[0] | (first[1] << 8) | (first[2] << 16) | (first[3] << 24)) >>> 0;
      more = (second[0] | (second[1] << 8) | (second[2] << 16) | (second[3] << 24)) >>> 0;
      cx = centre[0];
      cy = centre[1];
      const place: Position = [...toLonLat(centre), ground];
      const here = frameAt(place);
      const degree = metresPerDegree(place);
      const east = degree[0] * perPlaneMetre[0] * scale;
      const north = degree[1] * perPlaneMetre[1] * scale;
      xx = dot(here.east, frame.east) * east;
      xy = dot(here.east, frame.up) * east;
      xz = -dot(here.east, frame.north) * east;
      yx = dot(here.north, frame.east) * north;
      yy = dot(here.north, frame.up) * north;
      yz = -dot(here.north, frame.north) * north;
      hx = dot(here.up, frame.east) * scale;
      hy = dot(here.up, frame.up) * scale;
      hz = -dot(here.up, frame.north) * scale;
      const local = toLocal(frame, here.origin);
      ox = local[0] * scale;
      oy = local[2] * scale;
      oz = -local[1] * scale;
    },
    turn: (east, north, up) => {
      const length = Math.sqrt(east * east + north * north + up * up);
      const toByte = length > 0 ? 127 / length : 0;
      nx = Math.round(east * toByte);
      ny = Math.round(up * toByte);
      nz = Math.round(-north * toByte);
    },
    add: (x, y, height, u, v) => {
      if (count === room) grow();
      const dx = x - cx;
      const dy = y - cy;
      const at = count * 4;
      positions[at] = Math.round(ox + xx * dx + yx * dy + hx * height);
      positions[at + 1] = Math.round(oy + xy * dx + yy * dy + hy * height);
      positions[at + 2] = Math.round(oz + xz * dx + yz * dy + hz * height);
      normals[at] = nx;
      normals[at + 1] = ny;
      normals[at + 2] = nz;
      uvs[count * 2] = u;
      uvs[count * 2 + 1] = v;
      features[count * 2] = row;
      traits[count] = trait;
      moreTraits[count] = more;
      return count++;
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
      vertices: count,
      positions: positions.subarray(0, count * 4),
      normals: normals.subarray(0, count * 4),
      uvs: uvs.subarray(0, count * 2),
      features: features.subarray(0, count * 2),
      traits: new Uint8Array(traits.buffer, 0, count * 4),
      moreTraits: new Uint8Array(moreTraits.buffer, 0, count * 4),
      indices: indices.subarray(0, corners),
    }),
  };
};
