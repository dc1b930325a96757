import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Limit } from '@/domain/limits';
import { clockTime } from '@/state/wordsFormat';
import { drawCursor, drawLimits, drawLoners, drawMarks, drawMoments } from './marks';
import { gapsBefore, reachOf, type ChartPoint } from './points';

/** Something that happened at a time, Unix ms: a shape and a word at the top of a line through the picture. */
export interface PlotMoment {
  readonly at: number;
  readonly glyph: string;
  readonly words: string;
}

/** What is drawn: all of it, each time. */
export interface PlotModel {
  readonly points: readonly ChartPoint[];
  readonly limits: readonly Limit[];
  /** Unix ms. */
  readonly from: number;
  readonly to: number;
  /** The part of time a point stands for, ms: what is further apart is a gap. */
  readonly stepMs: number;
  readonly decimals: number;
  /** The time looked at in replay, Unix ms. */
  readonly at: number | undefined;
  readonly moments?: readonly PlotMoment[];
  /** Without axes: a trend beside a number. */
  readonly small: boolean;
}

export interface Plot {
  readonly show: (model: PlotModel) => void;
  /** Shows the cursor on a point; `undefined` takes it away. */
  readonly point: (index: number | undefined) => void;
  readonly resize: () => void;
  /** Draws again in the colours of the theme now on the page. */
  readonly redraw: () => void;
  readonly destroy: () => void;
}

interface PlotEvents {
  /** The point under the pointer; `undefined` once it has left. */
  readonly onPoint: (index: number | undefined) => void;
  readonly onChoose: (index: number) => void;
}

/** Where in the engine's columns the line is: after time, greatest and least. */
const lineSeries = 3;

/** Columns for the engine, and which of their rows is which point: a gap is a row of its own. */
function columnsOf({ points, stepMs }: PlotModel): {
  readonly data: uPlot.AlignedData;
  readonly rows: readonly number[];
} {
  const broken = gapsBefore(points, stepMs);
  const data: [number[], (number | null)[], (number | null)[], (number | null)[]] = [[], [], [], []];
  const [time, high, low, last] = data;
  const rows: number[] = [];
  points.forEach((point, index) => {
    if (broken[index] === true) {
      time.push((point.at + points[index - 1]!.at) / 2000);
      for (const column of [high, low, last]) column.push(null);
    }
    rows.push(time.length);
    time.push(point.at / 1000);
    high.push(point.high);
    low.push(point.low);
    last.push(point.last);
  });
  return { data, rows };
}

/** Draws into `host`, which gives the size. Colours are the page's tokens, read when they are needed. */
export function drawPlot(host: HTMLElement, first: PlotModel, events: PlotEvents): Plot {
  let model = first;
  let { data, rows } = columnsOf(model);
  let silent = false;
  const token = (name: string) => getComputedStyle(host).getPropertyValue(name).trim();
  const font = () => {
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
    return `${0.6875 * rem}px ${getComputedStyle(host).fontFamily}`;
  };
  const size = () => ({ width: Math.max(40, host.clientWidth), height: Math.max(20, host.clientHeight) });
  const pointAt = (row: number | null | undefined) => {
    const index = row === null || row === undefined ? -1 : rows.indexOf(row);
    return index < 0 ? undefined : index;
  };
  const axis = {
    stroke: () => token('--text-3'),
    font: font(),
    grid: { stroke: () => token('--line'), width: 1 },
    ticks: { show: false },
    gap: 4,
  };
  const edge = { stroke: 'transparent', points: { show: false }, width: 0 };
  const options: uPlot.Options = {
    ...size(),
    legend: { show: false },
    padding: first.small ? [3, 2, 3, 2] : [8, 8, 0, 0],
    scales: {
      x: { time: true, range: () => [model.from / 1000, model.to / 1000] },
      y: {
        range: () => {
          const [low, high] = reachOf(
            model.points,
            model.limits.map(({ value }) => value),
            model.decimals,
          );
          return Number.isFinite(low) ? [low, high] : [0, 1];
        },
      },
    },
    axes: first.small
      ? [{ show: false }, { show: false }]
      : [
          { ...axis, size: 22, space: 44, values: (_, at) => at.map((s) => clockTime(s * 1000).slice(0, 5)) },
          {
            ...axis,
            size: 44,
            space: 28,
            values: (_, at) => at.map((value) => value.toLocaleString('en-US', { maximumFractionDigits: 3 })),
          },
        ],
    tzDate: (s) => uPlot.tzDate(new Date(s * 1000), 'Asia/Shanghai'),
    cursor: {
      show: !first.small,
      y: false,
      drag: { x: false, y: false, setScale: false },
      // One dot, on the line; the ends of the band have none.
      points: {
        size: (_, series) => (series === lineSeries ? 7 : 0),
        stroke: (_, series) => (series === lineSeries ? token('--text') : 'transparent'),
        fill: () => token('--surface'),
        width: (_, series) => (series === lineSeries ? 1.5 : 0),
      },
    },
    series: [
      {},
      edge,
      edge,
      { stroke: () => token('--text'), width: 1.5, points: { show: false }, spanGaps: false },
    ],
    bands: [{ series: [1, 2], fill: () => token('--chart-band') }],
    hooks: {
      draw: [
        (u) => {
          drawLimits(u, model.limits, token, font(), model.small);
          drawLoners(u, model.points, gapsBefore(model.points, model.stepMs), token('--text'));
          if (!model.small) drawMarks(u, model.points, token);
          drawMoments(u, model.moments ?? [], token('--text-2'), font());
          if (model.at !== undefined) drawCursor(u, model.at, token('--replay'));
        },
      ],
      setCursor: [(u) => !silent && events.onPoint(u.cursor.left! < 0 ? undefined : pointAt(u.cursor.idx))],
    },
  };
  const plot = new uPlot(options, data, host);
  const choose = () => {
    const index = pointAt(plot.cursor.idx);
    if (index !== undefined) events.onChoose(index);
  };
  plot.over.addEventListener('click', choose);

  return {
    show: (next) => {
      model = next;
      ({ data, rows } = columnsOf(model));
      plot.setData(data);
    },
    point: (index) => {
      const row = index === undefined ? undefined : rows[index];
      silent = true;
      if (row === undefined) plot.setCursor({ left: -10, top: -10 });
      else plot.setCursor({ left: plot.valToPos(data[0][row]!, 'x'), top: 0 });
      silent = false;
    },
    resize: () => plot.setSize(size()),
    redraw: () => plot.redraw(false, true),
    destroy: () => {
      plot.over.removeEventListener('click', choose);
      plot.destroy();
    },
  };
}
