import { gradeTitles } from '@/contracts/provenance';
import type { SignState } from '@/contracts/sign';
import { boardWords } from '@/state/wordsBoard';
import { dayTime } from '@/state/wordsFormat';
import { cityTime } from '../csv';
import type { ChartPoint } from '../chart/points';
import type { BoardStamp } from './boardFile';
import type { BoardLine } from './boardTable';

/** A picture is read on white paper, whatever theme the screen has. */
const ink = {
  text: '#16202c',
  quiet: '#56657a',
  line: '#d4dbe4',
  trend: '#3d5f86',
  paper: '#ffffff',
} as const;
const stateInk: Readonly<Record<SignState, string>> = {
  normal: '#56657a',
  attention: '#1f62b5',
  warning: '#a85a00',
  alarm: '#b3261e',
  stale: '#56657a',
  absent: '#56657a',
};
const shapes: Readonly<Record<SignState, string>> = {
  normal: '',
  attention: '●',
  warning: '◆',
  alarm: '■',
  stale: '⊘',
  absent: '–',
};

/** Logical pixels; the canvas holds twice as many. */
export const pictureScale = 2;
const width = 1500;
const margin = 32;
const head = 92;
const rowHeight = 30;
const footLine = 22;
const foot = margin + 3 * footLine;
const columns = {
  number: 32,
  title: 64,
  value: 470,
  state: 620,
  hour: 730,
  week: 860,
  coverage: 1180,
  trail: 1240,
};

export const pictureSize = (lines: readonly BoardLine[]) => ({
  width,
  height: head + rowHeight * (lines.length + 1) + foot,
});

/** Draws the board from its data: no part of the screen is photographed, and the footer goes wherever the picture does. */
export function drawBoard(
  ctx: CanvasRenderingContext2D,
  lines: readonly BoardLine[],
  stamp: BoardStamp,
  font: string,
): void {
  const { language } = stamp;
  const say = (text: { readonly zh: string; readonly en: string }) => text[language];
  const size = pictureSize(lines);
  const w = boardWords;
  ctx.fillStyle = ink.paper;
  ctx.fillRect(0, 0, size.width, size.height);
  const put = (text: string, x: number, y: number, style: string, colour: string, most?: number) => {
    ctx.font = `${style} ${font}`;
    ctx.fillStyle = colour;
    ctx.fillText(text, x, y, most);
  };
  const title = `${say(w.titleOf(say(stamp.scope.title)))} · ${say(gradeTitles[stamp.grade])}`;
  put(title, margin, 48, '600 22px', ink.text, width - 2 * margin);
  put(
    `${dayTime(stamp.at, language)} · ${cityTime(stamp.at)}`,
    margin,
    74,
    '14px',
    ink.quiet,
    width - 2 * margin,
  );
  const c = w.columns;
  const top = head + 20;
  const titles = [
    [c.number, columns.number],
    [c.sign, columns.title],
    [c.value, columns.value],
    [c.state, columns.state],
    [c.hour, columns.hour],
    [c.week, columns.week],
    [c.coverage, columns.coverage],
    [w.day, columns.trail],
  ] as const;
  for (const [words, x] of titles) put(say(words), x, top, '600 12px', ink.quiet);
  lines.forEach((line, index) => {
    const y = head + rowHeight * (index + 1) + 20;
    if (!line.part) {
      ctx.fillStyle = ink.line;
      ctx.fillRect(margin, y - 20, width - 2 * margin, 1);
    }
    put(line.number, columns.number, y, '12px', ink.quiet);
    const indent = line.part ? 18 : 0;
    put(
      line.title,
      columns.title + indent,
      y,
      line.part ? '12px' : '600 14px',
      line.part ? ink.quiet : ink.text,
      columns.value - columns.title - indent - 12,
    );
    const value = `${line.value} ${line.unit}`.trim();
    put(value, columns.value, y, '14px', ink.text, columns.state - columns.value - 10);
    const mark = `${shapes[line.state]} ${line.stateWord}`.trim();
    put(mark, columns.state, y, '13px', stateInk[line.state], columns.hour - columns.state - 10);
    put(line.hour, columns.hour, y, '13px', ink.text, columns.week - columns.hour - 10);
    put(line.week, columns.week, y, '13px', ink.text, columns.coverage - columns.week - 10);
    put(line.coverage, columns.coverage, y, '13px', ink.quiet);
    drawTrail(ctx, line.trail, stamp.at, y);
  });
  const below = size.height - foot + margin;
  const notes = [
    say(w.file.source),
    `${say(w.generated)}: ${say(w.generatedWhy)}`,
    `${say(gradeTitles[stamp.grade])} · ${say(w.file.demo)} · ${cityTime(stamp.at)}`,
  ];
  notes.forEach((note, index) =>
    put(note, margin, below + index * footLine, '13px', ink.quiet, width - 2 * margin),
  );
}

const dayMs = 24 * 3_600_000;

function drawTrail(
  ctx: CanvasRenderingContext2D,
  trail: readonly ChartPoint[],
  until: number,
  base: number,
): void {
  const low = Math.min(...trail.map((point) => point.low));
  const high = Math.max(...trail.map((point) => point.high));
  const reach = high - low || 1;
  const wide = width - margin - columns.trail;
  ctx.strokeStyle = ink.trend;
  ctx.lineWidth = 1.25;
  ctx.beginPath();
  trail.forEach(({ at, last }, index) => {
    const x = columns.trail + wide * (1 - (until - at) / dayMs);
    const y = base + 4 - (high === low ? 0.5 : (last - low) / reach) * 20;
    const before = trail[index - 1];
    // A gap stays a gap.
    if (before === undefined || at - before.at > 40 * 60_000) ctx.moveTo(x, y);
    else ctx.lineTo(x, y);
  });
  ctx.stroke();
}

/** The picture as a file; rejects where this browser draws none. */
export async function boardPicture(
  lines: readonly BoardLine[],
  stamp: BoardStamp,
  font: string,
): Promise<Blob> {
  const canvas = document.createElement('canvas');
  const size = pictureSize(lines);
  canvas.width = size.width * pictureScale;
  canvas.height = size.height * pictureScale;
  const ctx = canvas.getContext('2d');
  if (ctx === null) throw new Error('no canvas');
  ctx.scale(pictureScale, pictureScale);
  drawBoard(ctx, lines, stamp, font);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('no picture')) : resolve(blob)), 'image/png');
  });
}
