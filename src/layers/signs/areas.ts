import type { DistrictOutlines } from '@/contracts/base';
import type { LonLat } from '@/contracts/geo';
import type { SubdistrictArea } from '@/contracts/partitions';
import { functionalZones } from '@/domain/signs/scopes';
import { boxOfRings, type DrawnShape } from '@/scene/ground/drawnShapes';

type Outline = (DistrictOutlines['features'] | readonly SubdistrictArea[])[number];

function ringsOf({ geometry }: Pick<Outline, 'geometry'>): readonly Float64Array[] {
  const rings = geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
  return rings.map((ring) => Float64Array.from(ring.flatMap(([lon = NaN, lat = NaN]) => [lon, lat])));
}

function shapeOf(id: string, rings: readonly Float64Array[]): DrawnShape {
  return { id, kind: 'area', rings, box: boxOfRings(rings) };
}

/** Every area a sign may be told of, by the scope's id; a zone is drawn as what it runs, side by side. */
export function shapesOf(
  districts: DistrictOutlines,
  subdistricts: readonly SubdistrictArea[],
): ReadonlyMap<string, DrawnShape> {
  const shapes = new Map<string, DrawnShape>();
  for (const one of districts.features)
    shapes.set(one.properties.code, shapeOf(one.properties.code, ringsOf(one)));
  for (const one of subdistricts) shapes.set(one.properties.code, shapeOf(one.properties.code, ringsOf(one)));
  for (const { id, districts: whole, subdistricts: parts } of functionalZones) {
    const rings = [...whole, ...parts].flatMap((code) => shapes.get(code)?.rings ?? []);
    if (rings.length > 0) shapes.set(id, shapeOf(id, rings));
  }
  return shapes;
}

/** The middle of the largest ring by its area, where a name would be written. */
export function middleOf({ rings, box }: DrawnShape): LonLat {
  let best = { area: 0, at: [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2] as LonLat };
  for (const ring of rings) {
    let [area, x, y] = [0, 0, 0];
    for (let index = 0; index < ring.length; index += 2) {
      const next = (index + 2) % ring.length;
      const [u, v] = [ring[index]! - box[0], ring[index + 1]! - box[1]];
      const [s, t] = [ring[next]! - box[0], ring[next + 1]! - box[1]];
      const cross = u * t - s * v;
      area += cross / 2;
      x += (u + s) * cross;
      y += (v + t) * cross;
    }
    if (Math.abs(area) > Math.abs(best.area))
      best = { area, at: [box[0] + x / (6 * area), box[1] + y / (6 * area)] };
  }
  return best.at;
}
