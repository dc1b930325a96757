import { inside, signedArea, simplifyRing } from './line';
import type { Metres } from './plane';

/** A regular grid of signed distances in metres; negative is water. Shores are its zero line, so they cannot cross themselves. */
export interface Field {
  readonly west: number;
  readonly south: number;
  readonly step: number;
  readonly cols: number;
  readonly rows: number;
  readonly values: Float64Array;
}

/** A polygon in plane metres: outer ring counter-clockwise, then its holes; rings repeat their first point. */
export type Shape = readonly (readonly Metres[])[];

const dry = 1e6;

export function emptyField(points: readonly Metres[], margin: number, step: number): Field {
  const easts = points.map((p) => p[0]);
  const norths = points.map((p) => p[1]);
  const [west, south] = [least(easts) - margin, least(norths) - margin];
  const cols = Math.ceil((most(easts) + margin - west) / step) + 1;
  const rows = Math.ceil((most(norths) + margin - south) / step) + 1;
  return { west, south, step, cols, rows, values: new Float64Array(cols * rows).fill(dry) };
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Infinity);
}

function most(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), -Infinity);
}

export function mapField(field: Field, f: (p: Metres, value: number) => number): Field {
  const values = field.values.map((value, i) =>
    f(
      [field.west + (i % field.cols) * field.step, field.south + Math.floor(i / field.cols) * field.step],
      value,
    ),
  );
  return { ...field, values };
}

/** Bilinear value at a point; far outside the grid it is dry. */
export function valueAt(field: Field, p: Metres): number {
  const [x, y] = [(p[0] - field.west) / field.step, (p[1] - field.south) / field.step];
  const [col, row] = [Math.floor(x), Math.floor(y)];
  if (col < 0 || row < 0 || col >= field.cols - 1 || row >= field.rows - 1) return dry;
  const [u, v] = [x - col, y - row];
  const at = (c: number, r: number): number => field.values[r * field.cols + c]!;
  return (
    (at(col, row) * (1 - u) + at(col + 1, row) * u) * (1 - v) +
    (at(col, row + 1) * (1 - u) + at(col + 1, row + 1) * u) * v
  );
}

/** Lowers the field to the distance from a ribbon of varying half-width. Points must lie closer together than the widths. */
export function addRibbon(
  field: Field,
  axis: readonly Metres[],
  halfWidth: readonly number[],
  reach: number,
): void {
  const { west, south, step, cols, rows, values } = field;
  axis.forEach((p, i) => {
    const half = halfWidth[i]!;
    const pad = half + reach;
    const firstCol = Math.max(0, Math.ceil((p[0] - pad - west) / step));
    const lastCol = Math.min(cols - 1, Math.floor((p[0] + pad - west) / step));
    const firstRow = Math.max(0, Math.ceil((p[1] - pad - south) / step));
    const lastRow = Math.min(rows - 1, Math.floor((p[1] + pad - south) / step));
    for (let row = firstRow; row <= lastRow; row++) {
      for (let col = firstCol; col <= lastCol; col++) {
        const d = Math.hypot(west + col * step - p[0], south + row * step - p[1]) - half;
        const cell = row * cols + col;
        if (d < values[cell]!) values[cell] = d;
      }
    }
  });
}

/** Union with a rounded inner corner of about `round` metres (polynomial smooth minimum, Quilez). */
export function joined(a: number, b: number, round: number): number {
  const h = Math.max(0, round - Math.abs(a - b)) / round;
  return Math.min(a, b) - (h * h * round) / 4;
}

/** The rough lake widened by `level` metres, less the land that is certain. */
export function cut(rough: Field, land: Field, level: number): Field {
  return { ...rough, values: rough.values.map((value, i) => Math.max(value - level, land.values[i]!)) };
}

/** Signed distance to a closed outline, negative inside. Unrolled by hand: it runs some hundred million times. */
export function outlineDistance(p: Metres, outline: readonly Metres[]): number {
  let nearest2 = Infinity;
  let a = outline[outline.length - 1]!;
  for (const b of outline) {
    const dx = b[0] - a[0];
    const dy = b[1] - a[1];
    const length2 = dx * dx + dy * dy;
    const along = length2 === 0 ? 0 : ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length2;
    const t = along < 0 ? 0 : along > 1 ? 1 : along;
    const x = p[0] - a[0] - t * dx;
    const y = p[1] - a[1] - t * dy;
    const distance2 = x * x + y * y;
    if (distance2 < nearest2) nearest2 = distance2;
    a = b;
  }
  return inside(p, outline) ? -Math.sqrt(nearest2) : Math.sqrt(nearest2);
}

/** The zero line as polygons, by marching squares with linear interpolation; parts and holes below `smallest` m² are dropped. */
export function shapesOf(field: Field, level: number, tolerance: number, smallest: number): Shape[] {
  const rings = zeroLine(field, level)
    .filter((ring) => Math.abs(signedArea(ring)) >= smallest)
    .map((ring) => simplifyRing(ring, tolerance))
    .filter((ring) => ring.length > 3);
  const outers = rings.filter((ring) => signedArea(ring) > 0);
  const holes = rings.filter((ring) => signedArea(ring) < 0);
  return outers
    .sort((a, b) => signedArea(b) - signedArea(a))
    .map((outer) => [outer, ...holes.filter((hole) => inside(hole[0]!, outer))]);
}

/** Closed contours with the low side on the left. The field's rim must be dry. */
function zeroLine(field: Field, level: number): Metres[][] {
  const { cols, rows, values, west, south, step } = field;
  const next = new Map<number, number>();
  const cut = new Map<number, Metres>();
  const at = (col: number, row: number): number => values[row * cols + col]! - level;
  /** Crossing on the edge from (col, row) eastwards (side 0) or northwards (side 1). */
  const crossing = (col: number, row: number, side: 0 | 1): number => {
    const key = (row * cols + col) * 2 + side;
    if (!cut.has(key)) {
      const [a, b] = [at(col, row), side === 0 ? at(col + 1, row) : at(col, row + 1)];
      // Never exactly on a node, where two contours could touch.
      const t = Math.min(0.98, Math.max(0.02, a / (a - b)));
      cut.set(key, [west + (col + (side === 0 ? t : 0)) * step, south + (row + (side === 1 ? t : 0)) * step]);
    }
    return key;
  };
  for (let row = 0; row < rows - 1; row++) {
    for (let col = 0; col < cols - 1; col++) {
      const count =
        Number(at(col, row) < 0) +
        Number(at(col + 1, row) < 0) +
        Number(at(col + 1, row + 1) < 0) +
        Number(at(col, row + 1) < 0);
      if (count === 0 || count === 4) continue;
      const wet = [at(col, row), at(col + 1, row), at(col + 1, row + 1), at(col, row + 1)].map((v) => v < 0);
      const edges = [
        () => crossing(col, row, 0),
        () => crossing(col + 1, row, 1),
        () => crossing(col, row + 1, 0),
        () => crossing(col, row, 1),
      ] as const;
      // Going round the cell counter-clockwise, a contour enters where wet turns dry and leaves where dry turns wet.
      for (let e = 0; e < 4; e++) {
        if (!(wet[e] === true && wet[(e + 1) % 4] === false)) continue;
        for (let k = 1; k <= 3; k++) {
          const f = (e + k) % 4;
          if (wet[f] === false && wet[(f + 1) % 4] === true) {
            next.set(edges[e]!(), edges[f]!());
            break;
          }
        }
      }
    }
  }
  const rings: Metres[][] = [];
  for (const start of next.keys()) {
    const ring: Metres[] = [];
    for (let key: number | undefined = start; key !== undefined;) {
      const onward = next.get(key);
      if (onward === undefined) break;
      next.delete(key);
      ring.push(cut.get(key)!);
      key = onward;
    }
    if (ring.length > 2) rings.push([...ring, ring[0]!]);
  }
  return rings;
}
