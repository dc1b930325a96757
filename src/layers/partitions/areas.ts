import type { Partitions, SubdistrictArea } from '@/contracts/partitions';
import type { Community } from '@/contracts/base';
import { boxOfRings, type DrawnShape } from '@/scene/ground/drawnShapes';

/** A 街道 or a 社区 by its code: nine digits, or twelve. */
export type Partition =
  | { readonly kind: 'subdistrict'; readonly shape: DrawnShape; readonly of: SubdistrictArea }
  | { readonly kind: 'community'; readonly shape: DrawnShape; readonly of: Community };

const flat = (ring: readonly (readonly number[])[]): Float64Array =>
  Float64Array.from(ring.flatMap(([lon = NaN, lat = NaN]) => [lon, lat]));

function shapeOf(id: string, rings: readonly Float64Array[]): DrawnShape {
  return { id, kind: 'area', rings, box: boxOfRings(rings) };
}

const read = new WeakMap<Partitions, ReadonlyMap<string, Partition>>();

/** Communities first, so that a 街道's outline is drawn over theirs. */
export function partitionsOf(partitions: Partitions): ReadonlyMap<string, Partition> {
  const before = read.get(partitions);
  if (before !== undefined) return before;
  const all = new Map<string, Partition>();
  for (const of of partitions.communities)
    all.set(of.code, { kind: 'community', shape: shapeOf(of.code, [flat(of.ring)]), of });
  for (const of of partitions.subdistricts) {
    const { geometry, properties } = of;
    const rings = geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
    all.set(properties.code, {
      kind: 'subdistrict',
      shape: shapeOf(properties.code, rings.map(flat)),
      of,
    });
  }
  read.set(partitions, all);
  return all;
}
