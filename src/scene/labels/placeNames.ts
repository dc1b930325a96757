import type { LandmarkRecord } from '@/contracts/base';
import { text, type Text } from '@/contracts/text';
import type { GroundShape } from '../ground/shapes';
import type { MapLabel } from '../layer';

const kinds: Readonly<Record<LandmarkRecord['kind'], MapLabel['kind']>> = {
  tower: 'landmark',
  historic: 'landmark',
  culture: 'landmark',
  station: 'landmark',
  hill: 'landmark',
  place: 'landmark',
  lake: 'water',
  river: 'water',
  island: 'landmark',
};

/** How far away a name of a priority is still read, metres: the more important, the farther. */
function farOf(priority: number): number {
  return [120_000, 42_000, 24_000, 14_000, 9_000][Math.min(4, Math.max(0, priority))]!;
}

/** Ellipsoidal metres of the ground at a place, degrees. */
type HeightAt = (lon: number, lat: number) => number;

/** Names of what everyone knows the city by. */
export function landmarkLabels(
  landmarks: readonly LandmarkRecord[],
  heightAt: HeightAt,
): readonly MapLabel[] {
  return landmarks.map((mark) => ({
    id: mark.id,
    text: mark.name,
    at: [
      mark.at[0],
      mark.at[1],
      heightAt(...mark.at) + (mark.kind === 'tower' ? (mark.heightM ?? 0) : 0) + 12,
    ],
    // The three towns and the districts are areas, not points.
    kind: mark.kind === 'place' && mark.priority <= 1 ? 'district' : kinds[mark.kind],
    priority: mark.priority + (mark.kind === 'river' || mark.kind === 'lake' ? 0 : 1),
    far: farOf(mark.priority),
  }));
}

/** A place well inside a ring: the middle of its widest stretch along the line through its box's middle. */
export function placeWithin(ring: Float64Array): readonly [lon: number, lat: number] {
  let [south, north] = [Infinity, -Infinity];
  for (let index = 1; index < ring.length; index += 2) {
    south = Math.min(south, ring[index]!);
    north = Math.max(north, ring[index]!);
  }
  const lat = (south + north) / 2;
  const crossings: number[] = [];
  for (let index = 0; index < ring.length; index += 2) {
    const next = (index + 2) % ring.length;
    const [y, nextY] = [ring[index + 1]!, ring[next + 1]!];
    if (y > lat === nextY > lat) continue;
    crossings.push(ring[index]! + ((ring[next]! - ring[index]!) * (lat - y)) / (nextY - y));
  }
  crossings.sort((a, b) => a - b);
  let best: readonly [number, number] = [crossings[0] ?? ring[0] ?? 0, crossings[0] ?? ring[0] ?? 0];
  for (let index = 0; index + 1 < crossings.length; index += 2) {
    if (crossings[index + 1]! - crossings[index]! > best[1] - best[0])
      best = [crossings[index]!, crossings[index + 1]!];
  }
  return [(best[0] + best[1]) / 2, lat];
}

/** Of every area, by its code, the largest of its parts. */
function largestParts(shapes: readonly GroundShape[]): ReadonlyMap<string, GroundShape> {
  const largest = new Map<string, GroundShape>();
  for (const shape of shapes) {
    const code = String(shape.properties['code']);
    const before = largest.get(code);
    const size = (one: GroundShape) => (one.box[2] - one.box[0]) * (one.box[3] - one.box[1]);
    if (before === undefined || size(shape) > size(before)) largest.set(code, shape);
  }
  return largest;
}

/** Names of the districts, each in the largest of its parts. */
export function districtLabels(shapes: readonly GroundShape[], heightAt: HeightAt): readonly MapLabel[] {
  return [...largestParts(shapes)].flatMap(([code, shape]): readonly MapLabel[] => {
    const name = text.safeParse(shape.properties['name']);
    const ring = shape.rings[0];
    if (!name.success || ring === undefined) return [];
    const [lon, lat] = placeWithin(ring);
    const wide = shape.box[2] - shape.box[0] > 0.25;
    return [
      {
        id: code,
        text: name.data,
        at: [lon, lat, heightAt(lon, lat)],
        kind: 'district',
        priority: 1,
        near: wide ? 9_000 : 2_600,
        far: wide ? 140_000 : 32_000,
      },
    ];
  });
}

/** The list of 街道 has no English names, only codes in their place; a map tells the name people read on its signs. */
function withoutCode({ zh, en }: Text): Text {
  const bare = en.replace(/\s*[(（]\d+[)）]\s*$/, '');
  return { zh, en: bare.includes(zh) ? bare : `${bare} ${zh}`.trim() };
}

/** Names of 街道 and 镇 for the middle distances, each in the largest of its parts, as the list writes them. */
export function subdistrictLabels(shapes: readonly GroundShape[], heightAt: HeightAt): readonly MapLabel[] {
  return [...largestParts(shapes)].flatMap(([code, shape]): readonly MapLabel[] => {
    const name = text.safeParse(shape.properties['name']);
    const ring = shape.rings[0];
    if (!name.success || ring === undefined) return [];
    const [lon, lat] = placeWithin(ring);
    return [
      {
        id: code,
        text: withoutCode(name.data),
        at: [lon, lat, heightAt(lon, lat)],
        kind: 'subdistrict',
        priority: 0,
        near: 2500,
        far: 16_000,
      },
    ];
  });
}
