import type { Box, LonLat } from '@/contracts/geo';
import type { Look } from '../look';
import { createBoxIndex } from './boxIndex';
import type { Painter } from './paint';
import { clipRing, grown, tileFrame, trace, type TileFrame } from './path';
import { drawPattern, type PatternKind } from './patterns';

/** Something a layer draws on the ground and can be asked for: longitude and latitude (degrees) in turn, one array a ring. */
export interface DrawnShape {
  readonly id: string;
  readonly kind: 'area' | 'line' | 'point';
  readonly rings: readonly Float64Array[];
  readonly box: Box;
}

/** CSS colours; widths and radii in pixels of the tile. */
export interface ShapeStyle {
  readonly fill?: string;
  readonly stroke?: string;
  readonly width?: number;
  readonly dash?: readonly number[];
  readonly radius?: number;
  /** A coarse hatch over the fill: what differs must differ without colour as well. */
  readonly hatch?: string;
  /** Drawn inside an area's outline, for states that must differ without colour. */
  readonly pattern?: { readonly kind: PatternKind; readonly colour: string };
}

export interface ShapePicture {
  readonly painter: Painter;
  /** The topmost shape at a place, or within so many degrees of latitude of it. */
  readonly at: (place: LonLat, tolerance: number) => DrawnShape | undefined;
  readonly find: (id: string) => DrawnShape | undefined;
}

export function boxOfRings(rings: readonly Float64Array[]): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings) {
    for (let index = 0; index < ring.length; index += 2) {
      west = Math.min(west, ring[index]!);
      east = Math.max(east, ring[index]!);
      south = Math.min(south, ring[index + 1]!);
      north = Math.max(north, ring[index + 1]!);
    }
  }
  return [west, south, east, north];
}

const reach = 0.06;
/** Metres: a coarse tile is shown large until a finer one is there, and a mark of pixels would cover the city meanwhile. */
const widestMark = 220;

function around(ring: Float64Array, [lon, lat]: LonLat): boolean {
  let inside = false;
  for (let index = 0, before = ring.length - 2; index < ring.length; before = index, index += 2) {
    const [y, z] = [ring[index + 1]!, ring[before + 1]!];
    if (y > lat === z > lat) continue;
    if (lon < ((ring[before]! - ring[index]!) * (lat - y)) / (z - y) + ring[index]!) inside = !inside;
  }
  return inside;
}

/** Degrees of latitude between a place and a line or point. */
function distance(ring: Float64Array, [lon, lat]: LonLat): number {
  const flat = Math.cos((lat * Math.PI) / 180);
  let least = Infinity;
  for (let index = 0; index < ring.length; index += 2) {
    const [x, y] = [(ring[index]! - lon) * flat, ring[index + 1]! - lat];
    const last = index + 2 >= ring.length;
    const [dx, dy] = last ? [0, 0] : [(ring[index + 2]! - lon) * flat - x, ring[index + 3]! - lat - y];
    const length = dx * dx + dy * dy;
    const share = length === 0 ? 0 : Math.max(0, Math.min(1, -(x * dx + y * dy) / length));
    least = Math.min(least, Math.hypot(x + share * dx, y + share * dy));
  }
  return least;
}

function meets(shape: DrawnShape, place: LonLat, tolerance: number): boolean {
  if (shape.kind === 'area') {
    return shape.rings.filter((ring) => around(ring, place)).length % 2 === 1;
  }
  return shape.rings.some((ring) => distance(ring, place) <= tolerance);
}

type Pen = Parameters<Painter['paint']>[0];

function traceShape(pen: Pen, shape: DrawnShape, style: ShapeStyle, frame: TileFrame): void {
  const window = grown(frame.box, reach);
  for (const ring of shape.rings) {
    if (shape.kind === 'area') {
      const clipped = clipRing(ring, window);
      if (clipped.length >= 6) trace(pen, clipped, true, frame);
    } else if (shape.kind === 'line') trace(pen, ring, false, frame);
    else traceDisc(pen, ring, Math.min(style.radius ?? 4, widestMark / frame.metresPerPx), frame);
  }
}

function traceDisc(pen: Pen, point: Float64Array, radius: number, frame: TileFrame): void {
  const x = (point[0]! - frame.box[0]) * frame.pxPerLon;
  const y = (frame.box[3] - point[1]!) * frame.pxPerLat;
  for (let turn = 0; turn < 12; turn += 1) {
    const angle = (turn * Math.PI) / 6;
    const [px, py] = [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    if (turn === 0) pen.moveTo(px, py);
    else pen.lineTo(px, py);
  }
  pen.closePath();
}

/** Slanted lines over a shape's box, as wide apart on the ground as twelve pixels are at most; only over areas. */
function hatch(pen: Pen, { box }: DrawnShape, colour: string, frame: TileFrame): void {
  const [west, , , north] = frame.box;
  const left = (box[0] - west) * frame.pxPerLon;
  const right = (box[2] - west) * frame.pxPerLon;
  const top = (north - box[3]) * frame.pxPerLat;
  const bottom = (north - box[1]) * frame.pxPerLat;
  const height = bottom - top;
  if (height < 10) return;
  pen.beginPath();
  const step = Math.max(6, height / 5);
  for (let x = left + step; x < right; x += step) {
    const run = Math.min(height, x - left);
    pen.moveTo(x, top);
    pen.lineTo(x - run, top + run);
  }
  pen.strokeStyle = colour;
  pen.lineWidth = 1;
  pen.stroke();
}

/** Shapes as a picture for the ground and as something one can point at. `styleOf` is asked anew with every tile. */
export function createShapePicture(
  shapes: readonly DrawnShape[],
  styleOf: (shape: DrawnShape, look: Look, metresPerPx: number) => ShapeStyle | undefined,
): ShapePicture {
  const index = createBoxIndex(shapes.map(({ box }) => box));
  const byId = new Map(shapes.map((shape) => [shape.id, shape]));
  return {
    painter: {
      touches: (box) => index.search(grown(box, reach)).length > 0,
      paint: (pen, box, size, look) => {
        const found = index.search(grown(box, reach)).map((one) => shapes[one]!);
        const frame = tileFrame(box, size);
        pen.lineJoin = 'round';
        let drew = false;
        for (const shape of found) {
          const style = styleOf(shape, look, frame.metresPerPx);
          if (style === undefined) continue;
          drew = true;
          pen.beginPath();
          traceShape(pen, shape, style, frame);
          if (style.fill !== undefined && shape.kind !== 'line') {
            pen.fillStyle = style.fill;
            pen.fill('evenodd');
          }
          if (style.stroke !== undefined) {
            pen.strokeStyle = style.stroke;
            pen.lineWidth = Math.min(style.width ?? 1, widestMark / frame.metresPerPx);
            pen.setLineDash([...(style.dash ?? [])]);
            pen.stroke();
            pen.setLineDash([]);
          }
          if (style.pattern !== undefined && shape.kind === 'area') {
            pen.save();
            pen.beginPath();
            traceShape(pen, shape, style, frame);
            pen.clip('evenodd');
            drawPattern(pen, style.pattern.kind, style.pattern.colour, size);
            pen.restore();
          }
          if (style.hatch !== undefined) hatch(pen, shape, style.hatch, frame);
        }
        return drew;
      },
    },
    at: (place, tolerance) => {
      const [lon, lat] = place;
      const window: Box = [lon - 2 * tolerance, lat - tolerance, lon + 2 * tolerance, lat + tolerance];
      return index
        .search(window)
        .map((one) => shapes[one]!)
        .reverse()
        .find((shape) => meets(shape, place, tolerance));
    },
    find: (id) => byId.get(id),
  };
}
