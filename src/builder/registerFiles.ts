import {
  districtOutlines,
  registers,
  type BuildingProperties,
  type BuildingUse,
  type LandmarkRecord,
} from '@/contracts/base';
import type { LonLat } from '@/contracts/geo';
import type { SeriesCatalogue } from '@/contracts/series';
import { planFleet, type FleetPlaces } from '@/domain/fleetPlan';
import type { Relief } from '@/domain/relief';
import { districtAt } from '@/domain/overlay';
import type { Text } from '@/contracts/text';
import type { City } from './city';
import type { Geography } from './ground/geography';
import { toLonLat } from './plane';
import { randomOf } from './random';
import { innerCity, withinBox } from './regions';
import { resampled } from './streets/field';

/** How many places the fleet may choose from. */
const offered = { streets: 9000, roofs: 2600, works: 2200 } as const;

/** A street this near to the water has a shore beside it, metres. */
const shoreM = 160;

/** Only what is this high stands above its neighbours, metres. */
const roofFromM = 15;

/** Where things are made, stored and carried. */
const worksUses: ReadonlySet<BuildingUse> = new Set(['industrial', 'transport']);

/** Beside 江汉关, where the gauge of 汉口 (武汉关) stands. */
const riverGauge: LonLat = [114.2921, 30.5787];

export interface RegisterFiles {
  readonly files: ReadonlyMap<string, string>;
  readonly devices: number;
}

/** What is asked of a building before a device is put on it. */
export type Carrier = Pick<BuildingProperties, 'id' | 'use' | 'height' | 'lon' | 'lat' | 'district'>;

/** Whether a device may stand on a building: on a roof above its neighbours, or in works of any height. */
export const mayCarry = ({ use, height }: Pick<Carrier, 'use' | 'height'>): boolean =>
  worksUses.has(use) || height > roofFromM;

/** The files under `registers/`, as text, by path. `more` are buildings beside the city's own that `mayCarry` devices. */
export const registersOf = (
  city: City,
  geography: Geography,
  seed: number,
  relief: Relief,
  more: readonly Carrier[] = [],
): RegisterFiles => {
  const catalogue = planFleet(placesOf(city, geography, seed, relief, more));
  return {
    devices: devicesOf(catalogue),
    files: new Map([
      [registers.bridges, JSON.stringify(geography.bridges)],
      [registers.metro, JSON.stringify(geography.metro)],
      [registers.compute, JSON.stringify(geography.compute)],
      [registers.landmarks, JSON.stringify(landmarksOf(city, geography))],
      [registers.series, JSON.stringify(catalogue)],
      [registers.communities, JSON.stringify(city.partitions.communities)],
    ]),
  };
};

const devicesOf = (catalogue: SeriesCatalogue): number =>
  new Set(catalogue.series.map((each) => each.thing)).size;

const landmarksOf = (city: City, geography: Geography): LandmarkRecord[] =>
  geography.landmarks.map((record) => {
    const building = city.landmarks.get(record.id);
    return building === undefined ? record : { ...record, building };
  });

const placesOf = (
  city: City,
  geography: Geography,
  seed: number,
  relief: Relief,
  more: readonly Carrier[],
): FleetPlaces => {
  const carriers = [...city.buildings.map(({ properties }) => properties).filter(mayCarry), ...more];
  const districts = geography.districts.features.map((feature) => ({
    code: String(feature.properties?.['code']),
    name: feature.properties?.['name'] as Text,
  }));
  const outlines = districtOutlines.parse(geography.districts);
  return {
    seed,
    relief,
    districts,
    streetPoints: streetPoints(city, seed),
    roofs: [...roofs(carriers, seed), ...works(carriers, seed)],
    bridges: geography.bridges,
    districtAt: (at) => districtAt(outlines, at),
    compute: geography.compute,
    stations: geography.metro.stations.flatMap(({ id, name, at }) => {
      const district = city.terrain.districtAtPlace(at);
      return district === undefined ? [] : [{ id, name, at, district }];
    }),
    lakes: geography.landmarks.flatMap(({ id, name, at, kind }) => {
      const district = kind === 'lake' ? city.terrain.districtAtPlace(at) : undefined;
      return district === undefined ? [] : [{ id, name, at, district }];
    }),
    riverGauge,
  };
};

/** Kerbsides spread over the street network, never over water. */
const streetPoints = (city: City, seed: number): FleetPlaces['streetPoints'] => {
  const all = city.streets.flatMap((street) =>
    street.bridge === true
      ? []
      : resampled(street.line, 90).filter(([x, y]) => city.terrain.toWater(x, y) > 40),
  );
  return spread(all, (point) => toLonLat(point), offered.streets, seed, 21).flatMap((point) => {
    const district = city.terrain.districtAt(point);
    const shore = city.terrain.toWater(point[0], point[1]) < shoreM;
    return district === undefined
      ? []
      : [{ at: rounded(toLonLat(point)), district, ...(shore ? { shore } : {}) }];
  });
};

const roofs = (carriers: readonly Carrier[], seed: number): FleetPlaces['roofs'] =>
  spread(
    carriers.filter(({ use }) => !worksUses.has(use)),
    lonLatOf,
    offered.roofs,
    seed,
    22,
  ).map(roofOf);

const works = (carriers: readonly Carrier[], seed: number): FleetPlaces['roofs'] =>
  spread(
    carriers.filter(({ use }) => worksUses.has(use)),
    lonLatOf,
    offered.works,
    seed,
    23,
  ).map((carrier) => ({ ...roofOf(carrier), works: true }));

const roofOf = ({ id, lon, lat, district, height }: Carrier): FleetPlaces['roofs'][number] => ({
  id,
  at: [lon, lat],
  district,
  heightM: height,
});

const rounded = ([lon, lat]: LonLat): LonLat => [Math.round(lon * 1e6) / 1e6, Math.round(lat * 1e6) / 1e6];

const lonLatOf = ({ lon, lat }: Carrier): LonLat => [lon, lat];

/** Of what is offered to devices so much lies in the inner city, where most of them stand. */
const innerShare = 0.6;

/** At most `count` of the items in their own order, by chance: denser in the inner city, some everywhere. */
const spread = <T>(
  items: readonly T[],
  placeOf: (item: T) => LonLat,
  count: number,
  seed: number,
  stream: number,
): T[] => {
  const [inside, outside]: [T[], T[]] = [[], []];
  for (const item of items) (withinBox(innerCity, placeOf(item)) ? inside : outside).push(item);
  const outer = Math.min(outside.length, Math.round(count * (1 - innerShare)));
  return [
    ...sampled(inside, count - outer, seed, stream),
    ...sampled(outside, Math.max(outer, count - inside.length), seed, stream + 40),
  ];
};

/** At most `count` of the items, evenly by chance, in their own order. */
const sampled = <T>(items: readonly T[], count: number, seed: number, stream: number): T[] => {
  const random = randomOf(seed, stream);
  let wanted = Math.min(count, items.length);
  return items.filter((_, i) => {
    const taken = random() * (items.length - i) < wanted;
    if (taken) wanted -= 1;
    return taken;
  });
};
