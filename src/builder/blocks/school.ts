import { centroid, signedArea } from '../polygon';
import { between, wholeBetween, type Random } from '../random';
import { rectangle } from '../rectangle';
import type { Design } from './building';
import { box, within } from './designs';
import type { Site } from './site';

/** Plan of a school: the teaching house along its north side, the playing field before it; metres. */
const school = { length: 104, depth: 82, house: 17, gap: 14 } as const;

/** Four in ten large estates keep a school where its ground is widest, found by trying. */
export const schoolIn = (site: Site, random: Random, angle: number, year: number): Design[] => {
  if (Math.abs(signedArea(site.ring)) < 75_000 || random() > 0.4) return [];
  const [x, y] = centroid(site.ring);
  for (let turn = 0; turn < 10; turn += 1) {
    const spread = 16 * turn;
    const ground = rectangle(
      x + between(random, -spread, spread),
      y + between(random, -spread, spread),
      angle,
      school.length,
      school.depth,
    );
    if (!site.fits(ground, school.gap)) continue;
    site.take(ground);
    const house = within(ground, 0, (school.depth - school.house) / 2, school.length * 0.8, school.house);
    return [box(house, wholeBetween(random, 4, 5) * 3.7, 'education', year)];
  }
  return [];
};
