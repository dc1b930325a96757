import type { Box } from '@/contracts/geo';
import type { Point } from '../plane';

/** A field sampled at cell centres over a box of the plane. */
export interface Raster {
  readonly west: number;
  readonly south: number;
  readonly cell: number;
  readonly columns: number;
  readonly rows: number;
  readonly values: Float32Array;
}

export const rasterOver = (box: Box, cell: number): Raster => {
  const columns = Math.ceil((box[2] - box[0]) / cell);
  const rows = Math.ceil((box[3] - box[1]) / cell);
  return { west: box[0], south: box[1], cell, columns, rows, values: new Float32Array(columns * rows) };
};

/** Bilinear; beyond the edge the edge's value. */
export const sample = (raster: Raster, x: number, y: number): number => {
  const u = Math.min(raster.columns - 1.001, Math.max(0, (x - raster.west) / raster.cell - 0.5));
  const v = Math.min(raster.rows - 1.001, Math.max(0, (y - raster.south) / raster.cell - 0.5));
  const i = Math.floor(u);
  const j = Math.floor(v);
  const at = j * raster.columns + i;
  const s = u - i;
  const t = v - j;
  const values = raster.values;
  return (
    (values[at]! * (1 - s) + values[at + 1]! * s) * (1 - t) +
    (values[at + raster.columns]! * (1 - s) + values[at + raster.columns + 1]! * s) * t
  );
};

/** Sets every cell whose centre lies in the polygon (outer ring and holes, even-odd) to `value`. */
export const paint = (raster: Raster, rings: readonly (readonly Point[])[], value: number): void => {
  const crossings: number[][] = Array.from({ length: raster.rows }, () => []);
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
      const [ax, ay] = ring[j]!;
      const [bx, by] = ring[i]!;
      if (ay === by) continue;
      const low = Math.max(0, Math.ceil((Math.min(ay, by) - raster.south) / raster.cell - 0.5));
      const high = Math.min(
        raster.rows - 1,
        Math.ceil((Math.max(ay, by) - raster.south) / raster.cell - 0.5) - 1,
      );
      for (let row = low; row <= high; row += 1) {
        const y = raster.south + (row + 0.5) * raster.cell;
        crossings[row]!.push(ax + ((y - ay) / (by - ay)) * (bx - ax));
      }
    }
  }
  for (let row = 0; row < raster.rows; row += 1) {
    const xs = crossings[row]!.sort((a, b) => a - b);
    for (let k = 0; k + 1 < xs.length; k += 2) {
      const from = Math.max(0, Math.ceil((xs[k]! - raster.west) / raster.cell - 0.5));
      const to = Math.min(raster.columns - 1, Math.ceil((xs[k + 1]! - raster.west) / raster.cell - 0.5) - 1);
      for (let column = from; column <= to; column += 1) raster.values[row * raster.columns + column] = value;
    }
  }
};

/** Sets every cell a ring's line runs through: what is narrower than a cell is not lost between the centres. */
export const trace = (raster: Raster, ring: readonly Point[], value: number): void => {
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [ax, ay] = ring[j]!;
    const [bx, by] = ring[i]!;
    const pieces = Math.max(1, Math.ceil((2 * Math.hypot(bx - ax, by - ay)) / raster.cell));
    for (let piece = 0; piece < pieces; piece += 1) {
      const column = Math.floor((ax + ((bx - ax) * piece) / pieces - raster.west) / raster.cell);
      const row = Math.floor((ay + ((by - ay) * piece) / pieces - raster.south) / raster.cell);
      if (column >= 0 && row >= 0 && column < raster.columns && row < raster.rows)
        raster.values[row * raster.columns + column] = value;
    }
  }
};

const far = 1e12;

/** One row or column of the exact distance transform (Felzenszwalb & Huttenlocher 2012). */
const lowerEnvelope = (
  f: Float64Array,
  n: number,
  hulls: Int32Array,
  bounds: Float64Array,
  out: Float64Array,
): void => {
  let k = 0;
  hulls[0] = 0;
  bounds[0] = -far;
  bounds[1] = far;
  for (let q = 1; q < n; q += 1) {
    for (;;) {
      const p = hulls[k]!;
      const meet = (f[q]! + q * q - (f[p]! + p * p)) / (2 * (q - p));
      if (meet <= bounds[k]! && k > 0) {
        k -= 1;
        continue;
      }
      k += 1;
      hulls[k] = q;
      bounds[k] = meet;
      bounds[k + 1] = far;
      break;
    }
  }
  k = 0;
  for (let q = 0; q < n; q += 1) {
    while (bounds[k + 1]! < q) k += 1;
    const p = hulls[k]!;
    out[q] = (q - p) * (q - p) + f[p]!;
  }
};

/** Metres from each cell's centre to the nearest painted (non-zero) cell's centre; 0 on painted cells. */
export const distanceFrom = (mask: Raster): Raster => {
  const { columns, rows } = mask;
  const size = Math.max(columns, rows) + 2;
  const line = new Float64Array(size);
  const out = new Float64Array(size);
  const hulls = new Int32Array(size);
  const bounds = new Float64Array(size + 1);
  const squared = new Float64Array(columns * rows);
  for (let i = 0; i < columns; i += 1) {
    for (let j = 0; j < rows; j += 1) line[j] = mask.values[j * columns + i] === 0 ? 1e9 : 0;
    lowerEnvelope(line, rows, hulls, bounds, out);
    for (let j = 0; j < rows; j += 1) squared[j * columns + i] = out[j]!;
  }
  const values = new Float32Array(columns * rows);
  for (let j = 0; j < rows; j += 1) {
    for (let i = 0; i < columns; i += 1) line[i] = squared[j * columns + i]!;
    lowerEnvelope(line, columns, hulls, bounds, out);
    for (let i = 0; i < columns; i += 1) values[j * columns + i] = Math.sqrt(out[i]!) * mask.cell;
  }
  return { ...mask, values };
};
