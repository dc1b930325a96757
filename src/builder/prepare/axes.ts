import type { LonLat } from '@/contracts/geo';
import { distance, resample, smoothOpen, withoutHairpins } from './line';
import { toPlane, type Metres } from './plane';

/** A river or channel derived from a border that runs down its middle. */
export interface Axis {
  readonly id: string;
  /** Every `axisStep` metres, downstream. */
  readonly points: readonly Metres[];
  readonly halfWidth: readonly number[];
}

export const axisStep = 25;

export interface AxisCourse {
  readonly id: string;
  /** Borders that run down the river: pairs of district codes; '' is outside the city. */
  readonly borders: readonly (readonly [string, string])[];
  readonly from: LonLat;
  readonly to: LonLat;
  /** Where the river goes after its border leaves it. */
  readonly onward?: readonly LonLat[];
  /** Metres of smoothing along the line. */
  readonly smoothing: number;
  /** Crossings whose true place is known; the axis is drawn towards them. */
  readonly known: readonly LonLat[];
  readonly widths: readonly (readonly [at: LonLat, halfWidth: number])[];
}

/** One line from border pieces: start at the end nearest `from`, then always take the piece that begins nearest. */
function chain(pieces: readonly (readonly Metres[])[], from: Metres, to: Metres): Metres[] {
  const left = new Set(pieces);
  const line: Metres[] = [];
  let here = from;
  while (left.size > 0) {
    const ends = [...left].flatMap((piece) => [piece, [...piece].reverse()].map((run) => ({ piece, run })));
    const best = ends.reduce((a, b) => (distance(a.run[0]!, here) <= distance(b.run[0]!, here) ? a : b));
    if (line.length > 0 && distance(best.run[0]!, here) > 900) break;
    left.delete(best.piece);
    line.push(...best.run);
    here = line.at(-1)!;
  }
  return line.slice(nearest(line, from), nearest(line, to) + 1);
}

export function nearest(line: readonly Metres[], p: Metres): number {
  let best = 0;
  line.forEach((q, i) => {
    if (distance(q, p) < distance(line[best]!, p)) best = i;
  });
  return best;
}

export function axisOf(
  course: AxisCourse,
  border: (a: string, b: string) => readonly (readonly Metres[])[],
): Axis {
  const pieces = course.borders.flatMap(([a, b]) => border(a, b));
  const raw = chain(pieces, toPlane(course.from), toPlane(course.to));
  const whole = resample([...raw, ...(course.onward ?? []).map(toPlane)], 100);
  const calm = withoutHairpins(whole, 900, 1.7, 6000);
  const smooth = smoothOpen(resample(calm, axisStep), course.smoothing / axisStep);
  const drawn = smoothOpen(drawTowards(smooth, course.known.map(toPlane)), 10);
  const points = resample(drawn, axisStep);
  return { id: course.id, points, halfWidth: widthsAlong(points, course.widths) };
}

/** Moves the line sideways by most of its distance to each known point, fading over about 2 km along the river. */
function drawTowards(line: readonly Metres[], known: readonly Metres[]): Metres[] {
  const pulls = known.map((p) => {
    const index = nearest(line, p);
    const on = line[index]!;
    return { index, east: p[0] - on[0], north: p[1] - on[1] };
  });
  const fade = 1300 / axisStep;
  return line.map((p, i) => {
    let [sum, east, north] = [0.35, 0, 0];
    for (const pull of pulls) {
      const weight = Math.exp(-(((i - pull.index) / fade) ** 2));
      sum += weight;
      east += weight * pull.east;
      north += weight * pull.north;
    }
    return [p[0] + east / sum, p[1] + north / sum];
  });
}

/** Half-widths between the given places, eased so that no bank has a corner. */
function widthsAlong(points: readonly Metres[], widths: AxisCourse['widths']): number[] {
  const knots = widths
    .map(([at, half]) => ({ index: nearest(points, toPlane(at)), half }))
    .sort((a, b) => a.index - b.index);
  const stepped = points.map((_, i): Metres => {
    const after = knots.findIndex((knot) => knot.index >= i);
    if (after === -1) return [knots.at(-1)!.half, 0];
    if (after === 0) return [knots[0]!.half, 0];
    const [a, b] = [knots[after - 1]!, knots[after]!];
    return [a.half + ((b.half - a.half) * (i - a.index)) / (b.index - a.index), 0];
  });
  return smoothOpen(stepped, 700 / axisStep).map(([half]) => half);
}
