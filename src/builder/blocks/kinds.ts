import { hashOf, noise, type Random } from '../random';
import { toPlane, type Point } from '../plane';
import { towerHeight, urbanity } from './centres';

/** How a block is built up; `ground` is its class in the ground picture. */
export const fabrics = {
  towers: { ground: 'commercial' },
  high: { ground: 'residential' },
  middle: { ground: 'residential' },
  slabs: { ground: 'residential' },
  lanes: { ground: 'residential' },
  village: { ground: 'village' },
  campus: { ground: 'campus' },
  sheds: { ground: 'industrial' },
  public: { ground: 'public' },
  park: { ground: 'park' },
  empty: { ground: 'empty' },
} as const;
export type Fabric = keyof typeof fabrics;

interface Zone {
  readonly at: Point;
  readonly radius: number;
  readonly fabric: Fabric;
  readonly share: number;
}

const zone = (lon: number, lat: number, radius: number, fabric: Fabric, share: number): Zone => ({
  at: toPlane(lon, lat),
  radius,
  fabric,
  share,
});

/** Where the known character of a quarter decides: steel works, car works, universities, the old concessions. Extents by eye. */
const zones: readonly Zone[] = [
  zone(114.443, 30.636, 2600, 'sheds', 0.86),
  zone(114.42, 30.645, 1500, 'sheds', 0.7),
  zone(114.158, 30.487, 1900, 'sheds', 0.72),
  zone(114.175, 30.622, 1100, 'sheds', 0.6),
  zone(114.25, 30.478, 1000, 'sheds', 0.45),
  zone(114.361, 30.5385, 950, 'campus', 0.9),
  zone(114.412, 30.511, 1050, 'campus', 0.85),
  zone(114.3635, 30.5205, 620, 'campus', 0.85),
  zone(114.3525, 30.518, 520, 'campus', 0.7),
  zone(114.3569, 30.6093, 520, 'campus', 0.7),
  zone(114.392, 30.487, 650, 'campus', 0.6),
  zone(114.334, 30.478, 700, 'campus', 0.6),
  zone(114.2905, 30.5875, 750, 'lanes', 0.62),
  zone(114.2975, 30.597, 650, 'lanes', 0.5),
  zone(114.2785, 30.573, 700, 'lanes', 0.5),
  zone(114.302, 30.545, 800, 'lanes', 0.28),
  zone(114.268, 30.554, 600, 'lanes', 0.3),
  zone(114.52, 30.632, 2400, 'sheds', 0.85),
  zone(114.615, 30.508, 1700, 'sheds', 0.7),
  zone(114.6, 30.478, 1200, 'sheds', 0.45),
  zone(114.55, 30.438, 1400, 'sheds', 0.45),
  zone(114.47, 30.45, 1200, 'sheds', 0.45),
  zone(114.345, 30.4, 1500, 'sheds', 0.6),
  zone(114.215, 30.345, 1500, 'sheds', 0.7),
  zone(114.105, 30.615, 1500, 'sheds', 0.6),
  zone(114.04, 30.65, 1900, 'sheds', 0.7),
  zone(114.16, 30.652, 900, 'sheds', 0.5),
  zone(114.575, 30.688, 1600, 'sheds', 0.75),
  zone(114.34, 30.722, 1100, 'sheds', 0.55),
  zone(114.455, 30.765, 1300, 'sheds', 0.5),
  zone(114.28, 30.775, 1000, 'sheds', 0.5),
  zone(114.12, 30.475, 1900, 'sheds', 0.72),
  zone(114.095, 30.43, 1300, 'sheds', 0.6),
  zone(114.01, 30.46, 1300, 'sheds', 0.6),
  zone(114.095, 30.33, 1000, 'sheds', 0.6),
  zone(114.73, 30.632, 1000, 'sheds', 0.55),
  zone(114.83, 30.845, 900, 'sheds', 0.4),
  zone(114.395, 30.865, 900, 'sheds', 0.4),
  zone(114.285, 30.455, 1200, 'campus', 0.75),
  zone(114.255, 30.45, 900, 'campus', 0.55),
  zone(114.425, 30.462, 900, 'campus', 0.6),
  zone(114.445, 30.42, 900, 'campus', 0.45),
  zone(114.085, 30.672, 900, 'campus', 0.5),
  zone(114.395, 30.425, 800, 'campus', 0.4),
];

/** 天河机场: from the ends of its runways to the terminals; nothing of ours stands there. Extent by eye. */
const airfield = { at: toPlane(114.208, 30.778), halfLength: 2700, halfWidth: 1900, heading: 1.22 } as const;

export const onAirfield = ([x, y]: Point): boolean => {
  const [u, v] = [x - airfield.at[0], y - airfield.at[1]];
  const [c, s] = [Math.cos(airfield.heading), Math.sin(airfield.heading)];
  return Math.abs(u * c + v * s) < airfield.halfLength && Math.abs(v * c - u * s) < airfield.halfWidth;
};

/** A park by chance is one of a quarter; the large ones are on the map by name, m². */
const parkMost = 180_000;

/** Where towers would be lower than this, metres, a block belongs to a market town of the country. */
const marketTown = 4;
/** … unless it lies in the midst of the great city, between its centres. */
const outOfTown = 0.72;

/** Houses of three to six storeys that people built themselves, rows of flats, and lately a few high ones. */
const townFabric = (chance: number, area: number): Fabric => {
  if (chance < 0.16 && area < villageMost) return 'village';
  return chance < 0.48 ? 'slabs' : chance < 0.76 ? 'middle' : 'high';
};
/** A village that a town has grown round is no larger, m². */
const villageMost = 130_000;

/** Chooses a block's fabric from where it lies and how large it is (m²). */
export const fabricOf = (seed: number, at: Point, area: number, random: Random): Fabric => {
  if (onAirfield(at)) return 'empty';
  const [x, y] = at;
  const urban = urbanity(seed, x, y);
  const height = towerHeight(x, y);
  if (random() > 0.06 + urban * 1.4) return random() < 0.3 && area < parkMost ? 'park' : 'empty';
  for (const each of zones) {
    const near = Math.hypot(x - each.at[0], y - each.at[1]) / each.radius;
    if (near < 1 && random() < each.share * (1.1 - 0.5 * near * near)) return each.fabric;
  }
  if (random() < 0.045 && area < parkMost) return 'park';
  if (height > 52 && random() < Math.min(0.85, (height - 35) / 95)) return 'towers';
  if (random() < 0.035) return 'public';
  if (random() < 0.028 && area > 40000) return 'campus';
  if (urban < outOfTown && towerHeight(x, y) < marketTown) return townFabric(random(), area);
  const age = noise(seed + 3, x, y, 2400) + 0.6 * (urban - 0.6) + (random() - 0.5) * 0.7;
  if (urban < 0.62 && noise(seed + 5, x, y, 1500) > 0.48 && random() < 0.4) return 'village';
  if (age > 0.4) return 'slabs';
  if (age > 0.2) return 'middle';
  return 'high';
};

export const blockSeed = (seed: number, at: Point): number =>
  hashOf(seed, Math.round(at[0] * 4), Math.round(at[1] * 4));
