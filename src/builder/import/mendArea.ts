import type { LonLat } from '@/contracts/geo';
import { signedArea } from '../polygon';
import { toPlane } from '../plane';
import { areaOf, crossesItself, holds, mendRing, untangled, type Ring } from './mendRing';
import type { Rejection, Repair } from './report';

/** Outer ring and holes, open; the outer runs counter-clockwise, holes clockwise. */
export type Area = readonly Ring[];

export type MendedAreas =
  | { readonly areas: readonly Area[]; readonly repairs: readonly Repair[] }
  | { readonly rejected: Rejection; readonly repairs: readonly Repair[] };

/** Smaller pieces are digitising slips. */
const leastArea = 1;

/** Puts polygons right one by one; rejects only where nothing that encloses ground remains. */
export const mendAreas = (polygons: readonly (readonly Ring[])[]): MendedAreas => {
  const repairs = new Set<Repair>();
  const areas: Area[] = [];
  let worst: Rejection = 'fewPoints';
  for (const polygon of polygons) {
    const [outer, ...holes] = polygon;
    const mended = mendRing(outer ?? []);
    if (mended === undefined) {
      if (polygons.length > 1) repairs.add('badPart');
      continue;
    }
    for (const repair of mended.repairs) repairs.add(repair);
    const inner = holes.flatMap((hole): Ring[] => {
      const own = mendRing(hole);
      if (own === undefined) {
        repairs.add('badHole');
        return [];
      }
      for (const repair of own.repairs) repairs.add(repair);
      return [own.ring];
    });
    const rings = [mended.ring, ...inner];
    const crossed = rings.some((ring) => crossesItself(ring.map(([lon, lat]) => toPlane(lon, lat))));
    const pieces = crossed ? untangled(rings) : [withHolesInside(rings, repairs)];
    if (pieces === undefined) {
      worst = 'crossed';
      continue;
    }
    if (crossed) repairs.add('selfCrossing');
    const large = pieces.filter(([ring]) => ring !== undefined && areaOf(ring) >= leastArea);
    if (large.length === 0) worst = 'tooSmall';
    areas.push(...large.map(turned));
  }
  if (areas.length === 0) return { rejected: worst, repairs: [] };
  return { areas, repairs: [...repairs] };
};

const withHolesInside = ([outer, ...holes]: readonly Ring[], repairs: Set<Repair>): readonly Ring[] => {
  if (outer === undefined || holes.length === 0) return outer === undefined ? [] : [outer];
  const around = outer.map(([lon, lat]) => toPlane(lon, lat));
  const kept = holes.filter((hole) =>
    holds(
      around,
      hole.map(([lon, lat]) => toPlane(lon, lat)),
    ),
  );
  if (kept.length < holes.length) repairs.add('badHole');
  return [outer, ...kept.filter((hole) => areaOf(hole) >= leastArea)];
};

const turned = (rings: readonly Ring[]): Area =>
  rings.map((ring, index) => {
    const counterClockwise = signedArea(ring.map(([lon, lat]) => toPlane(lon, lat))) > 0;
    return counterClockwise === (index === 0) ? ring : [...ring].reverse();
  });

/** The middle of an outline's points: inside or beside it, good enough to say where a thing is. */
export const middleOf = (points: readonly LonLat[]): LonLat => {
  let [lon, lat] = [0, 0];
  for (const point of points) {
    lon += point[0];
    lat += point[1];
  }
  return [lon / points.length, lat / points.length];
};
