import type { BaseManifest } from '@/contracts/base';
import type { LonLat } from '@/contracts/geo';
import type { Text } from '@/contracts/text';
import { text } from '@/contracts/text';
import type { MapLabel } from '@/scene/layer';
import type { GroundShape } from '@/scene/ground/shapes';

/** A place where a street may be called by its name. */
export interface NameSpot {
  readonly name: Text;
  readonly at: LonLat;
  readonly class: string;
}

/** A street is named again this far along it, degrees: some six hundred metres. */
const againDegrees = 0.006;
/** How far away the name of a street is still read, metres, and which gives way to which. */
const ranks: Readonly<Record<string, { readonly far: number; readonly priority: number }>> = {
  express: { far: 7000, priority: 0 },
  arterial: { far: 5200, priority: 1 },
  collector: { far: 3000, priority: 2 },
  local: { far: 1400, priority: 3 },
};
/** Above this no street is named, metres above the ground. */
export const namedBelowM = 7000;
/** Labels are elements of the page: only the nearest stand ready. */
const most = 120;

/** Only imported streets have names: the generator invents none. */
export const hasNames = ({ sources = [] }: BaseManifest): boolean =>
  sources.some(({ id, parts }) => id !== 'generated' && parts.includes('streets'));

/** Of the pieces a street comes in, the longest within some six hundred metres carries its name, in its middle. */
export function spotsOf(shapes: readonly GroundShape[]): readonly NameSpot[] {
  const best = new Map<string, NameSpot & { readonly length: number }>();
  for (const { properties, rings, kind } of shapes) {
    const name = text.safeParse(properties['name']);
    const line = rings[0];
    if (!name.success || line === undefined || line.length < 4) continue;
    const { at, length } = middleOf(line);
    const key = [name.data.zh, Math.floor(at[0] / againDegrees), Math.floor(at[1] / againDegrees)].join();
    if (length > (best.get(key)?.length ?? -1)) best.set(key, { name: name.data, at, class: kind, length });
  }
  return [...best.values()];
}

function middleOf(line: Float64Array): { readonly at: LonLat; readonly length: number } {
  const shrink = Math.cos(((line[1] ?? 0) * Math.PI) / 180);
  const step = (index: number) =>
    Math.hypot((line[index]! - line[index - 2]!) * shrink, line[index + 1]! - line[index - 1]!);
  let length = 0;
  for (let index = 2; index < line.length; index += 2) length += step(index);
  let left = length / 2;
  for (let index = 2; index < line.length; index += 2) {
    const own = step(index);
    if (left <= own && own > 0) {
      const share = left / own;
      return {
        at: [
          line[index - 2]! + share * (line[index]! - line[index - 2]!),
          line[index - 1]! + share * (line[index + 1]! - line[index - 1]!),
        ],
        length,
      };
    }
    left -= own;
  }
  return { at: [line[0]!, line[1]!], length };
}

/** The names to hold ready around a place, seen from `heightM` above the ground: the nearest that can be read from there. */
export function labelsAround(
  spots: readonly NameSpot[],
  [lon, lat]: LonLat,
  heightM: number,
  groundAt: (lon: number, lat: number) => number,
): readonly MapLabel[] {
  if (heightM > namedBelowM) return [];
  const shrink = Math.cos((lat * Math.PI) / 180);
  const metres = (at: LonLat) => Math.hypot((at[0] - lon) * shrink, at[1] - lat) * 111_320;
  return spots
    .flatMap((spot) => {
      const rank = ranks[spot.class];
      const away = Math.hypot(metres(spot.at), heightM);
      return rank === undefined || away > rank.far ? [] : [{ spot, rank, away }];
    })
    .sort((one, other) => one.away - other.away)
    .slice(0, most)
    .map(({ spot, rank }) => ({
      id: [spot.name.zh, spot.at[0].toFixed(5), spot.at[1].toFixed(5)].join(),
      text: spot.name,
      at: [spot.at[0], spot.at[1], groundAt(spot.at[0], spot.at[1])],
      kind: 'street',
      priority: rank.priority,
      far: rank.far,
    }));
}
