import type { LonLat, Position } from '@/contracts/geo';
import { bend } from './bend';
import { toDegrees, toPlane, type Metres } from './plane';

/** Metres of the track below the ground, as most of the city's lines run; under water deeper, on viaducts above it. */
const usualDepth = 16;
const underRiver = { yangtze: 42, han: 28 } as const;
const onViaduct = -9;
/** A track comes down to pass below water within this distance of the bank. */
const descent = 620;
const stride = 110;

/** Water a line passes below, by the distance to it in metres, negative inside. */
export interface Waters {
  readonly yangtze: (p: Metres) => number;
  readonly any: (p: Metres) => number;
}

/** The drawn course of a line through its stations and the bends between: indicative in place and depth. */
export function courseOf(
  points: readonly LonLat[],
  elevated: boolean,
  waters: Waters,
): Position[] | undefined {
  if (points.length < 2) return undefined;
  return bend(points.map(toPlane), stride).map((p) => [
    ...toDegrees(p),
    elevated ? onViaduct : depthAt(p, waters),
  ]);
}

function depthAt(p: Metres, waters: Waters): number {
  const dip = (deepest: number, away: number) =>
    (deepest - usualDepth) * smooth(1 - Math.max(0, away) / descent);
  const depth =
    usualDepth + Math.max(dip(underRiver.yangtze, waters.yangtze(p)), dip(underRiver.han, waters.any(p)));
  return Math.round(depth * 10) / 10;
}

function smooth(t: number): number {
  const u = Math.min(1, Math.max(0, t));
  return u * u * (3 - 2 * u);
}
