import type { TilePen } from './paint';

export const patternKinds = ['dotted', 'striped', 'crossed', 'sparse'] as const;
export type PatternKind = (typeof patternKinds)[number];

/** Pixels between lines or dots; a tile's side is a multiple of it, so that patterns run on from tile to tile. */
const stepPx = 16;

/** Slanted lines over a whole tile; `rise` 1 runs up to the right, −1 down. */
function slanted(pen: TilePen, size: number, step: number, rise: 1 | -1): void {
  for (let start = -size; start < size; start += step) {
    pen.moveTo(start, rise === 1 ? size : 0);
    pen.lineTo(start + size, rise === 1 ? 0 : size);
  }
}

/** Fills whatever the pen is clipped to, over a tile of so many pixels a side. */
export function drawPattern(pen: TilePen, kind: PatternKind, colour: string, size: number): void {
  if (kind === 'dotted') {
    pen.fillStyle = colour;
    for (let y = stepPx / 2; y < size; y += stepPx)
      for (let x = stepPx / 2; x < size; x += stepPx) pen.fillRect(x - 1.5, y - 1.5, 3, 3);
    return;
  }
  pen.beginPath();
  slanted(pen, size, kind === 'sparse' ? stepPx * 2 : stepPx, kind === 'sparse' ? -1 : 1);
  if (kind === 'crossed') slanted(pen, size, stepPx, -1);
  pen.strokeStyle = colour;
  pen.lineWidth = kind === 'sparse' ? 1.5 : 2;
  pen.stroke();
}
