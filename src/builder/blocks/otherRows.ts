import { between, type Random } from '../random';
import { curvedFlats, wingedFlats, type Bow } from './estates';
import type { OtherRows } from './rows';

/** Houses that bend into wings: what share of an estate's rows, by when it was built. */
export const wingedRows = (random: Random, year: number): OtherRows => ({
  share: year < 1988 ? 0.05 : year < 2010 ? 0.34 : 0.1,
  length: [44, 74],
  depth: [27, 36],
  draw: (plot, h) => wingedFlats(random, plot, h, year),
});

/** To the water, metres: an estate's middle so near shows its fronts to it. */
const waterfront = 420;

/** Half the rows of an estate that was drawn with curved houses; most such stand on a waterfront. */
export const curvedRows = (random: Random, toWater: number, year: number): OtherRows | undefined => {
  if (random() > (toWater < waterfront ? 0.5 : 0.12)) return undefined;
  const bow: Bow = { towards: random() < 0.6 ? -1 : 1, slab: between(random, 14, 16) };
  return {
    share: 0.55,
    length: [64, 98],
    depth: [bow.slab + 5.5, bow.slab + 9.5],
    draw: (plot, h) => curvedFlats(plot, h, year, bow),
  };
};
