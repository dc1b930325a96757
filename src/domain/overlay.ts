import {
  area,
  bbox,
  booleanPointInPolygon,
  buffer,
  featureCollection,
  intersect,
  point,
  polygon,
} from '@turf/turf';
import type { Feature, MultiPolygon, Polygon } from 'geojson';
import type { DistrictOutlines } from '@/contracts/base';
import type { LonLat } from '@/contracts/geo';
import type { Text } from '@/contracts/text';

/** How much of an area lies in one district: `share` is 0…1 of the area, spherical, good to about 0.5 %. */
export interface DistrictShare {
  readonly code: string;
  readonly name: Text;
  readonly share: number;
}

type Area = Feature<Polygon | MultiPolygon>;

/** The code of the district a place lies in; on a common border, such as mid-river, the first of the two. */
export function districtAt(districts: DistrictOutlines, at: LonLat): string | undefined {
  const place = point([...at]);
  return districts.features.find((district) => booleanPointInPolygon(place, district))?.properties.code;
}

/**
 * The districts an area touches, the largest share first. `ring` is open, in degrees, at least three corners; what
 * lies outside the municipality is in no share, so the shares may add up to less than one.
 */
export function sharesOf(ring: readonly LonLat[], districts: DistrictOutlines): readonly DistrictShare[] {
  const corners = [...ring, ...ring.slice(0, 1)].map(([lon, lat]) => [lon, lat]);
  return overlay(polygon([corners]), districts);
}

/** The same for a place known only within `radiusM` metres: where it may lie, by area of the doubt. */
export function sharesOfDoubt(
  at: LonLat,
  radiusM: number,
  districts: DistrictOutlines,
): readonly DistrictShare[] {
  const disc = buffer(point([...at]), radiusM / 1000, { units: 'kilometers', steps: 32 });
  return disc === undefined ? [] : overlay(disc, districts);
}

function overlay(whole: Area, districts: DistrictOutlines): readonly DistrictShare[] {
  const size = area(whole);
  if (!(size > 0)) return [];
  return districts.features
    .flatMap((district) => {
      if (!boxesMeet(bbox(whole), bbox(district))) return [];
      const common = intersect(featureCollection<Polygon | MultiPolygon>([whole, district]));
      return common === null ? [] : [{ ...district.properties, share: area(common) / size }];
    })
    .filter(({ share }) => share > 0)
    .sort((one, other) => other.share - one.share);
}

type Bounds = readonly number[];
const boxesMeet = (one: Bounds, other: Bounds): boolean =>
  one[0]! <= other[2]! && other[0]! <= one[2]! && one[1]! <= other[3]! && other[1]! <= one[3]!;
