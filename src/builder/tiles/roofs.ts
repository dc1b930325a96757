import earcut from 'earcut';
import type { Part } from '../blocks/building';
import { centroid, inRing } from '../polygon';
import type { Point } from '../plane';
import type { Draft } from './draft';
import { metre, raiseWalls, roofMark } from './walls';

const { flat, tiled, many } = roofMark;

const turnOf = (a: Point, b: Point, c: Point): number =>
  (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]);

/** A level roof over a ring and round its courts, seen from above. */
export const capRing = (
  draft: Draft,
  ring: readonly Point[],
  courts: readonly (readonly Point[])[],
  height: number,
): void => {
  draft.turn(0, 0, 1);
  let first = -1;
  for (const [x, y] of ring) {
    const index = draft.add(x, y, height, 0, flat);
    if (first < 0) first = index;
  }
  if (ring.length === 4 && courts.length === 0) {
    const [a, b, c, d] = ring as readonly [Point, Point, Point, Point];
    if (turnOf(a, b, c) > 0 && turnOf(a, c, d) > 0) {
      draft.face(first, first + 1, first + 2);
      draft.face(first, first + 2, first + 3);
      return;
    }
  }
  const points = [...ring];
  const starts: number[] = [];
  for (const court of courts) {
    starts.push(points.length);
    points.push(...court);
    for (const [x, y] of court) draft.add(x, y, height, 0, flat);
  }
  const triangles = earcut(
    points.flatMap(([x, y]) => [x, y]),
    starts.length === 0 ? undefined : starts,
  );
  for (let i = 0; i < triangles.length; i += 3) {
    const [a, b, c] = [triangles[i]!, triangles[i + 1]!, triangles[i + 2]!];
    const counter = turnOf(points[a]!, points[b]!, points[c]!) > 0;
    draft.face(first + a, first + (counter ? b : c), first + (counter ? c : b));
  }
};

/** The roofs of many houses as one face: its corners tell metres along the rows and, counted down, across them. */
export const manyRoofs = (draft: Draft, ring: readonly Point[], height: number): void => {
  const [a, b, c, d] = ring as readonly [Point, Point, Point, Point];
  const along = metre(Math.hypot(b[0] - a[0], b[1] - a[1]));
  const across = many - metre(Math.hypot(d[0] - a[0], d[1] - a[1]));
  draft.turn(0, 0, 1);
  const first = draft.add(a[0], a[1], height, 0, many);
  draft.add(b[0], b[1], height, along, many);
  draft.add(c[0], c[1], height, along, across);
  draft.add(d[0], d[1], height, 0, across);
  draft.face(first, first + 1, first + 2);
  draft.face(first, first + 2, first + 3);
};

/** Walls under a sloped roof of four corners; the ridge runs along the ring's first side. */
export const gableRoof = (draft: Draft, ring: readonly Point[], base: number, top: number): void => {
  const [a, b, c, d] = ring as readonly [Point, Point, Point, Point];
  const rise = Math.min((top - base) * 0.45, Math.hypot(d[0] - a[0], d[1] - a[1]) * 0.3);
  const eaves = top - rise;
  raiseWalls(draft, ring, ring, base, eaves);
  const west = half(a, d);
  const east = half(b, c);
  slope(draft, a, b, east, west, eaves, top);
  slope(draft, c, d, west, east, eaves, top);
  gableEnd(draft, b, c, east, eaves, top);
  gableEnd(draft, d, a, west, eaves, top);
};

const half = (p: Point, q: Point): Point => [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2];

const slope = (draft: Draft, a: Point, b: Point, c: Point, d: Point, low: number, high: number): void => {
  const [east, north] = [b[1] - a[1], a[0] - b[0]];
  const run = Math.abs((a[0] - d[0]) * east + (a[1] - d[1]) * north);
  const rise = Math.max(0.1, high - low);
  draft.turn(east, north, run / rise);
  const first = draft.add(d[0], d[1], high, 0, tiled);
  draft.add(a[0], a[1], low, 0, tiled);
  draft.add(b[0], b[1], low, 0, tiled);
  draft.add(c[0], c[1], high, 0, tiled);
  draft.face(first, first + 1, first + 2);
  draft.face(first, first + 2, first + 3);
};

const gableEnd = (draft: Draft, a: Point, b: Point, ridge: Point, low: number, high: number): void => {
  draft.turn(b[1] - a[1], a[0] - b[0], 0);
  const width = metre(Math.hypot(b[0] - a[0], b[1] - a[1]));
  const first = draft.add(a[0], a[1], low, 0, metre(low));
  draft.add(b[0], b[1], low, width, metre(low));
  draft.add(ridge[0], ridge[1], high, metre(width / 2), metre(high));
  draft.face(first, first + 1, first + 2);
};

/** The inner side of the lip round a roof; the lip itself is too thin to show an edge. */
export const parapetInside = (draft: Draft, ring: readonly Point[], low: number, high: number): void => {
  for (let i = 0; i < ring.length; i += 1) {
    const [ax, ay] = ring[i]!;
    const [bx, by] = ring[i + 1 === ring.length ? 0 : i + 1]!;
    draft.turn(ay - by, bx - ax, 0);
    const first = draft.add(ax, ay, low, 0, flat);
    draft.add(ax, ay, high, 0, flat);
    draft.add(bx, by, high, 0, flat);
    draft.add(bx, by, low, 0, flat);
    draft.face(first, first + 1, first + 2);
    draft.face(first, first + 2, first + 3);
  }
};

/** A lift house or a tank off the roof's middle, along its longest side, where the roof is wide enough for one. */
export const roofPlant = (draft: Draft, { ring, holes, top }: Part, id: number): void => {
  const box = ring.length === 4 ? onQuad(ring, id) : onPolygon(ring);
  if (box === undefined) return;
  const open = (p: Point): boolean =>
    !inRing(ring, p[0], p[1]) || (holes ?? []).some((hole) => inRing(hole, p[0], p[1]));
  if (box.some(open) || (holes ?? []).some((hole) => hole.some((p) => inRing(box, p[0], p[1])))) return;
  for (let i = 0; i < 4; i += 1) {
    const [ax, ay] = box[i]!;
    const [bx, by] = box[(i + 1) % 4]!;
    draft.turn(by - ay, ax - bx, 0);
    const first = draft.add(ax, ay, top + 3, 0, flat);
    draft.add(ax, ay, top, 0, flat);
    draft.add(bx, by, top, 0, flat);
    draft.add(bx, by, top + 3, 0, flat);
    draft.face(first, first + 1, first + 2);
    draft.face(first, first + 2, first + 3);
  }
  capRing(draft, box, [], top + 3);
};

const onQuad = (ring: readonly Point[], id: number): readonly Point[] | undefined => {
  const [a, b, , d] = ring as readonly [Point, Point, Point, Point];
  const long = Math.hypot(b[0] - a[0], b[1] - a[1]);
  const deep = Math.hypot(d[0] - a[0], d[1] - a[1]);
  if (long < 14 || deep < 10) return undefined;
  const u = 0.22 + ((id >>> 16) & 15) / 40;
  const du = Math.min(7, long * 0.22) / long;
  const dv = Math.min(5, deep * 0.4) / deep;
  const v = 0.5 - dv / 2;
  const at = (s: number, t: number): Point => [
    a[0] + (b[0] - a[0]) * s + (d[0] - a[0]) * t,
    a[1] + (b[1] - a[1]) * s + (d[1] - a[1]) * t,
  ];
  return [at(u, v), at(u + du, v), at(u + du, v + dv), at(u, v + dv)];
};

const onPolygon = (ring: readonly Point[]): readonly Point[] => {
  const [x, y] = centroid(ring);
  let longest = 0;
  let [c, s] = [1, 0];
  for (let i = 0; i < ring.length; i += 1) {
    const [ax, ay] = ring[i]!;
    const [bx, by] = ring[(i + 1) % ring.length]!;
    const length = Math.hypot(bx - ax, by - ay);
    if (length <= longest) continue;
    longest = length;
    [c, s] = [(bx - ax) / length, (by - ay) / length];
  }
  const at = (u: number, v: number): Point => [x + u * c - v * s, y + u * s + v * c];
  return [at(-3.5, -2.5), at(3.5, -2.5), at(3.5, 2.5), at(-3.5, 2.5)];
};
