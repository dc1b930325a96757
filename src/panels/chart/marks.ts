import type uPlot from 'uplot';
import type { Limit } from '@/domain/limits';
import type { PlotMoment } from './plot';
import { markOf, type ChartPoint, type PointMark } from './points';

type Token = (name: string) => string;

const glyphs = { attention: '●', warning: '◆', alarm: '■' } as const;
const dashes = { attention: [2, 3], warning: [6, 3], alarm: [] } as const;

function within(value: number, { min, max }: uPlot.Scale): boolean {
  return min !== undefined && max !== undefined && value >= min && value <= max;
}

/** Each limit as a line of its own dash and colour, with its shape and value at the end. */
export function drawLimits(
  u: uPlot,
  limits: readonly Limit[],
  token: Token,
  font: string,
  small: boolean,
): void {
  const { ctx, bbox } = u;
  const scale = devicePixelRatio;
  ctx.save();
  for (const { value, severity } of limits) {
    if (!within(value, u.scales['y']!)) continue;
    const y = Math.round(u.valToPos(value, 'y', true)) + 0.5;
    ctx.strokeStyle = ctx.fillStyle = token(`--${severity}`);
    ctx.lineWidth = scale;
    ctx.setLineDash(dashes[severity].map((px) => px * scale));
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    if (small) continue;
    ctx.font = font.replace(/^([\d.]+)px/, (_, px: string) => `${Number(px) * scale}px`);
    ctx.textAlign = 'left';
    ctx.textBaseline = 'bottom';
    ctx.fillText(`${glyphs[severity]} ${value}`, bbox.left + 3 * scale, y - 1.5 * scale);
  }
  ctx.restore();
}

const shapes: Readonly<Record<PointMark, (ctx: CanvasRenderingContext2D, r: number) => void>> = {
  suspect: (ctx, r) => {
    ctx.moveTo(-r, -r);
    ctx.lineTo(r, r);
    ctx.moveTo(-r, r);
    ctx.lineTo(r, -r);
  },
  clamped: (ctx, r) => ctx.rect(-r, -r, 2 * r, 2 * r),
  late: (ctx, r) => {
    ctx.moveTo(-r, -r);
    ctx.lineTo(r, -r);
    ctx.lineTo(0, r);
    ctx.closePath();
  },
};

/** A reading with a gap on either side has no line to be seen by: it is a dot. */
export function drawLoners(
  u: uPlot,
  points: readonly ChartPoint[],
  broken: readonly boolean[],
  colour: string,
): void {
  const { ctx } = u;
  ctx.save();
  ctx.fillStyle = colour;
  points.forEach(({ at, last }, index) => {
    const before = index === 0 || broken[index] === true;
    const after = index === points.length - 1 || broken[index + 1] === true;
    if (!before || !after || !within(at / 1000, u.scales['x']!)) return;
    ctx.beginPath();
    ctx.arc(
      u.valToPos(at / 1000, 'x', true),
      u.valToPos(last, 'y', true),
      2 * devicePixelRatio,
      0,
      2 * Math.PI,
    );
    ctx.fill();
  });
  ctx.restore();
}

/** What came late, is doubted or had its time set to ours carries a shape of its own. */
export function drawMarks(u: uPlot, points: readonly ChartPoint[], token: Token): void {
  const { ctx } = u;
  const scale = devicePixelRatio;
  ctx.save();
  ctx.strokeStyle = token('--mark');
  ctx.lineWidth = 1.25 * scale;
  for (const { at, last, quality } of points) {
    const mark = markOf(quality);
    if (mark === undefined || !within(at / 1000, u.scales['x']!)) continue;
    ctx.save();
    ctx.translate(u.valToPos(at / 1000, 'x', true), u.valToPos(last, 'y', true));
    ctx.beginPath();
    shapes[mark](ctx, 3 * scale);
    ctx.stroke();
    ctx.restore();
  }
  ctx.restore();
}

/** The time looked at, where the past is shown. */
export function drawCursor(u: uPlot, at: number, colour: string): void {
  if (!within(at / 1000, u.scales['x']!)) return;
  const { ctx, bbox } = u;
  const x = Math.round(u.valToPos(at / 1000, 'x', true)) + 0.5;
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.lineWidth = 2 * devicePixelRatio;
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.restore();
}

/** What happened when: a dashed line from the foot to its shape and word. */
export function drawMoments(u: uPlot, moments: readonly PlotMoment[], colour: string, font: string): void {
  const { ctx, bbox } = u;
  const scale = devicePixelRatio;
  ctx.save();
  ctx.strokeStyle = ctx.fillStyle = colour;
  ctx.lineWidth = scale;
  ctx.setLineDash([3 * scale, 3 * scale]);
  ctx.font = font.replace(/^([\d.]+)px/, (_, px: string) => `${Number(px) * scale}px`);
  ctx.textBaseline = 'top';
  for (const { at, glyph, words } of moments) {
    if (!within(at / 1000, u.scales['x']!)) continue;
    const x = Math.round(u.valToPos(at / 1000, 'x', true)) + 0.5;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    const said = `${glyph} ${words}`;
    const fits = x + ctx.measureText(said).width + 4 * scale < bbox.left + bbox.width;
    ctx.textAlign = fits ? 'left' : 'right';
    ctx.fillText(said, x + (fits ? 3 : -3) * scale, bbox.top + 2 * scale);
  }
  ctx.restore();
}
