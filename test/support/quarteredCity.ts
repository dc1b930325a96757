import type { SubdistrictArea } from '@/contracts/partitions';
import type { Series, SeriesCatalogue } from '@/contracts/series';
import type { ScopePlaces } from '@/domain/signs/scopes';
import { observedProperties } from '@/domain/definitions';

const nowhere = { zh: '', en: '' };

const square = (code: string, district: string, west: number, east: number): SubdistrictArea => ({
  properties: { code, name: { zh: `街 ${code}`, en: `Street ${code}` }, district },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, 30],
        [east, 30],
        [east, 31],
        [west, 31],
        [west, 30],
      ],
    ],
  },
});

/** Strips a tenth of a degree wide from 114.0° east: two 街道 of 洪山, two of 江夏, of which one each the zone runs. */
export const quarters: ScopePlaces = {
  districts: [
    { code: '420111', name: { zh: '洪山区', en: 'Hongshan' } },
    { code: '420115', name: { zh: '江夏区', en: 'Jiangxia' } },
    { code: '420112', name: { zh: '东西湖区', en: 'Dongxihu' } },
  ],
  subdistricts: [
    square('420111001', '420111', 114.0, 114.1),
    ...['420111080', '420111081', '420111082', '420111083'].map((code, index) =>
      square(code, '420111', 114.1 + index / 40, 114.125 + index / 40),
    ),
    square('420115001', '420115', 114.2, 114.3),
    ...['420115086', '420115087', '420115088', '420115089'].map((code, index) =>
      square(code, '420115', 114.3 + index / 40, 114.325 + index / 40),
    ),
  ],
};

/** A catalogue of one property, one series a place. */
export function seriesAt(
  places: readonly { readonly lon: number; readonly lat?: number; readonly district: string }[],
  property = 'road-water-depth',
): SeriesCatalogue {
  return {
    revision: 1,
    properties: [...observedProperties],
    series: places.map(({ lon, lat = 30.5, district }, index): Series => ({
      id: index + 1,
      thing: `${property}-${index + 1}`,
      name: nowhere,
      property,
      at: [lon, lat, 0],
      district,
      intervalS: 10,
      owner: nowhere,
      provenance: { grade: 'simulated', source: nowhere, licence: '', date: '', datum: 'WGS84' },
    })),
  };
}
