import type { Box } from '@/contracts/geo';

/** The part of a canvas a path is written to; tests give their own. */
export type PathPen = Pick<CanvasRenderingContext2D, 'moveTo' | 'lineTo' | 'closePath'>;

/** How a tile's degrees become its pixels: x grows east, y grows south. */
export interface TileFrame {
  readonly box: Box;
  readonly size: number;
  readonly pxPerLon: number;
  readonly pxPerLat: number;
  readonly metresPerPx: number;
}

const metresPerDegree = 111_195;

export function tileFrame(box: Box, size: number): TileFrame {
  return {
    box,
    size,
    pxPerLon: size / (box[2] - box[0]),
    pxPerLat: size / (box[3] - box[1]),
    metresPerPx: ((box[3] - box[1]) * metresPerDegree) / size,
  };
}

export function grown(box: Box, share: number): Box {
  const dx = (box[2] - box[0]) * share;
  const dy = (box[3] - box[1]) * share;
  return [box[0] - dx, box[1] - dy, box[2] + dx, box[3] + dy];
}

/** Keeps only what of a ring lies on one side of a line x = limit or y = limit (Sutherland and Hodgman, 1974). */
function clipSide(ring: Float64Array, axis: 0 | 1, limit: number, keepAbove: boolean): Float64Array {
  const count = ring.length / 2;
  const kept: number[] = [];
  const other = axis === 0 ? 1 : 0;
  for (let index = 0; index < count; index += 1) {
    const next = ((index + 1) % count) * 2;
    const here = ring[index * 2 + axis]!;
    const there = ring[next + axis]!;
    const inside = keepAbove ? here >= limit : here <= limit;
    const insideNext = keepAbove ? there >= limit : there <= limit;
    if (inside) kept.push(ring[index * 2]!, ring[index * 2 + 1]!);
    if (inside !== insideNext) {
      const t = (limit - here) / (there - here);
      const a = ring[index * 2 + other]!;
      const crossing = a + (ring[next + other]! - a) * t;
      if (axis === 0) kept.push(limit, crossing);
      else kept.push(crossing, limit);
    }
  }
  return Float64Array.from(kept);
}

/** What of a closed ring lies in a window; the window's own edges become part of it. */
export function clipRing(ring: Float64Array, window: Box): Float64Array {
  let clipped = clipSide(ring, 0, window[0], true);
  if (clipped.length > 0) clipped = clipSide(clipped, 0, window[2], false);
  if (clipped.length > 0) clipped = clipSide(clipped, 1, window[1], true);
  return clipped.length > 0 ? clipSide(clipped, 1, window[3], false) : clipped;
}

/** Writes a ring or line; steps shorter than `least` pixels are left out, which no one can see. */
export function trace(
  pen: PathPen,
  ring: Float64Array,
  closed: boolean,
  frame: TileFrame,
  least = 0.35,
): void {
  const [west, , , north] = frame.box;
  let lastX = NaN;
  let lastY = NaN;
  for (let index = 0; index < ring.length; index += 2) {
    const x = (ring[index]! - west) * frame.pxPerLon;
    const y = (north - ring[index + 1]!) * frame.pxPerLat;
    if (index === 0) pen.moveTo(x, y);
    else if (Math.abs(x - lastX) < least && Math.abs(y - lastY) < least && index < ring.length - 2) continue;
    else pen.lineTo(x, y);
    lastX = x;
    lastY = y;
  }
  if (closed) pen.closePath();
}
