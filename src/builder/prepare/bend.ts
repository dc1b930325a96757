import type { Metres } from './plane';

/**
 * A smooth curve through points of the plane, a place every `stride` metres or so (centripetal Catmull–Rom, which neither
 * loops nor overshoots where points lie close together).
 */
export function bend(points: readonly Metres[], stride: number): Metres[] {
  if (points.length < 3) return [...points];
  const ends = [mirrored(points[1]!, points[0]!), ...points, mirrored(points.at(-2)!, points.at(-1)!)];
  const curve: Metres[] = [];
  for (let i = 1; i < ends.length - 2; i += 1) {
    const four = [ends[i - 1]!, ends[i]!, ends[i + 1]!, ends[i + 2]!] as const;
    const steps = Math.max(1, Math.ceil(between(four[1], four[2]) / stride));
    for (let step = 0; step < steps; step += 1) curve.push(onSpline(four, step / steps));
  }
  curve.push(points.at(-1)!);
  return curve;
}

const between = (a: Metres, b: Metres): number => Math.hypot(b[0] - a[0], b[1] - a[1]);
const mirrored = (a: Metres, b: Metres): Metres => [2 * b[0] - a[0], 2 * b[1] - a[1]];

/** Barry and Goldman's pyramid, knots a square root of the distance apart. */
function onSpline(four: readonly [Metres, Metres, Metres, Metres], u: number): Metres {
  const knots = [0];
  for (let i = 1; i < 4; i += 1)
    knots.push(knots[i - 1]! + Math.max(1e-3, Math.sqrt(between(four[i - 1]!, four[i]!))));
  const t = knots[1]! + (knots[2]! - knots[1]!) * u;
  const mix = (a: Metres, b: Metres, from: number, to: number): Metres => {
    const w = (t - from) / (to - from);
    return [a[0] + (b[0] - a[0]) * w, a[1] + (b[1] - a[1]) * w];
  };
  const a = [0, 1, 2].map((i) => mix(four[i]!, four[i + 1]!, knots[i]!, knots[i + 1]!));
  const b = [0, 1].map((i) => mix(a[i]!, a[i + 1]!, knots[i]!, knots[i + 2]!));
  return mix(b[0]!, b[1]!, knots[1]!, knots[2]!);
}
