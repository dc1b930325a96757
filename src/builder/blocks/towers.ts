import type { Point } from '../plane';
import { between, wholeBetween, type Random } from '../random';
import { corners, type Rectangle } from '../rectangle';
import { part, type Design, type Part } from './building';
import { within } from './designs';
import { chamfered, oval, courtWithin } from './plans';

/** Height of an office's storey and of a shopping floor, metres. */
const officeStorey = 3.9;
const shopStorey = 4.8;

type Plan = (of: Rectangle) => readonly Point[];

/** Most are plain, some have their corners cut, a few are round. */
const planOf = (random: Random): Plan => {
  const kind = random();
  if (kind < 0.64) return corners;
  if (kind > 0.93) return oval;
  const share = between(random, 0.07, 0.16);
  return (of) => chamfered(of, share * 2 * Math.min(of.halfLength, of.halfDepth));
};

/** Where a tower stands on its podium, and how large its plan is. */
interface Stand {
  readonly along: number;
  readonly across: number;
  readonly length: number;
  readonly depth: number;
}

/** A shaft from its podium up: the higher it is, the more often it steps back; a low one is straight, or ends in a plant storey. */
const shaftOf = (
  random: Random,
  plot: Rectangle,
  { along, across, length, depth }: Stand,
  podium: number,
  height: number,
): Part[] => {
  const plan = planOf(random);
  const shaft = (share: number): readonly Point[] =>
    plan(within(plot, along, across, length * share, depth * share));
  if (height > 150) {
    const waist = height * between(random, 0.55, 0.66);
    const shoulder = height * between(random, 0.8, 0.88);
    return [
      part(shaft(1), podium, waist),
      part(shaft(0.9), waist, shoulder),
      part(shaft(0.78), shoulder, height - 8),
      part(shaft(0.46), height - 8, height),
    ];
  }
  const plant = part(within(plot, along, across, length * 0.56, depth * 0.42), height - 4, height);
  if (height > 85 && random() < 0.5) {
    const waist = height * between(random, 0.72, 0.88);
    return [part(shaft(1), podium, waist), part(shaft(0.88), waist, height - 4), plant];
  }
  return random() < 0.5 ? [part(shaft(1), podium, height)] : [part(shaft(1), podium, height - 4), plant];
};

/** Shops on the whole plot, their upper floors often drawn in from the street to a terrace; returns where the towers start. */
const podiumOf = (
  random: Random,
  plot: Rectangle,
): { readonly parts: readonly Part[]; readonly top: number } => {
  const top = wholeBetween(random, 3, 5) * shopStorey;
  const cut = random() < 0.25 ? between(random, 5, 7.5) : 0;
  const foot = cut === 0 ? corners(plot) : chamfered(plot, cut);
  if (random() < 0.55) return { parts: [part(foot, 0, top)], top };
  const street = wholeBetween(random, 1, 2) * shopStorey;
  const [length, depth] = [plot.halfLength * 2 - 8, plot.halfDepth * 2 - 8];
  return { parts: [part(foot, 0, street), part(within(plot, 0, 0, length, depth), street, top)], top };
};

const towerUse = (random: Random): 'office' | 'commercial' => (random() < 0.68 ? 'office' : 'commercial');

/** Towers stand in from their podium's edge by the depth of a terrace, metres. */
const terrace = 5;

/** A tower on its podium. */
export const tower = (random: Random, plot: Rectangle, height: number, year: number): Design => {
  const podium = podiumOf(random, plot);
  const side = Math.min(plot.halfLength, plot.halfDepth) * 2 * between(random, 0.58, 0.7);
  const length = Math.min(side * between(random, 1, 1.35), plot.halfLength * 2 - 2 * terrace);
  const room = plot.halfLength - length / 2 - terrace;
  const roomAcross = Math.max(0, plot.halfDepth - side / 2 - terrace);
  const stand = {
    along: between(random, -1, 1) * Math.max(0, room),
    across: between(random, -1, 1) * roomAcross,
    length,
    depth: side,
  };
  return {
    use: towerUse(random),
    floors: Math.round(height / officeStorey),
    year,
    plot,
    parts: [...podium.parts, ...shaftOf(random, plot, stand, podium.top, height)],
  };
};

/** Two towers at the ends of one podium: alike, the second often lower. */
export const twinTowers = (random: Random, plot: Rectangle, height: number, year: number): Design => {
  const podium = podiumOf(random, plot);
  const side = Math.min(plot.halfDepth * 2 * 0.68, plot.halfLength * 0.62);
  const along = plot.halfLength - side / 2 - terrace;
  const lower = Math.max(podium.top + 20, height * (random() < 0.5 ? 1 : between(random, 0.62, 0.85)));
  const east = { along, across: 0, length: side, depth: side };
  return {
    use: towerUse(random),
    floors: Math.round(height / officeStorey),
    year,
    plot,
    parts: [
      ...podium.parts,
      ...shaftOf(random, plot, east, podium.top, height),
      ...shaftOf(random, plot, { ...east, along: -along }, podium.top, lower),
    ],
  };
};

/** Offices round a court, six to nine storeys, the street side a shop floor higher. */
export const officeCourt = (random: Random, plot: Rectangle, year: number): Design => {
  const floors = wholeBetween(random, 6, 9);
  const range = Math.min(between(random, 13, 16), plot.halfDepth * 0.62);
  const height = floors * officeStorey;
  const front = within(plot, 0, range / 2 - plot.halfDepth, plot.halfLength * 2, range);
  return {
    use: towerUse(random),
    floors: floors + 1,
    year,
    plot,
    parts: [
      { ...part(plot, 0, height), holes: [courtWithin(plot, range)] },
      part(front, height, height + shopStorey),
    ],
  };
};
