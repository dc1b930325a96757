import type { Cells } from './cells';

/** How a cell is drawn: not at all, as one cluster, or as the marks in it. */
export const unseen = 0;
export const clustered = 1;
export const opened = 2;

/**
 * Pixels a cell must span to be taken apart, and to stay so: between the two nothing changes, so that a camera at rest
 * near a step does not make it flicker.
 */
const splitPx = 190;
const mergePx = 160;
/** Pixels from mark to mark at which they are told apart and picked one by one, and down to which they stay so. */
const apartPx = 32;
const togetherPx = 26;
/** So few are no heap: they stand for themselves however far away. */
const few = 2;

export interface Spread {
  /** How each cell is drawn. */
  readonly drawing: Uint8Array;
  /** The cells drawn as clusters, in the order of the tree. */
  readonly clusters: () => readonly number[];
  /**
   * Looks again from where the camera stands; calls `change` for each cell that is now drawn otherwise than before.
   * `spanOf` tells how many pixels a cell spans (the root of the room it takes), `inWindow` whether its middle can be seen, `shownIn` how many it counts.
   */
  readonly look: (view: SpreadView, change: (cell: number, before: number, now: number) => void) => void;
}

export interface SpreadView {
  readonly spanOf: (cell: number) => number;
  readonly inWindow: (cell: number) => boolean;
  readonly shownIn: (cell: number) => number;
}

/**
 * Which cells stand as clusters and which are taken apart. It is chosen cell by cell, not by one height of the camera:
 * in a tilted view what is near stands as marks while the horizon is still counted in clusters.
 */
export function createSpread(cells: Cells): Spread {
  let drawing = new Uint8Array(cells.count);
  let next = new Uint8Array(cells.count);
  const apart = new Uint8Array(cells.count);
  let clusters: number[] = [];

  function choose(cell: number, view: SpreadView): void {
    const shown = view.shownIn(cell);
    if (shown === 0) return;
    const span = view.spanOf(cell);
    const room = span / Math.sqrt(shown);
    const wide = apart[cell] === 1 ? span > mergePx || room > togetherPx : span > splitPx || room > apartPx;
    apart[cell] = wide ? 1 : 0;
    if (wide || shown <= few) {
      const children = cells.children[cell]!;
      if (children === 0) next[cell] = opened;
      for (let child = 0; child < children; child += 1) choose(cells.firstChild[cell]! + child, view);
      return;
    }
    if (!view.inWindow(cell)) return;
    next[cell] = clustered;
    clusters.push(cell);
  }

  return {
    get drawing() {
      return drawing;
    },
    clusters: () => clusters,
    look: (view, change) => {
      next.fill(unseen);
      clusters = [];
      for (let root = 0; root < cells.roots; root += 1) choose(root, view);
      [drawing, next] = [next, drawing];
      for (let cell = 0; cell < cells.count; cell += 1) {
        if (drawing[cell] !== next[cell]) change(cell, next[cell]!, drawing[cell]!);
      }
    },
  };
}
