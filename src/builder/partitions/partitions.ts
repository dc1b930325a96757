import type { Community } from '@/contracts/base';
import type { Text } from '@/contracts/text';
import { urbanity } from '../blocks/centres';
import type { Geography } from '../ground/geography';
import { planeRings } from '../ground/geography';
import type { Terrain } from '../ground/terrain';
import { toLonLat, type Point } from '../plane';
import { inRing, signedArea } from '../polygon';
import { noise, randomOf, type Random } from '../random';
import { knownPlaces, placesOfCommunity, placesOfStreet, type Places } from './anchors';
import { cellAt, cellsOf, type Bend } from './cells';

/** A 街道 or 镇: its name and code from the list of 2023, its area generated. */
export interface Subdistrict {
  readonly code: string;
  readonly name: Text;
  readonly district: string;
  /** Open rings, plane metres. */
  readonly rings: readonly (readonly Point[])[];
}

export interface Partitions {
  readonly subdistricts: readonly Subdistrict[];
  readonly communities: readonly Community[];
  /** Code of the 街道 a place lies in, or empty outside the municipality. */
  readonly streetAt: (point: Point) => string;
  /** The 社区 or 村 of a place, or nothing. */
  readonly communityAt: (point: Point) => Pick<Community, 'code' | 'name'> | undefined;
}

interface Ward {
  readonly code: string;
  readonly name: string;
  readonly seeds: readonly Point[];
  readonly communities: readonly Community[];
}

/** Borders wander by so much, over so many metres. */
const wander = { by: 420, over: 2700 } as const;

const bendOf = (seed: number): Bend => {
  const shift = ([x, y]: Point): Point => [
    wander.by * noise(seed + 61, x, y, wander.over),
    wander.by * noise(seed + 62, x, y, wander.over),
  ];
  return {
    to: (point) => {
      const [dx, dy] = shift(point);
      return [point[0] + dx, point[1] + dy];
    },
    // The shift changes by far less than a metre a metre, so stepping back and forth settles.
    back: (bent) => {
      let at: Point = bent;
      for (let turn = 0; turn < 12; turn += 1) {
        const [dx, dy] = shift(at);
        at = [bent[0] - dx, bent[1] - dy];
      }
      return at;
    },
  };
};

/**
 * 街道 and 社区 as areas: names and codes are real, areas are drawn from seeds (示意生成) at the places of towns, stations
 * and landmarks of the same name, else where people live. Together a district's areas cover it and nothing else.
 */
export const layPartitions = (geography: Geography, terrain: Terrain, seed: number): Partitions => {
  const bend = bendOf(seed);
  const places = knownPlaces(geography);
  const subdistricts: Subdistrict[] = [];
  const communities: Community[] = [];
  const districts = new Map<string, { readonly wards: readonly Ward[]; readonly bent: readonly Point[] }>();
  for (const feature of geography.districts.features) {
    const district = String(feature.properties?.['code']);
    const named = geography.divisions.filter(({ code }) => code.startsWith(district));
    const rings = planeRings(feature).map(([outer]) => outer!);
    const random = randomOf(seed, Number(district), 71);
    const inside = (point: Point): boolean => rings.some((ring) => inRing(ring, point[0], point[1]));
    const seeds = seedsFor(
      named.map((street) => placesOfStreet(street, places)),
      inside,
      (before) => livelyPlace(rings, before, seed, random, inside),
    );
    const cells = cellsOf(rings, seeds, bend);
    const wards = named.map((street, index): Ward => {
      const own = cells[index]!;
      subdistricts.push({
        code: street.code,
        name: { zh: street.name, en: `${street.name} (${street.code})` },
        district,
        rings: own,
      });
      const within = communitiesOf(street, own, places, seed);
      communities.push(...within.communities);
      return { code: street.code, name: street.name, ...within };
    });
    districts.set(district, { wards, bent: seeds.map(bend.to) });
  }
  const wardAt = (point: Point): Ward | undefined => {
    const code = terrain.districtAt(point);
    const district = code === undefined ? undefined : districts.get(code);
    return district?.wards[cellAt(point, district.bent, bend)];
  };
  return {
    subdistricts,
    communities,
    streetAt: (point) => wardAt(point)?.code ?? '',
    communityAt: (point) => {
      const ward = wardAt(point);
      return ward?.communities[cellAt(point, ward.seeds)];
    },
  };
};

const apart = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

/** Two seeds nearer than this would share one place, metres. */
const leastApart = 300;

/**
 * A seed for each: the first of its known places that lies inside and is still free; then, for those without, one where
 * people live and no other seed is near.
 */
const seedsFor = (
  known: readonly (readonly Point[])[],
  inside: (point: Point) => boolean,
  lively: (before: readonly Point[]) => Point,
): Point[] => {
  const taken: Point[] = [];
  const anchored = known.map((places) => {
    const place = places.find((at) => inside(at) && taken.every((other) => apart(other, at) >= leastApart));
    if (place !== undefined) taken.push(place);
    return place;
  });
  return anchored.map((place) => {
    if (place !== undefined) return place;
    const found = lively(taken);
    taken.push(found);
    return found;
  });
};

/** Of some places in the area the one that is most lived in and farthest from the seeds before it (Mitchell 1991). */
const livelyPlace = (
  rings: readonly (readonly Point[])[],
  before: readonly Point[],
  seed: number,
  random: Random,
  inside: (point: Point) => boolean,
): Point => {
  const box = boxOf(rings);
  let best: Point | undefined;
  let most = -Infinity;
  for (let tries = 0, found = 0; tries < 900 && found < 28; tries += 1) {
    const at: Point = [box[0] + random() * (box[2] - box[0]), box[1] + random() * (box[3] - box[1])];
    if (!inside(at)) continue;
    found += 1;
    const far = before.reduce((least, other) => Math.min(least, apart(other, at)), 12_000);
    const worth = far * (0.22 + urbanity(seed, at[0], at[1])) ** 1.4;
    if (worth > most) [best, most] = [at, worth];
  }
  return best ?? rings[0]?.[0] ?? [0, 0];
};

const boxOf = (rings: readonly (readonly Point[])[]): readonly [number, number, number, number] => {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings) {
    for (const [x, y] of ring) {
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x);
      box[3] = Math.max(box[3], y);
    }
  }
  return box;
};

const communitiesOf = (
  street: Geography['divisions'][number],
  rings: readonly (readonly Point[])[],
  places: Places,
  seed: number,
): { readonly seeds: readonly Point[]; readonly communities: readonly Community[] } => {
  if (rings.length === 0) return { seeds: [], communities: [] };
  const random = randomOf(seed, Number(street.code), 72);
  const inside = (point: Point): boolean => rings.some((ring) => inRing(ring, point[0], point[1]));
  const seeds = seedsFor(
    street.communities.map(([, name]) => placesOfCommunity(name, places)),
    inside,
    (before) => livelyPlace(rings, before, seed, random, inside),
  );
  const cells = cellsOf(rings, seeds);
  const communities = street.communities.map(([suffix, name], index): Community => {
    const pieces = cells[index]!;
    const largest = pieces.reduce<readonly Point[]>(
      (most, piece) => (Math.abs(signedArea(piece)) > Math.abs(signedArea(most)) ? piece : most),
      [],
    );
    const place = (point: Point): readonly [number, number] => {
      const [lon, lat] = toLonLat(point);
      return [Math.round(lon * 1e5) / 1e5, Math.round(lat * 1e5) / 1e5];
    };
    return {
      code: `${street.code}${suffix}`,
      name,
      street: street.code,
      at: place(seeds[index]!),
      ring: largest.map(place),
    };
  });
  return { seeds, communities };
};
