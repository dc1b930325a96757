import earcut from 'earcut';
import { groundHeight } from '@/contracts/geo';
import { buildingUses } from '@/contracts/base';
import type { Building, Part } from '../blocks/building';
import { signedArea } from '../polygon';
import { toLonLat, type Point } from '../plane';
import { hashOf } from '../random';
import { toCartesian, toLocal, type LocalFrame } from './ellipsoid';

/**
 * Vertices of a tile, glTF axes (x east, y up, z south), in units of `grain` metres from the tile's frame.
 * `uv` on walls is whole metres from the wall's own corner and whole metres above the ground; on roofs its second part is −1 (flat) or
 * −2 (tiled slope).
 * `trait` is the same for all of a building's vertices, in every level: use (index in `buildingUses`), height in units of
 * 2 m, and two bytes of the id's hash.
 */
export interface Mesh {
  readonly positions: Int16Array;
  readonly grain: number;
  readonly normals: Int8Array;
  readonly uvs: Int16Array;
  readonly features: Uint16Array;
  readonly traits: Uint8Array;
  readonly indices: Uint32Array;
}

export type Detail = 'far' | 'mid' | 'near';

const roofMark = { flat: -1, tiled: -2 } as const;

/** Finest step of positions, metres; a tile too wide for it in 16 bits takes the next power of two. */
const finest: Readonly<Record<Detail, number>> = { far: 1 / 4, mid: 1 / 16, near: 1 / 32 };

interface Draft {
  readonly positions: number[];
  readonly normals: number[];
  readonly uvs: number[];
  readonly features: number[];
  readonly traits: number[];
  readonly indices: number[];
  readonly frame: LocalFrame;
}

type Vertex = readonly [x: number, y: number, z: number];

export const meshOf = (buildings: readonly Building[], frame: LocalFrame, detail: Detail): Mesh => {
  const draft: Draft = { positions: [], normals: [], uvs: [], features: [], traits: [], indices: [], frame };
  for (const [feature, building] of buildings.entries()) {
    const id = hashOf(Number(building.properties.id.slice(2)), 31);
    const trait = [
      buildingUses.indexOf(building.properties.use),
      Math.min(255, Math.round(building.properties.height / 2)),
      id & 255,
      (id >>> 8) & 255,
    ];
    const from = draft.features.length;
    for (const each of building.parts)
      if (detail !== 'mid' || worthDrawing(building, each)) raise(draft, each, detail, id);
    for (let i = from; i < draft.positions.length / 3; i += 1) {
      draft.features.push(feature);
      draft.traits.push(...trait);
    }
  }
  const widest = draft.positions.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  let grain = finest[detail];
  while (widest / grain > 32700) grain *= 2;
  return {
    positions: Int16Array.from(draft.positions, (value) => Math.round(value / grain)),
    grain,
    normals: Int8Array.from(draft.normals),
    uvs: Int16Array.from(draft.uvs),
    features: Uint16Array.from(draft.features),
    traits: Uint8Array.from(draft.traits),
    indices: Uint32Array.from(draft.indices),
  };
};

/** From a few kilometres stair cores and lift towers are not seen. */
const worthDrawing = (building: Building, shape: Part): boolean =>
  building.block < 0 || building.parts.length < 2 || Math.abs(signedArea(shape.ring)) > 75;

const vertex = (frame: LocalFrame, point: Point, height: number): Vertex => {
  const [lon, lat] = toLonLat(point);
  const [east, north, up] = toLocal(frame, toCartesian([lon, lat, groundHeight + height]));
  return [east, up, -north];
};

const raise = (draft: Draft, shape: Part, detail: Detail, id: number): void => {
  const { ring, base, top, taper } = shape;
  const middle: Point = [
    ring.reduce((sum, p) => sum + p[0], 0) / ring.length,
    ring.reduce((sum, p) => sum + p[1], 0) / ring.length,
  ];
  const shrunk = (share: number): Point[] =>
    ring.map(([x, y]) => [middle[0] + (x - middle[0]) * share, middle[1] + (y - middle[1]) * share]);
  if (shape.roof === 'point') {
    walls(draft, ring, shrunk(0.02), base, top);
    return;
  }
  const upper = taper === 1 ? ring : shrunk(taper);
  if (shape.roof === 'gable' && ring.length === 4 && detail !== 'far') {
    gable(draft, ring, base, top);
    return;
  }
  const parapet =
    detail === 'near' &&
    taper === 1 &&
    ring.length === 4 &&
    top - base > 9 &&
    Math.abs(signedArea(ring)) > 140;
  const lip = parapet ? 1.1 : 0;
  walls(draft, ring, upper, base, top + lip);
  if (!parapet) {
    cap(draft, upper, top);
    return;
  }
  parapetRoof(draft, ring, top, lip);
  if (top > 16) plant(draft, ring, top, id);
};

const quad = (
  draft: Draft,
  corners: readonly [Vertex, Vertex, Vertex, Vertex],
  uv: readonly number[],
): void => {
  const [a, b, , d] = corners;
  const start = draft.positions.length / 3;
  const normal = normalOf(a, b, d);
  for (const corner of corners) {
    draft.positions.push(...corner);
    draft.normals.push(...normal);
  }
  draft.uvs.push(...uv);
  draft.indices.push(start, start + 1, start + 2, start, start + 2, start + 3);
};

const normalOf = (a: Vertex, b: Vertex, c: Vertex): Vertex => {
  const u = [b[0] - a[0], b[1] - a[1], b[2] - a[2]] as const;
  const v = [c[0] - a[0], c[1] - a[1], c[2] - a[2]] as const;
  const n = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]] as const;
  const length = Math.hypot(...n) || 1;
  return [
    Math.round((n[0] / length) * 127),
    Math.round((n[1] / length) * 127),
    Math.round((n[2] / length) * 127),
  ];
};

/** A wall's last window is at most half a metre wider or narrower for it, and the column packs into a third. */
const metre = Math.round;

/** Outward walls of a counter-clockwise ring; every wall counts its metres from its own corner. */
const walls = (
  draft: Draft,
  lower: readonly Point[],
  upper: readonly Point[],
  base: number,
  top: number,
): void => {
  for (let i = 0; i < lower.length; i += 1) {
    const j = (i + 1) % lower.length;
    const [a, b] = [lower[i]!, lower[j]!];
    const width = metre(Math.hypot(b[0] - a[0], b[1] - a[1]));
    quad(
      draft,
      [
        vertex(draft.frame, a, base),
        vertex(draft.frame, b, base),
        vertex(draft.frame, upper[j]!, top),
        vertex(draft.frame, upper[i]!, top),
      ],
      [0, metre(base), width, metre(base), width, metre(top), 0, metre(top)],
    );
  }
};

const cap = (draft: Draft, ring: readonly Point[], height: number): void => {
  const start = draft.positions.length / 3;
  for (const point of ring) {
    draft.positions.push(...vertex(draft.frame, point, height));
    draft.normals.push(0, 127, 0);
    draft.uvs.push(0, roofMark.flat);
  }
  const triangles = ring.length === 4 ? [0, 1, 2, 0, 2, 3] : earcut(ring.flatMap(([x, y]) => [x, y]));
  for (let i = 0; i < triangles.length; i += 3) {
    const [a, b, c] = [triangles[i]!, triangles[i + 1]!, triangles[i + 2]!];
    const flipped =
      (ring[b]![0] - ring[a]![0]) * (ring[c]![1] - ring[a]![1]) -
        (ring[b]![1] - ring[a]![1]) * (ring[c]![0] - ring[a]![0]) <
      0;
    draft.indices.push(start + a, start + (flipped ? c : b), start + (flipped ? b : c));
  }
};

/** The ridge runs along the ring's first side; eaves lie a third of the depth below it. */
const gable = (draft: Draft, ring: readonly Point[], base: number, top: number): void => {
  const [a, b, c, d] = ring as readonly [Point, Point, Point, Point];
  const rise = Math.min((top - base) * 0.45, Math.hypot(d[0] - a[0], d[1] - a[1]) * 0.3);
  const eaves = top - rise;
  walls(draft, ring, ring, base, eaves);
  const half = (p: Point, q: Point): Point => [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2];
  const west = vertex(draft.frame, half(a, d), top);
  const east = vertex(draft.frame, half(b, c), top);
  const at = (p: Point): Vertex => vertex(draft.frame, p, eaves);
  const tiled = [0, roofMark.tiled, 0, roofMark.tiled, 0, roofMark.tiled, 0, roofMark.tiled];
  quad(draft, [at(a), at(b), east, west], tiled);
  quad(draft, [at(c), at(d), west, east], tiled);
  triangle(draft, at(b), at(c), east, eaves, top);
  triangle(draft, at(d), at(a), west, eaves, top);
};

const triangle = (draft: Draft, a: Vertex, b: Vertex, c: Vertex, low: number, high: number): void => {
  const start = draft.positions.length / 3;
  const normal = normalOf(a, b, c);
  const width = Math.hypot(b[0] - a[0], b[2] - a[2]);
  for (const corner of [a, b, c]) {
    draft.positions.push(...corner);
    draft.normals.push(...normal);
  }
  draft.uvs.push(0, metre(low), metre(width), metre(low), metre(width / 2), metre(high));
  draft.indices.push(start, start + 1, start + 2);
};

/** A roof sunk behind a lip: the lip's inner side and the roof; the lip itself is too thin to show an edge. */
const parapetRoof = (draft: Draft, ring: readonly Point[], top: number, lip: number): void => {
  const flat = [0, roofMark.flat, 0, roofMark.flat, 0, roofMark.flat, 0, roofMark.flat];
  for (let i = 0; i < 4; i += 1) {
    const j = (i + 1) % 4;
    const at = (p: Point, height: number): Vertex => vertex(draft.frame, p, height);
    quad(
      draft,
      [at(ring[j]!, top), at(ring[i]!, top), at(ring[i]!, top + lip), at(ring[j]!, top + lip)],
      flat,
    );
  }
  cap(draft, ring, top);
};

/** A lift house or a tank off the roof's middle. */
const plant = (draft: Draft, ring: readonly Point[], top: number, id: number): void => {
  const [a, b, , d] = ring as readonly [Point, Point, Point, Point];
  const long = Math.hypot(b[0] - a[0], b[1] - a[1]);
  const deep = Math.hypot(d[0] - a[0], d[1] - a[1]);
  if (long < 12 || deep < 9) return;
  const u0 = 0.22 + ((id >>> 16) & 15) / 40;
  const [du, dv] = [Math.min(7, long * 0.22) / long, Math.min(5, deep * 0.4) / deep];
  const v0 = 0.5 - dv / 2;
  const at = (u: number, v: number): Point => [
    a[0] + (b[0] - a[0]) * u + (d[0] - a[0]) * v,
    a[1] + (b[1] - a[1]) * u + (d[1] - a[1]) * v,
  ];
  const box = [at(u0, v0), at(u0 + du, v0), at(u0 + du, v0 + dv), at(u0, v0 + dv)];
  const first = draft.uvs.length;
  walls(draft, box, box, top, top + 3);
  for (let i = first + 1; i < draft.uvs.length; i += 2) draft.uvs[i] = roofMark.flat;
  cap(draft, box, top + 3);
};
