import type { BuildingUse } from '@/contracts/base';
import { rectangle, type Rectangle } from '../rectangle';
import { between, wholeBetween, type Random } from '../random';
import { part, type Design, type Part } from './building';

export const storey = 3.1;

const floorsOf = (height: number): number => Math.max(1, Math.round(height / storey));

/** A piece of a plot, in its own frame: offsets along and across, length, depth. */
export const within = (
  plot: Rectangle,
  along: number,
  across: number,
  length: number,
  depth: number,
): Rectangle =>
  rectangle(
    plot.x + Math.cos(plot.angle) * along - Math.sin(plot.angle) * across,
    plot.y + Math.sin(plot.angle) * along + Math.cos(plot.angle) * across,
    plot.angle,
    length,
    depth,
  );

export const box = (
  plot: Rectangle,
  height: number,
  use: BuildingUse,
  year: number,
  roof: 'flat' | 'gable' = 'flat',
): Design => ({ use, floors: floorsOf(height), year, plot, parts: [part(plot, 0, height, roof)] });

/** A block of flats above the ninth floor: a bar whose stair core stands out to the north and above the roof. */
export const flats = (random: Random, plot: Rectangle, height: number, year: number): Design => {
  const core = within(plot, 0, plot.halfDepth - 3, Math.min(9, plot.halfLength), 6);
  const parts: Part[] = [
    part(within(plot, 0, -1.2, plot.halfLength * 2, plot.halfDepth * 2 - 2.4), 0, height),
    part(core, 0, height + 3.6),
  ];
  if (height > 60 && random() < 0.35) {
    const shoulder = between(random, 0.25, 0.4);
    const length = plot.halfLength * 2;
    parts[0] = part(
      within(plot, (-shoulder * length) / 2, -1.2, length * (1 - shoulder), plot.halfDepth * 2 - 2.4),
      0,
      height,
    );
    parts.push(
      part(
        within(plot, ((1 - shoulder) * length) / 2, -1.2, shoulder * length, plot.halfDepth * 2 - 2.4),
        0,
        height - 9.3,
      ),
    );
  }
  return { use: 'residential', floors: floorsOf(height), year, plot, parts };
};

/** A tower on its podium; above 150 m the top steps back. */
export const tower = (random: Random, plot: Rectangle, height: number, year: number): Design => {
  const podium = wholeBetween(random, 3, 5) * 4.8;
  const side = Math.min(plot.halfLength, plot.halfDepth) * 2 * between(random, 0.6, 0.72);
  const stretch = between(random, 1, 1.3);
  const room = plot.halfLength - (side * stretch) / 2 - 3;
  const along = between(random, -1, 1) * Math.max(0, room) * 0.7;
  const shaft = (grow: number): Rectangle =>
    within(plot, along, 0, Math.min(side * stretch * grow, plot.halfLength * 1.9), side * grow);
  const parts: Part[] = [part(plot, 0, podium)];
  if (height > 150) {
    const waist = height * between(random, 0.68, 0.8);
    parts.push(
      part(shaft(1), podium, waist),
      part(shaft(0.78), waist, height - 8),
      part(shaft(0.5), height - 8, height),
    );
  } else if (height > 90 && random() < 0.4) {
    const waist = height * between(random, 0.8, 0.9);
    parts.push(part(shaft(1), podium, waist), part(shaft(0.82), waist, height));
  } else {
    parts.push(part(shaft(1), podium, height));
  }
  return {
    use: random() < 0.68 ? 'office' : 'commercial',
    floors: Math.round(height / 3.9),
    year,
    plot,
    parts,
  };
};

/** A teaching or laboratory bar, sometimes with a wing. */
export const bar = (
  random: Random,
  plot: Rectangle,
  height: number,
  use: BuildingUse,
  year: number,
): Design => {
  const depth = Math.min(17, plot.halfDepth * 2);
  if (plot.halfDepth * 2 < 26 || random() < 0.3) return box(plot, height, use, year);
  const side = random() < 0.5 ? -1 : 1;
  const parts = [
    part(within(plot, 0, plot.halfDepth - depth / 2, plot.halfLength * 2, depth), 0, height),
    part(
      within(plot, side * (plot.halfLength - depth / 2), -depth / 2, depth, plot.halfDepth * 2 - depth),
      0,
      height - storey,
    ),
  ];
  return { use, floors: floorsOf(height), year, plot, parts };
};

/** A hall of one tall storey, with a lower office along its front. */
export const shed = (random: Random, plot: Rectangle, year: number): Design => {
  const height = between(random, 10, 17);
  const front = Math.min(10, plot.halfDepth * 0.5);
  const parts = [
    part(
      within(plot, 0, front / 2, plot.halfLength * 2, plot.halfDepth * 2 - front),
      0,
      height,
      plot.halfDepth < 22 ? 'gable' : 'flat',
    ),
    part(within(plot, 0, front / 2 - plot.halfDepth, plot.halfLength * 1.6, front), 0, 7),
  ];
  return { use: 'industrial', floors: 1, year, plot, parts };
};

/** A hospital or a public house: a low base and a slab across it. */
export const slabOnBase = (
  random: Random,
  plot: Rectangle,
  height: number,
  use: BuildingUse,
  year: number,
): Design => ({
  use,
  floors: Math.round(height / 3.9),
  year,
  plot,
  parts: [
    part(plot, 0, between(random, 11, 17)),
    part(
      within(plot, 0, plot.halfDepth * 0.35, plot.halfLength * 1.7, Math.min(20, plot.halfDepth)),
      11,
      height,
    ),
  ],
});
