import { towns } from '../blocks/centres';
import type { Terrain } from '../ground/terrain';
import { toPlane, type Point } from '../plane';
import { createRouter } from './router';

/**
 * Keeps roads off the shore and out of the hills; a metre through a village of lanes costs more than one in the fields.
 * A lesser river is crossed, but not followed.
 */
const costOf =
  (terrain: Terrain) =>
  (x: number, y: number): number => {
    if (terrain.toBarrier(x, y) < 60) return Infinity;
    const water = terrain.toWater(x, y);
    const green = terrain.toGreen(x, y);
    return 1 + (water < 300 ? 1.2 : 0) + (water < 60 ? 5 : 0) + (green < 80 ? 6 : 0);
  };

const at = (...places: readonly (readonly [lon: number, lat: number])[]): readonly Point[] =>
  places.map(([lon, lat]) => toPlane(lon, lat));

/**
 * The ring roads between their crossings of the rivers, as far as they are known by heart: places within a kilometre,
 * courses between them indicative. Each stretch ends at a bridge head.
 */
const rings: readonly (readonly Point[])[] = [
  // 二环线
  at(
    [114.347, 30.617],
    [114.36, 30.598],
    [114.364, 30.578],
    [114.352, 30.528],
    [114.325, 30.51],
    [114.293, 30.52],
  ),
  at([114.269, 30.54], [114.25, 30.532], [114.215, 30.548], [114.21, 30.57], [114.2055, 30.578]),
  at([114.205, 30.592], [114.232, 30.608], [114.262, 30.628], [114.3, 30.632], [114.335, 30.635]),
  // 三环线
  at(
    [114.25, 30.483],
    [114.292, 30.468],
    [114.322, 30.462],
    [114.372, 30.47],
    [114.41, 30.482],
    [114.445, 30.525],
  ),
  at([114.445, 30.525], [114.462, 30.565], [114.44, 30.605], [114.409, 30.645]),
  at(
    [114.385, 30.672],
    [114.345, 30.683],
    [114.3, 30.681],
    [114.25, 30.664],
    [114.2, 30.64],
    [114.165, 30.61],
  ),
  at([114.157, 30.596], [114.158, 30.565], [114.172, 30.53], [114.2, 30.506], [114.222, 30.497]),
  // 四环线
  at(
    [114.192, 30.436],
    [114.235, 30.412],
    [114.3, 30.408],
    [114.36, 30.402],
    [114.45, 30.428],
    [114.51, 30.478],
  ),
  at([114.51, 30.478], [114.54, 30.55], [114.52, 30.62], [114.503, 30.672]),
  at([114.5, 30.715], [114.43, 30.735], [114.34, 30.742], [114.24, 30.728], [114.13, 30.7], [114.06, 30.655]),
  at([114.045, 30.575], [114.08, 30.51], [114.13, 30.458], [114.172, 30.45]),
];

/** The ring roads' stretches inside a region, as lines for its street graph. */
export const ringRoads = (terrain: Terrain): Point[][] => {
  const router = createRouter(terrain.box, 150, costOf(terrain));
  return rings.flatMap((ring) => {
    const line: Point[] = [];
    for (let i = 1; i < ring.length; i += 1) {
      const leg = router.way(ring[i - 1]!, ring[i]!);
      if (leg === undefined) continue;
      line.push(...leg.slice(line.length === 0 ? 0 : 1));
    }
    return line.length > 8 ? [line] : [];
  });
};

/** How many neighbours a town has a road to. */
const neighbours = 3;
const farthest = 26_000;

/** Roads through the country from town to town, none over the great rivers and lakes: their bridges are in the city. */
export const countryRoads = (terrain: Terrain): Point[][] => {
  const router = createRouter(terrain.box, 300, costOf(terrain));
  const done = new Set<string>();
  return towns.flatMap((town, index) =>
    towns
      .map((other, place) => ({
        other,
        place,
        apart: Math.hypot(other.at[0] - town.at[0], other.at[1] - town.at[1]),
      }))
      .filter(({ apart }) => apart > 0 && apart < farthest)
      .sort((a, b) => a.apart - b.apart)
      .slice(0, neighbours)
      .flatMap(({ other, place }) => {
        const key = [Math.min(index, place), Math.max(index, place)].join();
        if (done.has(key)) return [];
        done.add(key);
        const way = router.way(town.at, other.at);
        return way === undefined ? [] : [way];
      }),
  );
};
