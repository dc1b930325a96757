import type { Point } from './plane';

/** Twice the signed area is positive for rings that run counter-clockwise. Rings here are open: the first point is not repeated. */
export const signedArea = (ring: readonly Point[]): number => {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    sum += ring[j]![0] * ring[i]![1] - ring[i]![0] * ring[j]![1];
  }
  return sum / 2;
};

export const centroid = (ring: readonly Point[]): Point => {
  const area = signedArea(ring);
  const [ox, oy] = ring[0] ?? [0, 0];
  let x = 0;
  let y = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const ax = ring[j]![0] - ox;
    const ay = ring[j]![1] - oy;
    const bx = ring[i]![0] - ox;
    const by = ring[i]![1] - oy;
    const cross = ax * by - bx * ay;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  return area === 0 ? [ox, oy] : [ox + x / (6 * area), oy + y / (6 * area)];
};

/** Even-odd rule over one ring. */
export const inRing = (ring: readonly Point[], x: number, y: number): boolean => {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [ax, ay] = ring[i]!;
    const [bx, by] = ring[j]!;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
};

export const distanceToSegment = (x: number, y: number, a: Point, b: Point): number => {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const length2 = dx * dx + dy * dy;
  const t = length2 === 0 ? 0 : Math.min(1, Math.max(0, ((x - a[0]) * dx + (y - a[1]) * dy) / length2));
  const ex = x - a[0] - t * dx;
  const ey = y - a[1] - t * dy;
  return Math.sqrt(ex * ex + ey * ey);
};

/** Douglas–Peucker; keeps the ends. Tolerance in the units of the points. */
export const simplify = <P extends readonly [number, number]>(line: readonly P[], tolerance: number): P[] => {
  if (line.length < 3) return [...line];
  const keep = new Uint8Array(line.length);
  keep[0] = 1;
  keep[line.length - 1] = 1;
  const stack: [number, number][] = [[0, line.length - 1]];
  for (let span = stack.pop(); span !== undefined; span = stack.pop()) {
    const [from, to] = span;
    let worst = tolerance;
    let at = -1;
    for (let i = from + 1; i < to; i += 1) {
      const distance = distanceToSegment(line[i]![0], line[i]![1], line[from]!, line[to]!);
      if (distance > worst) {
        worst = distance;
        at = i;
      }
    }
    if (at !== -1) {
      keep[at] = 1;
      stack.push([from, at], [at, to]);
    }
  }
  return line.filter((_, i) => keep[i] === 1);
};
