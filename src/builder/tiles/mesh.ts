import earcut from 'earcut';
import { buildingUses } from '@/contracts/base';
import type { Building, Part } from '../blocks/building';
import { signedArea } from '../polygon';
import type { Point } from '../plane';
import { hashOf } from '../random';
import { createDraft, type Draft, type Vertex } from './draft';
import type { LocalFrame } from './ellipsoid';

/**
 * Vertices of a tile, glTF axes (x east, y up, z south), in units of `grain` metres from the tile's frame.
 * `uv` on walls is whole metres from the wall's own corner and whole metres above the ground; on roofs its second part is
 * −1 (flat) or −2 (tiled slope).
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

const flat = -1;
const tiled = -2;

/** Finest step of positions, metres; a tile too wide for it in 16 bits takes the next power of two. */
const finest: Readonly<Record<Detail, number>> = { far: 1 / 4, mid: 1 / 16, near: 1 / 32 };

const lip = 1.1;

export const meshOf = (buildings: readonly Building[], frame: LocalFrame, detail: Detail): Mesh => {
  const draft = createDraft(frame);
  for (const [feature, building] of buildings.entries()) {
    const id = hashOf(Number(building.properties.id.slice(2)), 31);
    const height = Math.min(255, Math.round(building.properties.height / 2));
    draft.start(feature, [buildingUses.indexOf(building.properties.use), height, id & 255, (id >>> 8) & 255]);
    for (const each of building.parts) {
      if (detail !== 'mid' || worthDrawing(building, each)) raise(draft, each, detail, id);
    }
  }
  const { positions, ...columns } = draft.columns();
  let widest = 0;
  for (let i = 0; i < positions.length; i += 1) widest = Math.max(widest, Math.abs(positions[i]!));
  let grain = finest[detail];
  while (widest / grain > 32700) grain *= 2;
  const steps = new Int16Array(positions.length);
  for (let i = 0; i < steps.length; i += 1) steps[i] = Math.round(positions[i]! / grain);
  return { ...columns, grain, positions: steps };
};

/** From a few kilometres stair cores and lift towers are not seen. */
const worthDrawing = (building: Building, shape: Part): boolean =>
  building.block < 0 || building.parts.length < 2 || Math.abs(signedArea(shape.ring)) > 75;

const raise = (draft: Draft, shape: Part, detail: Detail, id: number): void => {
  const { ring, base, top, taper } = shape;
  if (shape.roof === 'point') {
    walls(draft, ring, shrunk(ring, 0.02), base, top);
    return;
  }
  if (shape.roof === 'gable' && ring.length === 4 && detail !== 'far') {
    gable(draft, ring, base, top);
    return;
  }
  const upper = taper === 1 ? ring : shrunk(ring, taper);
  const parapet =
    detail === 'near' && taper === 1 && ring.length === 4 && top - base > 9 && signedArea(ring) > 140;
  walls(draft, ring, upper, base, parapet ? top + lip : top);
  if (parapet) {
    parapetInside(draft, ring, top);
    if (top > 16) plant(draft, ring, top, id);
  }
  cap(draft, upper, top);
};

const shrunk = (ring: readonly Point[], share: number): Point[] => {
  const x = ring.reduce((sum, p) => sum + p[0], 0) / ring.length;
  const y = ring.reduce((sum, p) => sum + p[1], 0) / ring.length;
  return ring.map((p) => [x + (p[0] - x) * share, y + (p[1] - y) * share]);
};

/** Two triangles over a, b, c, d, counter-clockwise from outside; `uv` for each corner. */
const quad = (
  draft: Draft,
  corners: readonly [Vertex, Vertex, Vertex, Vertex],
  uv: readonly [number, number, number, number, number, number, number, number],
): void => {
  const normal = normalOf(corners[0], corners[1], corners[3]);
  const a = draft.add(corners[0], normal, uv[0], uv[1]);
  draft.add(corners[1], normal, uv[2], uv[3]);
  draft.add(corners[2], normal, uv[4], uv[5]);
  draft.add(corners[3], normal, uv[6], uv[7]);
  draft.face(a, a + 1, a + 2);
  draft.face(a, a + 2, a + 3);
};

const flatUv = [0, flat, 0, flat, 0, flat, 0, flat] as const;
const tiledUv = [0, tiled, 0, tiled, 0, tiled, 0, tiled] as const;

const normalOf = (a: Vertex, b: Vertex, c: Vertex): Vertex => {
  const u0 = b[0] - a[0];
  const u1 = b[1] - a[1];
  const u2 = b[2] - a[2];
  const v0 = c[0] - a[0];
  const v1 = c[1] - a[1];
  const v2 = c[2] - a[2];
  const x = u1 * v2 - u2 * v1;
  const y = u2 * v0 - u0 * v2;
  const z = u0 * v1 - u1 * v0;
  const scale = 127 / (Math.hypot(x, y, z) || 1);
  return [Math.round(x * scale), Math.round(y * scale), Math.round(z * scale)];
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
  const low = lower.map((point) => draft.place(point, base));
  const high = upper.map((point) => draft.place(point, top));
  const foot = metre(base);
  const head = metre(top);
  for (let i = 0; i < lower.length; i += 1) {
    const j = (i + 1) % lower.length;
    const width = metre(Math.hypot(lower[j]![0] - lower[i]![0], lower[j]![1] - lower[i]![1]));
    quad(draft, [low[i]!, low[j]!, high[j]!, high[i]!], [0, foot, width, foot, width, head, 0, head]);
  }
};

const up: Vertex = [0, 127, 0];

const cap = (draft: Draft, ring: readonly Point[], height: number): void => {
  const indices = ring.map((point) => draft.add(draft.place(point, height), up, 0, flat));
  const triangles = ring.length === 4 ? [0, 1, 2, 0, 2, 3] : earcut(ring.flatMap(([x, y]) => [x, y]));
  for (let i = 0; i < triangles.length; i += 3) {
    const [a, b, c] = [triangles[i]!, triangles[i + 1]!, triangles[i + 2]!];
    const turn = signedArea([ring[a]!, ring[b]!, ring[c]!]) < 0;
    draft.face(indices[a]!, indices[turn ? c : b]!, indices[turn ? b : c]!);
  }
};

/** The ridge runs along the ring's first side. */
const gable = (draft: Draft, ring: readonly Point[], base: number, top: number): void => {
  const [a, b, c, d] = ring as readonly [Point, Point, Point, Point];
  const rise = Math.min((top - base) * 0.45, Math.hypot(d[0] - a[0], d[1] - a[1]) * 0.3);
  const eaves = top - rise;
  walls(draft, ring, ring, base, eaves);
  const half = (p: Point, q: Point): Point => [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2];
  const west = draft.place(half(a, d), top);
  const east = draft.place(half(b, c), top);
  const at = (p: Point): Vertex => draft.place(p, eaves);
  quad(draft, [at(a), at(b), east, west], tiledUv);
  quad(draft, [at(c), at(d), west, east], tiledUv);
  gableEnd(draft, at(b), at(c), east, eaves, top);
  gableEnd(draft, at(d), at(a), west, eaves, top);
};

const gableEnd = (draft: Draft, a: Vertex, b: Vertex, c: Vertex, low: number, high: number): void => {
  const normal = normalOf(a, b, c);
  const width = metre(Math.hypot(b[0] - a[0], b[2] - a[2]));
  const first = draft.add(a, normal, 0, metre(low));
  draft.add(b, normal, width, metre(low));
  draft.add(c, normal, metre(width / 2), metre(high));
  draft.face(first, first + 1, first + 2);
};

/** The inner side of the lip round a roof; the lip itself is too thin to show an edge. */
const parapetInside = (draft: Draft, ring: readonly Point[], top: number): void => {
  const low = ring.map((point) => draft.place(point, top));
  const high = ring.map((point) => draft.place(point, top + lip));
  for (let i = 0; i < 4; i += 1) {
    const j = (i + 1) % 4;
    quad(draft, [low[j]!, low[i]!, high[i]!, high[j]!], flatUv);
  }
};

/** A lift house or a tank off the roof's middle. */
const plant = (draft: Draft, ring: readonly Point[], top: number, id: number): void => {
  const [a, b, , d] = ring as readonly [Point, Point, Point, Point];
  const long = Math.hypot(b[0] - a[0], b[1] - a[1]);
  const deep = Math.hypot(d[0] - a[0], d[1] - a[1]);
  if (long < 14 || deep < 10) return;
  const u = 0.22 + ((id >>> 16) & 15) / 40;
  const du = Math.min(7, long * 0.22) / long;
  const dv = Math.min(5, deep * 0.4) / deep;
  const v = 0.5 - dv / 2;
  const at = (s: number, t: number): Point => [
    a[0] + (b[0] - a[0]) * s + (d[0] - a[0]) * t,
    a[1] + (b[1] - a[1]) * s + (d[1] - a[1]) * t,
  ];
  const box = [at(u, v), at(u + du, v), at(u + du, v + dv), at(u, v + dv)];
  const low = box.map((point) => draft.place(point, top));
  const high = box.map((point) => draft.place(point, top + 3));
  for (let i = 0; i < 4; i += 1) {
    const j = (i + 1) % 4;
    quad(draft, [low[i]!, low[j]!, high[j]!, high[i]!], flatUv);
  }
  cap(draft, box, top + 3);
};
