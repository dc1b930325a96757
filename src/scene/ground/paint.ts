import type { Box } from '@/contracts/geo';
import { streetClasses, type Look, type StreetClass } from '../look';
import { createBoxIndex, type BoxIndex } from './boxIndex';
import { paintFields } from './fields';
import { clipRing, grown, tileFrame, trace, type PathPen, type TileFrame } from './path';
import type { GroundShape } from './shapes';

/** What a tile is drawn with: the canvas's pen, or a test's. */
export type TilePen = PathPen &
  Pick<
    CanvasRenderingContext2D,
    | 'beginPath'
    | 'fill'
    | 'stroke'
    | 'save'
    | 'restore'
    | 'clip'
    | 'drawImage'
    | 'fillRect'
    | 'fillStyle'
    | 'strokeStyle'
    | 'lineWidth'
    | 'lineJoin'
    | 'lineCap'
    | 'setLineDash'
  >;

/** One part of the ground: draws a tile, or says that nothing of it lies there. */
export interface Painter {
  readonly paint: (pen: TilePen, box: Box, size: number, look: Look) => boolean;
  readonly touches: (box: Box) => boolean;
}

interface Sheet {
  readonly shapes: readonly GroundShape[];
  readonly index: BoxIndex;
}

function sheetOf(shapes: readonly GroundShape[]): Sheet {
  return { shapes, index: createBoxIndex(shapes.map((shape) => shape.box)) };
}

/** Strokes reach beyond their shape: a tile also draws what lies just outside it. */
const reach = 0.06;

function found(sheet: Sheet, box: Box): readonly GroundShape[] {
  return sheet.index.search(grown(box, reach)).map((index) => sheet.shapes[index]!);
}

function traceArea(pen: TilePen, shape: GroundShape, frame: TileFrame): void {
  const window = grown(frame.box, reach);
  for (const ring of shape.rings) {
    const clipped = clipRing(ring, window);
    if (clipped.length >= 6) trace(pen, clipped, true, frame);
  }
}

/** Fills shapes of one kind in one colour; together where neighbours share edges, one by one where they may overlap. */
function fillByKind(
  pen: TilePen,
  shapes: readonly GroundShape[],
  frame: TileFrame,
  colours: Readonly<Record<string, string>>,
  seams = false,
): void {
  for (const [kind, colour] of Object.entries(colours)) {
    const ofKind = shapes.filter((shape) => shape.kind === kind);
    for (const group of seams ? ofKind.map((shape) => [shape]) : ofKind.length === 0 ? [] : [ofKind]) {
      pen.beginPath();
      for (const shape of group) traceArea(pen, shape, frame);
      pen.fillStyle = colour;
      pen.fill('evenodd');
      if (!seams) continue;
      // Water may come in pieces: a pixel over the edge closes the line between two of them. Where a pixel is hundreds
      // of metres wide, that pixel would flood the banks.
      pen.strokeStyle = colour;
      pen.lineWidth = Math.min(1.2, 100 / frame.metresPerPx);
      pen.stroke();
    }
  }
}

/** Whether a town's blocks lie in a window; those of villages leave the fields around them. */
function townIn(blocks: Sheet, window: Box): boolean {
  return blocks.index.search(window).some((index) => blocks.shapes[index]!.kind !== 'village');
}

export function createLandPainter(ground: {
  readonly districts: readonly GroundShape[];
  readonly blocks: readonly GroundShape[];
  readonly green: readonly GroundShape[];
}): Painter {
  const districts = sheetOf(ground.districts);
  const blocks = sheetOf(ground.blocks);
  const green = sheetOf(ground.green);
  return {
    touches: () => true,
    paint: (pen, box, size, look) => {
      const frame = tileFrame(box, size);
      pen.fillStyle = look.beyond;
      pen.fillRect(0, 0, size, size);
      const around = found(districts, box);
      pen.lineJoin = 'round';
      if (around.length > 0) {
        pen.beginPath();
        for (const district of around) traceArea(pen, district, frame);
        pen.fillStyle = look.land;
        // Neighbours share edges and never overlap: every district is filled whichever way its ring turns.
        pen.fill('nonzero');
        pen.strokeStyle = look.land;
        pen.lineWidth = 1;
        pen.stroke();
      }
      if (around.length > 0) paintFields(pen, frame, look.fields, (window) => townIn(blocks, window));
      // A block smaller than a pixel or two is noise, not ground.
      if (frame.metresPerPx < 60) fillByKind(pen, found(blocks, box), frame, look.blocks);
      fillByKind(pen, found(green, box), frame, look.green);
      if (around.length > 0) {
        pen.beginPath();
        for (const district of around) traceArea(pen, district, frame);
        pen.strokeStyle = look.districtLine;
        pen.lineWidth = Math.max(1, Math.min(2.5, 8 / frame.metresPerPx));
        pen.setLineDash([6, 5]);
        pen.stroke();
        pen.setLineDash([]);
      }
      return true;
    },
  };
}

/** Metres a pixel may span before a shore is left out: drawn wider than it is, it would drown the city beside it. */
const shoresUntil = 250;

export function createWaterPainter(water: readonly GroundShape[]): Painter {
  const sheet = sheetOf(water);
  return {
    touches: (box) => sheet.index.search(grown(box, reach)).length > 0,
    paint: (pen, box, size, look) => {
      const shapes = found(sheet, box);
      if (shapes.length === 0) return false;
      const frame = tileFrame(box, size);
      pen.lineJoin = 'round';
      // The shore first, twice as wide as it shows; the water then covers what of it would lie inside.
      if (frame.metresPerPx < shoresUntil) {
        pen.beginPath();
        for (const shape of shapes) traceArea(pen, shape, frame);
        pen.strokeStyle = look.shore;
        pen.lineWidth = 1.2 + 2 * Math.max(1, Math.min(2.4, 5 / frame.metresPerPx));
        pen.stroke();
      }
      fillByKind(pen, shapes, frame, look.water, true);
      if (frame.metresPerPx < shallowsUntil)
        for (const shape of shapes) paintShallows(pen, shape, frame, look);
      return true;
    },
  };
}

/** Metres a pixel may span before the shallows are finer than one, and how far from the bank each band reaches. */
const shallowsUntil = 45;
const bands = { lake: [70, 26], channel: [8], river: [110, 36] } as const;

/** Where water is shallow it is lighter: bands along the bank, inside the water only. */
function paintShallows(pen: TilePen, shape: GroundShape, frame: TileFrame, look: Look): void {
  const reaches = bands[shape.kind as keyof typeof bands] ?? bands.lake;
  pen.save();
  pen.beginPath();
  // The whole ring: cut to the tile, the cut itself would be taken for a bank.
  for (const ring of shape.rings) trace(pen, ring, true, frame);
  pen.clip('evenodd');
  pen.strokeStyle = look.shallows;
  for (const metres of reaches) {
    pen.lineWidth = (2 * metres) / frame.metresPerPx;
    pen.stroke();
  }
  pen.restore();
}

/** Pixels a street of the class is drawn with at least, and the metres a pixel may span before it is left out. */
const streetLimits: Readonly<Record<StreetClass, { readonly least: number; readonly until: number }>> = {
  express: { least: 1.5, until: 400 },
  arterial: { least: 1.15, until: 110 },
  collector: { least: 0.8, until: 32 },
  local: { least: 0.7, until: 9 },
};

/** Metres a pixel spans where the decks of bridges begin to be seen by themselves. */
const decksFrom = 14;

/** Metres of kerb, or of lamplight beside the street, once a street is a surface. */
const kerb = 1.4;
/** Metres a pixel may span while lane lines are seen, and the pixels a road must be wide for them. */
const markedUntil = 0.7;
const markedFrom = 14;
/** Metres between lamps, and the pixels a street must be wide for them to be seen one by one. */
const lampEvery = 36;
const lampsFrom = 7;

/** Between two `#rrggbb`: 0 the first, 1 the second. */
export function blend(from: string, to: string, share: number): string {
  const t = Math.min(1, Math.max(0, share));
  const part = (at: number) => {
    const a = Number.parseInt(from.slice(at, at + 2), 16);
    const b = Number.parseInt(to.slice(at, at + 2), 16);
    return Math.round(a + (b - a) * t)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${part(1)}${part(3)}${part(5)}`;
}

export function createStreetPainter(streets: readonly GroundShape[]): Painter {
  const sheets = new Map(
    streetClasses.map((name) => [name, sheetOf(streets.filter((shape) => shape.kind === name))]),
  );
  const all = sheetOf(streets);
  return {
    touches: (box) => all.index.search(grown(box, reach)).length > 0,
    paint: (pen, box, size, look) => {
      const frame = tileFrame(box, size);
      const drawn = streetClasses.flatMap((name) => {
        const sheet = sheets.get(name);
        if (sheet === undefined || frame.metresPerPx > streetLimits[name].until) return [];
        // Near enough to see a deck over the water, the street on it is not painted on the water below.
        const shapes = found(sheet, box).filter(
          (shape) => frame.metresPerPx > decksFrom || shape.properties['bridge'] !== true,
        );
        return shapes.length > 0 ? [{ name, shapes }] : [];
      });
      if (drawn.length === 0) return false;
      pen.lineCap = 'round';
      pen.lineJoin = 'round';
      const strokeAll = (dress: (name: StreetClass, px: number) => boolean) => {
        for (const { name, shapes } of [...drawn].reverse()) {
          for (const width of new Set(shapes.map((shape) => shape.width))) {
            if (!dress(name, Math.max(streetLimits[name].least, width / frame.metresPerPx))) continue;
            pen.beginPath();
            for (const shape of shapes)
              if (shape.width === width) for (const ring of shape.rings) trace(pen, ring, false, frame);
            pen.stroke();
          }
        }
      };
      strokeAll((name, px) => {
        const { under, spread } = look.streets[name];
        pen.strokeStyle = under;
        pen.lineWidth = px + 2 * Math.max(Math.min(spread, px * 1.6), kerb / frame.metresPerPx);
        return spread > 0;
      });
      strokeAll((name, px) => {
        const { colour, near } = look.streets[name];
        pen.strokeStyle = blend(colour, near, (px - 4) / 8);
        pen.lineWidth = px;
        return true;
      });
      strokeAll((name, px) => {
        const { lamp } = look.streets[name];
        if (lamp === undefined || px < lampsFrom) return false;
        pen.strokeStyle = lamp;
        pen.lineWidth = Math.max(1.5, 2.2 / frame.metresPerPx);
        pen.setLineDash([0.01, lampEvery / frame.metresPerPx]);
        return true;
      });
      // From near, the lines that part the two ways of a road.
      if (frame.metresPerPx < markedUntil) {
        strokeAll((name, px) => {
          const { mark } = look.streets[name];
          if (mark === undefined || px < markedFrom) return false;
          pen.strokeStyle = mark;
          pen.lineWidth = Math.max(1, 0.3 / frame.metresPerPx);
          pen.setLineDash(name === 'collector' ? [6 / frame.metresPerPx, 9 / frame.metresPerPx] : []);
          return true;
        });
      }
      pen.setLineDash([]);
      return true;
    },
  };
}
