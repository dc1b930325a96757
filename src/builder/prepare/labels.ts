import type { LandmarkRecord } from '@/contracts/base';
import type { LonLat } from '@/contracts/geo';
import { districtFacts } from './districtFacts';
import { outlineDistance, type Shape } from './field';
import { hillSketches } from './greenSketches';
import { nearest } from './axes';
import type { LesserRiver } from './lesserRivers';
import { derivedFromBorders, lakeSketch, lesserRiver, unverified } from './origins';
import type { OuterLake } from './outerLakes';
import { toDegrees, toPlane, type Metres } from './plane';

export interface NamedWater {
  readonly name: LandmarkRecord['name'];
  readonly km2: number;
  readonly confidence: 'L' | 'K';
  readonly openStreetMap: boolean;
  readonly shapes: readonly Shape[];
}

/** Waters that have a name of their own on the map. */
interface NamedWaters {
  readonly lakes: readonly NamedWater[];
  readonly outer: readonly OuterLake[];
  readonly lesser: readonly LesserRiver[];
}

/** Where names of waters, hills and districts are written. */
export function labelRecords(
  { lakes, outer, lesser }: NamedWaters,
  districts: readonly { readonly code: string; readonly shapes: readonly Shape[] }[],
): LandmarkRecord[] {
  const named = outer.flatMap((lake) => (lake.name === undefined ? [] : [{ ...lake, name: lake.name }]));
  return [
    ...lesser.map(({ id, name, label, axis, from }): LandmarkRecord => ({
      id: `river-${id}`,
      name,
      kind: 'river',
      at: toDegrees(axis.points[nearest(axis.points, toPlane(label))]!),
      accuracyM: 1500,
      priority: 2,
      provenance: lesserRiver(from),
    })),
    ...[...lakes, ...named].map(({ name, km2, confidence, shapes }): LandmarkRecord => ({
      id: `lake-${slug(name.en)}`,
      name,
      kind: 'lake',
      at: heart(shapes),
      accuracyM: 500,
      priority: km2 > 20 ? 1 : km2 > 5 ? 3 : 5,
      provenance: lakeSketch(confidence),
    })),
    ...hillSketches.map(({ id, name, peak, peakM }): LandmarkRecord => ({
      id: `hill-${id}`,
      name,
      kind: 'hill',
      at: peak,
      accuracyM: 300,
      priority: 4,
      provenance: unverified({ zh: `山高 ${peakM} m`, en: `${peakM} m high` }),
    })),
    ...districts.map(({ code, shapes }): LandmarkRecord => ({
      id: `district-${code}`,
      name: districtFacts.find((district) => district.code === code)!.name,
      kind: 'place',
      at: heart(shapes),
      accuracyM: 500,
      priority: 1,
      provenance: derivedFromBorders('M'),
    })),
  ];
}

function slug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z]+/g, '-')
    .replace(/-lake$/, '');
}

/** The point deepest inside the largest part: where a name fits best. */
function heart(shapes: readonly Shape[]): LonLat {
  const outer = shapes[0]![0]!;
  const easts = outer.map((p) => p[0]);
  const norths = outer.map((p) => p[1]);
  const [west, east] = [Math.min(...easts), Math.max(...easts)];
  const [south, north] = [Math.min(...norths), Math.max(...norths)];
  let best: Metres = outer[0]!;
  let depth = Infinity;
  for (let i = 1; i < 24; i++) {
    for (let j = 1; j < 24; j++) {
      const p: Metres = [west + ((east - west) * i) / 24, south + ((north - south) * j) / 24];
      const d = outlineDistance(p, outer);
      if (d < depth) [best, depth] = [p, d];
    }
  }
  return toDegrees(best);
}
