import { nearest, type Axis } from './axes';
import { addRibbon, emptyField, mapField, shapesOf, type Shape } from './field';
import type { ForelandSketch, HillSketch, ParkSketch } from './greenSketches';
import { lineDistance, roughened, roundedCorners } from './lakes';
import { resample } from './line';
import { noise } from './noise';
import { toPlane, type Metres } from './plane';

export function hillFoot(hill: HillSketch, seed: number, water: (p: Metres) => number): Shape[] {
  const ridge = hill.ridge.map(toPlane);
  const field = mapField(emptyField(ridge, hill.reach * 2, Math.max(6, hill.reach / 25)), (p) =>
    Math.max(
      lineDistance(p, ridge) - hill.reach + hill.reach * 0.35 * noise(p, hill.reach * 1.8, seed),
      20 - water(p),
    ),
  );
  return shapesOf(field, 0, 2, 5_000).slice(0, 1);
}

export function parkOutline(park: ParkSketch, seed: number): Shape[] {
  const outline = roundedCorners(park.outline.map(toPlane), 2);
  const field = roughened(outline, park.km2 * 1e6, { step: 6, metres: 18, wavelength: 180, seed });
  return shapesOf(field, 0, 2, 5_000).slice(0, 1);
}

/** The strip of given width behind one bank, from the water's edge. */
export function foreland(sketch: ForelandSketch, axis: Axis, water: (p: Metres) => number): Shape[] {
  const [from, to] = [nearest(axis.points, toPlane(sketch.from)), nearest(axis.points, toPlane(sketch.to))];
  const side = sketch.bank === 'left' ? 1 : -1;
  const bank = axis.points.slice(from, to + 1).map((p, i): Metres => {
    const [a, b] = [
      axis.points[Math.max(0, from + i - 8)]!,
      axis.points[Math.min(axis.points.length - 1, from + i + 8)]!,
    ];
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    const half = axis.halfWidth[from + i]! * side;
    return [p[0] - ((b[1] - a[1]) / length) * half, p[1] + ((b[0] - a[0]) / length) * half];
  });
  const line = resample(bank, 25);
  // Tapering ends, as a park runs out along the dyke.
  const widths = line.map((_, i) => sketch.width * Math.min(1, 0.15 + Math.min(i, line.length - 1 - i) / 24));
  const field = emptyField(line, 500, 12);
  addRibbon(field, line, widths, 400);
  return shapesOf(
    mapField(field, (p, value) => Math.max(value, 4 - water(p))),
    0,
    2.5,
    30_000,
  ).filter(([outer]) => outer !== undefined);
}
