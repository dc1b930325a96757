import type { Box, LonLat } from '@/contracts/geo';
import { planeRings, type Geography } from '../ground/geography';
import { rasterOver, paint, type Raster } from '../ground/raster';
import { distanceToSegment, inRing } from '../polygon';
import { toPlane, type Point } from '../plane';

/** The city's own shape, for judging what is brought in. */
export interface Outlines {
  readonly inCity: (at: LonLat) => boolean;
  /** District code, or nothing outside the city. */
  readonly districtOf: (at: LonLat) => string | undefined;
  readonly onWater: (at: LonLat) => boolean;
  /** To the nearest border of a district, metres; at most `farBorderM`. */
  readonly borderDistanceM: (at: LonLat) => number;
}

/** Beyond this a distance to a border says nothing about a datum. */
export const farBorderM = 3000;

const cell = 100;

/** Indexes the districts and the water of the whole municipality; a second of work, kept for the whole import. */
export const outlinesOf = (geography: Pick<Geography, 'districts' | 'water'>): Outlines => {
  const districts = geography.districts.features.map((feature) => ({
    code: String(feature.properties?.['code']),
    polygons: planeRings(feature),
  }));
  const box = boxAround(districts.flatMap(({ polygons }) => polygons.flat(2)));
  const painted = rasterOver(box, cell);
  for (const [index, { polygons }] of districts.entries())
    for (const rings of polygons) paint(painted, rings, index + 1);
  const water = rasterOver(box, cell / 2);
  for (const feature of geography.water.features)
    for (const rings of planeRings(feature)) paint(water, rings, 1);
  const borders = bordersOf(districts.flatMap(({ polygons }) => polygons.flat()));

  const districtOf = (at: LonLat): string | undefined => {
    const [x, y] = toPlane(at[0], at[1]);
    if (!(x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3])) return undefined;
    const known = agreed(painted, x, y);
    if (known !== undefined) return districts[known - 1]?.code;
    return districts.find(({ polygons }) =>
      polygons.some((rings) => rings.reduce((inside, ring) => inside !== inRing(ring, x, y), false)),
    )?.code;
  };
  return {
    districtOf,
    inCity: (at) => districtOf(at) !== undefined,
    onWater: (at) => {
      const [x, y] = toPlane(at[0], at[1]);
      return valueAt(water, x, y) === 1;
    },
    borderDistanceM: (at) => {
      const [x, y] = toPlane(at[0], at[1]);
      return borders(x, y);
    },
  };
};

const boxAround = (points: readonly Point[]): Box => {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    west = Math.min(west, x);
    south = Math.min(south, y);
    east = Math.max(east, x);
    north = Math.max(north, y);
  }
  return [west - 200, south - 200, east + 200, north + 200];
};

const valueAt = (raster: Raster, x: number, y: number): number => {
  const i = Math.floor((x - raster.west) / raster.cell);
  const j = Math.floor((y - raster.south) / raster.cell);
  return i < 0 || j < 0 || i >= raster.columns || j >= raster.rows
    ? 0
    : raster.values[j * raster.columns + i]!;
};

/** The value of a cell whose eight neighbours agree; beside a border the border itself must be asked. */
const agreed = (raster: Raster, x: number, y: number): number | undefined => {
  const value = valueAt(raster, x, y);
  for (const dx of [-cell, 0, cell])
    for (const dy of [-cell, 0, cell]) if (valueAt(raster, x + dx, y + dy) !== value) return undefined;
  return value;
};

const borderCell = 1000;

const bordersOf = (rings: readonly (readonly Point[])[]): ((x: number, y: number) => number) => {
  const pieces = new Map<string, (readonly [Point, Point])[]>();
  const key = (x: number, y: number): string => `${Math.floor(x / borderCell)} ${Math.floor(y / borderCell)}`;
  for (const ring of rings) {
    for (const [i, b] of ring.entries()) {
      const a = ring.at(i - 1)!;
      const steps = Math.ceil(Math.hypot(b[0] - a[0], b[1] - a[1]) / (borderCell / 2)) + 1;
      const keys = new Set<string>();
      for (let s = 0; s <= steps; s += 1)
        keys.add(key(a[0] + ((b[0] - a[0]) * s) / steps, a[1] + ((b[1] - a[1]) * s) / steps));
      for (const each of keys) {
        const list = pieces.get(each);
        if (list === undefined) pieces.set(each, [[a, b]]);
        else list.push([a, b]);
      }
    }
  }
  const reach = farBorderM / borderCell;
  return (x, y) => {
    let least = farBorderM;
    for (let i = -reach; i <= reach; i += 1)
      for (let j = -reach; j <= reach; j += 1)
        for (const [a, b] of pieces.get(key(x + i * borderCell, y + j * borderCell)) ?? [])
          least = Math.min(least, distanceToSegment(x, y, a, b));
    return least;
  };
};
