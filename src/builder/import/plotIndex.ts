import { reach, tooClose, type Rectangle } from '../rectangle';

/** Plots of buildings by place, as numbers in columns: some 80 bytes each, so that a million fit beside a city. */
export interface PlotIndex {
  /** `heightM`: of the building on the plot, metres above its ground. */
  readonly add: (plot: Rectangle, heightM: number) => void;
  /** Whether a plot meets one that was added and whose building is at least this high. */
  readonly touched: (plot: Rectangle, leastM?: number) => boolean;
}

/** Side of the squares plots are found by, metres; most plots lie in one or two. */
const side = 120;
/** Squares a row: more than the plane is wide. */
const row = 1 << 16;
const columns = 6;

export const openPlotIndex = (): PlotIndex => {
  let plots = new Float64Array(columns * 1024);
  let count = 0;
  /** Each square's newest entry; an entry names its plot and the square's entry before it. */
  const newest = new Map<number, number>();
  let entries = new Int32Array(2 * 2048);
  let entered = 0;
  const squaresUnder = (plot: Rectangle, meet: (square: number) => boolean): boolean => {
    const radius = reach(plot);
    const [west, east] = [Math.floor((plot.x - radius) / side), Math.floor((plot.x + radius) / side)];
    const [south, north] = [Math.floor((plot.y - radius) / side), Math.floor((plot.y + radius) / side)];
    for (let i = west; i <= east; i += 1)
      for (let j = south; j <= north; j += 1) if (meet(i * row + j)) return true;
    return false;
  };
  const plotAt = (at: number): Rectangle => ({
    x: plots[at]!,
    y: plots[at + 1]!,
    angle: plots[at + 2]!,
    halfLength: plots[at + 3]!,
    halfDepth: plots[at + 4]!,
  });
  const enter = (square: number): boolean => {
    if (2 * entered === entries.length) {
      const wider = new Int32Array(entries.length * 2);
      wider.set(entries);
      entries = wider;
    }
    entries[2 * entered] = count;
    entries[2 * entered + 1] = newest.get(square) ?? -1;
    newest.set(square, entered);
    entered += 1;
    return false;
  };
  return {
    add: (plot, heightM) => {
      if (columns * count === plots.length) {
        const wider = new Float64Array(plots.length * 2);
        wider.set(plots);
        plots = wider;
      }
      plots.set([plot.x, plot.y, plot.angle, plot.halfLength, plot.halfDepth, heightM], columns * count);
      squaresUnder(plot, enter);
      count += 1;
    },
    touched: (plot, leastM = 0) =>
      squaresUnder(plot, (square) => {
        for (let at = newest.get(square) ?? -1; at >= 0; at = entries[2 * at + 1]!) {
          const other = columns * entries[2 * at]!;
          if (plots[other + 5]! >= leastM && tooClose(plot, plotAt(other), 0)) return true;
        }
        return false;
      }),
  };
};
