import type { Box } from '@/contracts/geo';
import type { GroundShape } from '../ground/shapes';

/** The waters of the city as a picture of places: how far inside the water each lies, and which way it runs there. */
export interface WaterField {
  /** Degrees; the picture's first row is the southernmost. */
  readonly box: Box;
  readonly columns: number;
  readonly rows: number;
  /** Four bytes a place: metres inside the water plus 64 (0…255), flow to the east and north (128 is still), 255. */
  readonly bytes: Uint8ClampedArray<ArrayBuffer>;
}

/** Metres that 0 in the first byte lies outside the water. */
export const outsideM = 64;

const metresPerLat = 110_900;
const metresPerLon = 95_500;
/** Wider than this no bank is measured: the byte is full. */
const reachM = 192;

/** Draws the field of all water, at most `longest` places along a side. */
export function waterField(shapes: readonly GroundShape[], longest: number): WaterField {
  const box = boxOf(shapes);
  const [width, height] = [(box[2] - box[0]) * metresPerLon, (box[3] - box[1]) * metresPerLat];
  const cell = Math.max(width, height) / longest;
  const columns = Math.max(2, Math.round(width / cell));
  const rows = Math.max(2, Math.round(height / cell));
  const grid: Grid = { box, columns, rows, dx: width / columns, dy: height / rows };
  const depth = new Float32Array(columns * rows).fill(-outsideM);
  const flow = new Float32Array(columns * rows * 2);
  for (const shape of shapes) {
    const inside = cellsInside(shape, grid);
    for (const at of inside) depth[at] = reachM;
    if (shape.kind === 'river') addFlow(inside, grid, flow);
  }
  // Banks after all insides: where two waters meet, the deeper one has no bank.
  const banks = new Float32Array(columns * rows).fill(reachM);
  for (const shape of shapes) for (const ring of shape.rings) measureBank(ring, grid, banks);
  const bytes = new Uint8ClampedArray(columns * rows * 4);
  for (let at = 0; at < columns * rows; at += 1) {
    const bank = banks[at]!;
    bytes[4 * at] = outsideM + (depth[at]! > 0 ? bank : -Math.min(bank, outsideM));
    bytes[4 * at + 1] = 128 + 127 * flow[2 * at]!;
    bytes[4 * at + 2] = 128 + 127 * flow[2 * at + 1]!;
    bytes[4 * at + 3] = 255;
  }
  return { box, columns, rows, bytes };
}

interface Grid {
  readonly box: Box;
  readonly columns: number;
  readonly rows: number;
  /** Metres of a place. */
  readonly dx: number;
  readonly dy: number;
}

function boxOf(shapes: readonly GroundShape[]): Box {
  const margin = 0.003;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { box } of shapes) {
    west = Math.min(west, box[0]);
    south = Math.min(south, box[1]);
    east = Math.max(east, box[2]);
    north = Math.max(north, box[3]);
  }
  return [west - margin, south - margin, east + margin, north + margin];
}

/** Places whose middle lies in the shape, even-odd, row by row. */
function cellsInside(shape: GroundShape, { box, columns, rows }: Grid): number[] {
  const [west, south] = box;
  const perLon = columns / (box[2] - west);
  const perLat = rows / (box[3] - south);
  const crossings = new Map<number, number[]>();
  for (const ring of shape.rings) {
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      const [ax, ay] = [(ring[j]! - west) * perLon, (ring[j + 1]! - south) * perLat];
      const [bx, by] = [(ring[i]! - west) * perLon, (ring[i + 1]! - south) * perLat];
      if (ay === by) continue;
      for (
        let row = Math.ceil(Math.min(ay, by) - 0.5);
        row <= Math.ceil(Math.max(ay, by) - 0.5) - 1;
        row += 1
      ) {
        const x = ax + ((row + 0.5 - ay) / (by - ay)) * (bx - ax);
        const list = crossings.get(row);
        if (list === undefined) crossings.set(row, [x]);
        else list.push(x);
      }
    }
  }
  const found: number[] = [];
  for (const [row, xs] of crossings) {
    if (row < 0 || row >= rows) continue;
    xs.sort((a, b) => a - b);
    for (let pair = 0; pair + 1 < xs.length; pair += 2) {
      const to = Math.min(columns - 1, Math.ceil(xs[pair + 1]! - 0.5) - 1);
      for (let column = Math.max(0, Math.ceil(xs[pair]! - 0.5)); column <= to; column += 1)
        found.push(row * columns + column);
    }
  }
  return found;
}

/** Lowers the distances around a ring to what they are from its line, metres. */
function measureBank(ring: Float64Array, { box, columns, rows, dx, dy }: Grid, banks: Float32Array): void {
  const [west, south] = box;
  const perLon = (columns * dx) / (box[2] - west);
  const perLat = (rows * dy) / (box[3] - south);
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    const [ax, ay] = [(ring[j]! - west) * perLon, (ring[j + 1]! - south) * perLat];
    const [bx, by] = [(ring[i]! - west) * perLon, (ring[i + 1]! - south) * perLat];
    const [vx, vy] = [bx - ax, by - ay];
    const length2 = vx * vx + vy * vy;
    const first = Math.max(0, Math.floor((Math.min(ax, bx) - reachM) / dx));
    const last = Math.min(columns - 1, Math.ceil((Math.max(ax, bx) + reachM) / dx));
    const low = Math.max(0, Math.floor((Math.min(ay, by) - reachM) / dy));
    const high = Math.min(rows - 1, Math.ceil((Math.max(ay, by) + reachM) / dy));
    for (let row = low; row <= high; row += 1) {
      for (let column = first; column <= last; column += 1) {
        const [px, py] = [(column + 0.5) * dx - ax, (row + 0.5) * dy - ay];
        const t = length2 === 0 ? 0 : Math.min(1, Math.max(0, (px * vx + py * vy) / length2));
        const d = Math.hypot(px - t * vx, py - t * vy);
        const at = row * columns + column;
        if (d < banks[at]!) banks[at] = d;
      }
    }
  }
}

/**
 * Which way a river runs: away from its western end, as every river of the city does, along the shortest way through its
 * water. Places know their way in steps of a place; the mean over some of them is smooth.
 */
function addFlow(inside: readonly number[], { columns, dx, dy }: Grid, flow: Float32Array): void {
  const far = new Map<number, number>();
  for (const at of inside) far.set(at, Infinity);
  const source = inside.reduce((west, at) => (at % columns < west % columns ? at : west), inside[0] ?? 0);
  if (!far.has(source)) return;
  far.set(source, 0);
  const diagonal = Math.hypot(dx, dy);
  const steps = [
    [-1, dx],
    [1, dx],
    [-columns, dy],
    [columns, dy],
    [-columns - 1, diagonal],
    [-columns + 1, diagonal],
    [columns - 1, diagonal],
    [columns + 1, diagonal],
  ] as const;
  let edge: readonly number[] = [source];
  while (edge.length > 0) {
    const next = new Set<number>();
    for (const at of edge) {
      for (const [step, length] of steps) {
        const other = at + step;
        const known = far.get(other);
        const way = far.get(at)! + length;
        if (known === undefined || way >= known) continue;
        far.set(other, way);
        next.add(other);
      }
    }
    edge = [...next];
  }
  const wide = 4;
  for (const at of inside) {
    const here = far.get(at)!;
    let [east, north] = [0, 0];
    for (let row = -wide; row <= wide; row += 1) {
      for (let column = -wide; column <= wide; column += 1) {
        const there = far.get(at + row * columns + column);
        if (there === undefined || !Number.isFinite(there)) continue;
        east += column * dx * (there - here);
        north += row * dy * (there - here);
      }
    }
    const length = Math.hypot(east, north);
    if (length === 0) continue;
    flow[2 * at] = east / length;
    flow[2 * at + 1] = north / length;
  }
}
