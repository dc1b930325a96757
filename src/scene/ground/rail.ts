import type { Box } from '@/contracts/geo';
import type { Look } from '../look';
import { createBoxIndex } from './boxIndex';
import type { Painter, TilePen } from './paint';
import { grown, tileFrame, trace } from './path';
import type { GroundShape } from './shapes';

/** Metres of a line's bed by class, and the metres a pixel may span before it is left out. */
const limits = {
  highspeed: { bed: 13, until: 300 },
  rail: { bed: 11, until: 160 },
  yard: { bed: 90, until: 40 },
} as const;
type RailClass = keyof typeof limits;
const classes = Object.keys(limits) as RailClass[];

/** A line wide enough for the pattern maps know railways by, pixels; and the length of one field of it, metres. */
const patternFrom = 2.4;
const fieldM = 42;
/** Tracks of a yard lie so far apart, metres. */
const trackM = 5.2;

/** Railways: a thin line from afar, dark and light by turns from near, the tracks of a yard side by side. */
export function createRailPainter(rail: readonly GroundShape[]): Painter {
  const index = createBoxIndex(rail.map((shape) => shape.box));
  const inside = (box: Box) => index.search(grown(box, 0.06)).map((at) => rail[at]!);
  return {
    touches: (box) => index.search(grown(box, 0.06)).length > 0,
    paint: (pen, box, size, look) => {
      const frame = tileFrame(box, size);
      let drawn = false;
      pen.lineJoin = 'round';
      pen.lineCap = 'butt';
      const shapes = inside(box);
      for (const name of classes) {
        const { bed, until } = limits[name];
        const ofClass = shapes.filter(({ kind }) => kind === name);
        if (ofClass.length === 0 || frame.metresPerPx > until) continue;
        drawn = true;
        pen.beginPath();
        for (const shape of ofClass) for (const ring of shape.rings) trace(pen, ring, false, frame);
        const width = bed / frame.metresPerPx;
        if (name === 'yard') tracks(pen, width, frame.metresPerPx, look);
        else line(pen, width, frame.metresPerPx, name, look);
      }
      pen.setLineDash([]);
      return drawn;
    },
  };
}

function line(pen: TilePen, width: number, metresPerPx: number, name: RailClass, look: Look): void {
  const { bed, track, field } = look.rail;
  pen.setLineDash([]);
  if (width < patternFrom) {
    pen.strokeStyle = track;
    pen.lineWidth = name === 'highspeed' ? 1.3 : 1;
    pen.stroke();
    return;
  }
  pen.strokeStyle = bed;
  pen.lineWidth = width;
  pen.stroke();
  pen.strokeStyle = track;
  pen.lineWidth = Math.min(width * 0.6, Math.max(2, 3.4 / metresPerPx));
  pen.stroke();
  pen.strokeStyle = field;
  pen.lineWidth = Math.max(1, pen.lineWidth - 1.4);
  pen.setLineDash([fieldM / metresPerPx, fieldM / metresPerPx]);
  pen.stroke();
}

/** One wide stroke, and what lies between the tracks taken out of it again and again. */
function tracks(pen: TilePen, width: number, metresPerPx: number, look: Look): void {
  const { bed, track } = look.rail;
  pen.setLineDash([]);
  pen.strokeStyle = bed;
  pen.lineWidth = width;
  pen.stroke();
  const gap = (2 * trackM) / metresPerPx;
  if (gap < 3) return;
  for (let at = width - gap; at > gap; at -= gap) {
    pen.strokeStyle = track;
    pen.lineWidth = at;
    pen.stroke();
    pen.strokeStyle = bed;
    pen.lineWidth = at - Math.max(1.2, 0.8 / metresPerPx);
    pen.stroke();
  }
}
