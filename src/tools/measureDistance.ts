import type { LonLat } from '@/contracts/geo';
import { geodesicLength, planeAt } from './ellipsoid';
import { measuringNotes } from './measuringNotes';
import type { ToolDefinition } from './tool';

export const measureDistance = {
  id: 'measureDistance',
  title: { zh: '测距', en: 'Distance' },
  key: 'd',
  sketch: 'line',
  leastPoints: 2,
  measure: (points, pointDoubt) =>
    Promise.resolve({
      value: points
        .slice(1)
        .reduce((sum, point, index) => sum + geodesicLength(points[index] ?? point, point), 0),
      plusMinus: lengthDoubt(points, pointDoubt),
      unit: 'm' as const,
      notes: measuringNotes(pointDoubt),
    }),
} as const satisfies ToolDefinition;

/**
 * The doubt of a line's length when each point may lie `pointDoubt` metres off in any direction, independently: an end
 * moves the length by its whole doubt, a corner only as far as the line bends there.
 */
export function lengthDoubt(points: readonly LonLat[], pointDoubt: number): number {
  const origin = points[0];
  if (origin === undefined || points.length < 2) return 0;
  const plane = points.map(planeAt(origin));
  const directions = plane.slice(1).map(([east, north], index) => {
    const [fromEast = 0, fromNorth = 0] = plane[index] ?? [];
    const length = Math.hypot(east - fromEast, north - fromNorth) || 1;
    return [(east - fromEast) / length, (north - fromNorth) / length] as const;
  });
  const still = [0, 0] as const;
  const squared = points.reduce((sum, _, index) => {
    const [inEast, inNorth] = directions[index - 1] ?? still;
    const [outEast, outNorth] = directions[index] ?? still;
    return sum + (inEast - outEast) ** 2 + (inNorth - outNorth) ** 2;
  }, 0);
  return pointDoubt * Math.sqrt(squared);
}
