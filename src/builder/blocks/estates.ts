import { between, wholeBetween, type Random } from '../random';
import type { Rectangle } from '../rectangle';
import { part, type Design, type Part } from './building';
import { storey, within } from './designs';
import { angled, bowed, horseshoe, courtWithin, type Hand } from './plans';

const dwelling = (plot: Rectangle, height: number, year: number, parts: readonly Part[]): Design => ({
  use: 'residential',
  floors: Math.max(1, Math.round(height / storey)),
  year,
  plot,
  parts,
});

/** A court that is narrower gets no sun in the rooms on it, metres. */
const leastCourt = 28;

/**
 * Flats of an estate of the 1990s: the row bends at its end, or at both, into a wing that closes the yard to the street.
 * The wing looks east and west and is kept a storey lower; the range keeps the row's height and its sun.
 */
export const wingedFlats = (random: Random, plot: Rectangle, height: number, year: number): Design => {
  const range = between(random, 11.5, 13.5);
  const wing = between(random, 11, 13);
  const both = plot.halfLength * 2 - 2 * wing >= leastCourt && random() < 0.38;
  const hand: Hand = random() < 0.5 ? 1 : -1;
  const shoulder = height - storey;
  const ring = both ? horseshoe(plot, range, wing) : angled(plot, range, wing, hand);
  const above = within(plot, 0, plot.halfDepth - range / 2, plot.halfLength * 2, range);
  return dwelling(plot, height, year, [part(ring, 0, shoulder), part(above, shoulder, height)]);
};

/** How an estate's curved slabs lie: all bulge the same way. */
export interface Bow {
  readonly towards: 1 | -1;
  /** Depth of the slab itself, metres. */
  readonly slab: number;
}

/** One facet of a curved front is about so long, metres. */
const facet = 11;

/** A long slab on a gentle arc, its stair heads above the roof. */
export const curvedFlats = (
  plot: Rectangle,
  height: number,
  year: number,
  { towards, slab }: Bow,
): Design => {
  const segments = Math.max(5, Math.min(9, Math.round((plot.halfLength * 2) / facet)));
  const ring = bowed(plot, slab, segments, towards);
  // A flat arc falls back from the side it bulges to by the square of the way from its middle to its end.
  const rise = plot.halfDepth * 2 - slab;
  const head = (share: number): Part =>
    part(
      within(
        plot,
        plot.halfLength * share,
        towards * (plot.halfDepth - rise * share * share - slab / 2),
        7,
        slab * 0.5,
      ),
      height,
      height + 3.6,
    );
  return dwelling(plot, height, year, [part(ring, 0, height), head(-0.45), head(0.45)]);
};

/**
 * A house round a court of the old concessions: three to five storeys to the street, tiled roofs along its two longer
 * sides, level ones over the shorter between them.
 */
export const oldCourt = (random: Random, plot: Rectangle, year: number): Design => {
  const floors = wholeBetween(random, 3, 5);
  const range = Math.min(between(random, 9, 11.5), plot.halfDepth * 0.62);
  const eaves = floors * 3.7;
  const attic = 4.6;
  const tiled = (side: Hand): Part =>
    part(
      within(plot, 0, side * (plot.halfDepth - range / 2), plot.halfLength * 2, range),
      eaves,
      eaves + attic,
      'gable',
    );
  return {
    use: random() < 0.55 ? 'residential' : 'commercial',
    floors,
    year,
    plot,
    parts: [{ ...part(plot, 0, eaves), holes: [courtWithin(plot, range)] }, tiled(1), tiled(-1)],
  };
};
