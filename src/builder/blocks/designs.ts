import type { BuildingUse } from '@/contracts/base';
import { rectangle, type Rectangle } from '../rectangle';
import { between, type Random } from '../random';
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
