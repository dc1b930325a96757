import { polygon as turfPolygon, featureCollection, union } from '@turf/turf';
import type { LonLat } from '@/contracts/geo';
import { inRing, signedArea } from '../polygon';
import { toPlane, type Point } from '../plane';
import type { Repair } from './report';

/** Closer than this two points are one: a millimetre is below every survey. */
const sameM = 0.001;

export type Ring = readonly LonLat[];

export interface MendedRing {
  /** Open: the first point is not repeated. */
  readonly ring: Ring;
  readonly repairs: readonly Repair[];
}

/** An open ring without points that repeat their neighbour; nothing where fewer than three points remain. */
export const mendRing = (points: readonly LonLat[]): MendedRing | undefined => {
  const plane = points.map(([lon, lat]) => toPlane(lon, lat));
  const closed = points.length > 1 && same(plane[0]!, plane.at(-1)!);
  const last = closed ? points.length - 1 : points.length;
  const kept: number[] = [];
  for (let i = 0; i < last; i += 1) {
    const before = kept.at(-1);
    if (before === undefined || !same(plane[before]!, plane[i]!)) kept.push(i);
  }
  while (kept.length > 1 && same(plane[kept[0]!]!, plane[kept.at(-1)!]!)) kept.pop();
  if (kept.length < 3) return undefined;
  const repairs: Repair[] = [];
  if (!closed) repairs.push('unclosed');
  if (kept.length < last) repairs.push('repeated');
  return { ring: kept.map((i) => points[i]!), repairs };
};

const same = (a: Point, b: Point): boolean => Math.abs(a[0] - b[0]) < sameM && Math.abs(a[1] - b[1]) < sameM;

/** Whether two sides of a ring that are not neighbours meet. Sides are walked in the order of their western ends. */
export const crossesItself = (ring: readonly Point[]): boolean => {
  const n = ring.length;
  const side = (i: number): readonly [Point, Point] => [ring[i]!, ring[(i + 1) % n]!];
  const west = (i: number): number => Math.min(side(i)[0][0], side(i)[1][0]);
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => west(a) - west(b));
  let open: number[] = [];
  for (const i of order) {
    const [a, b] = side(i);
    const from = west(i);
    const [low, high] = [Math.min(a[1], b[1]), Math.max(a[1], b[1])];
    open = open.filter((j) => Math.max(side(j)[0][0], side(j)[1][0]) >= from);
    for (const j of open) {
      if ((i + 1) % n === j || (j + 1) % n === i) continue;
      const [c, d] = side(j);
      if (Math.max(c[1], d[1]) < low || Math.min(c[1], d[1]) > high) continue;
      if (meet(a, b, c, d)) return true;
    }
    open.push(i);
  }
  return false;
};

const turnOf = (a: Point, b: Point, c: Point): number =>
  (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);

const meet = (a: Point, b: Point, c: Point, d: Point): boolean => {
  const [p, q] = [turnOf(a, b, c), turnOf(a, b, d)];
  const [r, s] = [turnOf(c, d, a), turnOf(c, d, b)];
  return p * q < 0 && r * s < 0;
};

/** The outlines a polygon whose sides cross encloses, each without crossings; nothing where none can be told. */
export const untangled = (rings: readonly Ring[]): readonly (readonly Ring[])[] | undefined => {
  try {
    const shape = turfPolygon(rings.map((ring) => [...ring, ring[0]!].map(([lon, lat]) => [lon, lat])));
    const apart = union(featureCollection([shape, shape]));
    if (apart === null) return undefined;
    const { type, coordinates } = apart.geometry;
    const polygons = type === 'Polygon' ? [coordinates] : coordinates;
    return polygons.map((each) =>
      each.map((ring) => ring.slice(0, -1).map(([lon = NaN, lat = NaN]): LonLat => [lon, lat])),
    );
  } catch {
    return undefined;
  }
};

/** Square metres on the plane; positive whichever way the ring runs. */
export const areaOf = (ring: Ring): number =>
  Math.abs(signedArea(ring.map(([lon, lat]) => toPlane(lon, lat))));

/** Whether most of a hole's points lie in the outline around it. */
export const holds = (outer: readonly Point[], hole: readonly Point[]): boolean =>
  hole.filter(([x, y]) => inRing(outer, x, y)).length * 2 > hole.length;
