import type { Feature, MultiPolygon, Polygon } from 'geojson';
import type { Box, LonLat } from '@/contracts/geo';
import { boxToPlane, toPlane, type Point } from '../plane';
import { inRing } from '../polygon';
import { nameOf, planeRings, type Geography } from './geography';
import { distanceFrom, paint, rasterOver, sample, trace, type Raster } from './raster';

/** How far from a shore or a hill's foot the first street runs, metres. */
export const shoreStreet = { yangtze: 150, han: 75, lake: 65, green: 30 } as const;

/** Where one may build, from the geography, over the box and a margin around it. */
export interface Terrain {
  /** West, south, east, north of the box, plane metres. */
  readonly box: Box;
  /** Metres to the nearest water of any kind, hill or park; 0 inside. */
  readonly toWater: (x: number, y: number) => number;
  /** The same without what a road crosses on a bridge nobody names: channels and lesser rivers. */
  readonly toBarrier: (x: number, y: number) => number;
  readonly toGreen: (x: number, y: number) => number;
  readonly toYangtze: (x: number, y: number) => number;
  /** Below 1 closer to a shore or hill than the first street along it, 0 inside. */
  readonly freedom: (x: number, y: number) => number;
  readonly freedomRaster: Raster;
  /** District code, `undefined` outside the municipality. */
  readonly districtAt: (point: Point) => string | undefined;
  readonly districtAtPlace: (place: LonLat) => string | undefined;
}

const margin = 1500;

export const isChannel = (feature: Feature): boolean => feature.properties?.['kind'] === 'channel';

/** `cell` is the step of the distances, metres: 20 where blocks are laid, coarser where only villages and roads are. */
export const surveyTerrain = (geography: Geography, box: Box, cell = 20): Terrain => {
  const planeBox = boxToPlane(box);
  const wide: Box = [planeBox[0] - margin, planeBox[1] - margin, planeBox[2] + margin, planeBox[3] + margin];
  const distances = (features: readonly Feature<Polygon | MultiPolygon>[]): Raster => {
    const mask = rasterOver(wide, cell);
    for (const feature of features)
      for (const rings of planeRings(feature)) {
        paint(mask, rings, 1);
        if (isChannel(feature)) trace(mask, rings[0]!, 1);
      }
    return distanceFrom(mask);
  };
  const water = geography.water.features;
  const isYangtze = (feature: Feature): boolean => nameOf(feature).includes('长江');
  const isHan = (feature: Feature): boolean => /汉江|汉水/.test(nameOf(feature));
  const yangtze = distances(water.filter(isYangtze));
  const han = distances(water.filter(isHan));
  const channels = distances(water.filter(isChannel));
  const lakes = distances(
    water.filter((feature) => !isYangtze(feature) && !isHan(feature) && !isChannel(feature)),
  );
  const green = distances(
    geography.green.features.filter((feature) => feature.properties?.['kind'] !== 'island'),
  );
  const island = rasterOver(wide, cell);
  for (const feature of geography.green.features) {
    if (feature.properties?.['kind'] === 'island')
      for (const rings of planeRings(feature)) paint(island, rings, 1);
  }
  const freedomRaster: Raster = { ...yangtze, values: new Float32Array(yangtze.values.length) };
  for (let i = 0; i < freedomRaster.values.length; i += 1) {
    freedomRaster.values[i] =
      island.values[i] === 1
        ? 0
        : Math.min(
            yangtze.values[i]! / shoreStreet.yangtze,
            han.values[i]! / shoreStreet.han,
            lakes.values[i]! / shoreStreet.lake,
            channels.values[i]! / shoreStreet.lake,
            green.values[i]! / shoreStreet.green,
            20,
          );
  }
  const barrier = (x: number, y: number): number =>
    Math.min(sample(yangtze, x, y), sample(han, x, y), sample(lakes, x, y));
  const districtAt = districtIndex(geography, wide);
  return {
    box: planeBox,
    toWater: (x, y) => Math.min(barrier(x, y), sample(channels, x, y)),
    toBarrier: barrier,
    toGreen: (x, y) => sample(green, x, y),
    toYangtze: (x, y) => sample(yangtze, x, y),
    freedom: (x, y) => sample(freedomRaster, x, y),
    freedomRaster,
    districtAt,
    districtAtPlace: ([lon, lat]) => districtAt(toPlane(lon, lat)),
  };
};

const districtIndex = (geography: Geography, wide: Box): Terrain['districtAt'] => {
  const parts = geography.districts.features.flatMap((feature) =>
    planeRings(feature).map((rings) => {
      const xs = rings[0]!.map((point) => point[0]);
      const ys = rings[0]!.map((point) => point[1]);
      return {
        code: String(feature.properties?.['code']),
        rings,
        box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] as const,
      };
    }),
  );
  const exact = ([x, y]: Point): number =>
    parts.findIndex(
      ({ rings, box }) =>
        x >= box[0] &&
        x <= box[2] &&
        y >= box[1] &&
        y <= box[3] &&
        rings.reduce((inside, ring) => inside !== inRing(ring, x, y), false),
    );
  // Painted once, so that only places beside a border ask the borders themselves.
  const painted = rasterOver(wide, 60);
  for (const [index, { rings }] of parts.entries()) paint(painted, rings, index + 1);
  return (point) => {
    const known = uniformAround(painted, point);
    return parts[known === 0 ? exact(point) : known - 1]?.code;
  };
};

/** The value of the nine cells around a place where they agree, else 0. */
const uniformAround = (raster: Raster, [x, y]: Point): number => {
  const i = Math.floor((x - raster.west) / raster.cell);
  const j = Math.floor((y - raster.south) / raster.cell);
  if (i < 1 || j < 1 || i > raster.columns - 2 || j > raster.rows - 2) return 0;
  const value = raster.values[j * raster.columns + i]!;
  for (let b = j - 1; b <= j + 1; b += 1) {
    for (let a = i - 1; a <= i + 1; a += 1) if (raster.values[b * raster.columns + a] !== value) return 0;
  }
  return value;
};
