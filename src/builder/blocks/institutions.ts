import type { BuildingUse } from '@/contracts/base';
import { between, type Random } from '../random';
import type { Rectangle } from '../rectangle';
import { part, type Design, type Part } from './building';
import { box, within } from './designs';
import { angled, horseshoe, courtWithin, type Hand } from './plans';

/** Height of a teaching storey, and of a ward's, metres. */
const lessonStorey = 3.6;
const wardStorey = 3.9;

const eitherSide = (random: Random): Hand => (random() < 0.5 ? 1 : -1);

/** Plots shallower than this carry a plain bar; deeper than the other there is room for a court, metres. */
const wingFrom = 24;
const courtFrom = 36;

/** A porch before the middle of a range, off the side its wings stand on. */
const porch = (plot: Rectangle, range: number): Part =>
  part(within(plot, 0, plot.halfDepth - range - 3, Math.min(16, plot.halfLength * 0.4), 6), 0, 5);

/** A teaching house: a bar, an L, a U round a yard open to the south, or a closed court. */
export const teachingHouse = (
  random: Random,
  plot: Rectangle,
  height: number,
  use: BuildingUse,
  year: number,
): Design => {
  const depth = plot.halfDepth * 2;
  const length = plot.halfLength * 2;
  if (depth < wingFrom) return box(plot, height, use, year);
  const range = between(random, 13.5, 16.5);
  const lower = height - lessonStorey;
  const above = part(within(plot, 0, plot.halfDepth - range / 2, length, range), lower, height);
  const of = (parts: readonly Part[]): Design => ({
    use,
    floors: Math.round(height / lessonStorey),
    year,
    plot,
    parts,
  });
  const kind = random();
  if (depth >= courtFrom && kind > 0.78) {
    const ring = Math.min(range, plot.halfDepth - 7);
    return of([{ ...part(plot, 0, height), holes: [courtWithin(plot, ring)] }]);
  }
  if (length >= 54 && kind > 0.36) {
    return of([part(horseshoe(plot, range, range - 1), 0, lower), above, porch(plot, range)]);
  }
  return of([part(angled(plot, range, range, eitherSide(random)), 0, lower), above]);
};

/** A hospital or a public house: a low base with a slab or an angled ward house across it, or wings round a forecourt. */
export const publicHouse = (
  random: Random,
  plot: Rectangle,
  height: number,
  use: BuildingUse,
  year: number,
): Design => {
  const base = between(random, 11, 17);
  const length = plot.halfLength * 2;
  const of = (parts: readonly Part[]): Design => ({
    use,
    floors: Math.round(height / wardStorey),
    year,
    plot,
    parts,
  });
  if (height < 44 && random() < 0.6) {
    const range = between(random, 15, 18);
    const above = within(plot, 0, plot.halfDepth - range / 2, length, range);
    const lower = Math.max(12, height - 2 * wardStorey);
    const yard =
      use === 'medical' ? angled(plot, range, range + 4, eitherSide(random)) : horseshoe(plot, range, range);
    return of([part(yard, 0, lower), part(above, lower, height)]);
  }
  const upper = within(plot, 0, 1, length * 0.88, plot.halfDepth * 2 - 8);
  if (use === 'medical' && random() < 0.5) {
    const ward = angled(upper, Math.min(18, plot.halfDepth * 0.8), 18, eitherSide(random));
    return of([part(plot, 0, base), part(ward, base, height)]);
  }
  const slab = within(plot, 0, plot.halfDepth * 0.35, plot.halfLength * 1.7, Math.min(20, plot.halfDepth));
  return of([part(plot, 0, base), part(slab, base, height)]);
};
