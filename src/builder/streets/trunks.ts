import type { Terrain } from '../ground/terrain';
import { toPlane, type Point } from '../plane';
import { createRouter, smoothedWay } from './router';

/**
 * What a metre of road costs: more along a shore or over a lesser water, which is crossed but not followed, much more in
 * the hills. Nothing crosses the great rivers and lakes but their bridges.
 */
export const costOf =
  (terrain: Terrain, clearOfYangtze: number) =>
  (x: number, y: number): number => {
    if (terrain.toBarrier(x, y) < 60 || terrain.toYangtze(x, y) < clearOfYangtze) return Infinity;
    const water = terrain.toWater(x, y);
    const green = terrain.toGreen(x, y);
    return 1 + (water < 300 ? 1.2 : 0) + (water < 60 ? 5 : 0) + (green < 80 ? 6 : 0);
  };

const at = (...places: readonly (readonly [lon: number, lat: number])[]): readonly Point[] =>
  places.map(([lon, lat]) => toPlane(lon, lat));

/**
 * The ring roads between their crossings of the rivers, as far as they are known by heart: places within a kilometre,
 * courses between them indicative.
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
  at([114.445, 30.525], [114.458, 30.571], [114.44, 30.605], [114.409, 30.645]),
  at(
    [114.388, 30.697],
    [114.345, 30.683],
    [114.3, 30.681],
    [114.25, 30.664],
    [114.196, 30.635],
    [114.165, 30.61],
  ),
  at([114.157, 30.596], [114.158, 30.565], [114.172, 30.53], [114.202, 30.51], [114.222, 30.497]),
  // 四环线
  at(
    [114.192, 30.436],
    [114.235, 30.407],
    [114.3, 30.408],
    [114.363, 30.388],
    [114.45, 30.428],
    [114.51, 30.478],
  ),
  at([114.51, 30.478], [114.54, 30.55], [114.515, 30.62], [114.503, 30.672]),
  at([114.5, 30.715], [114.43, 30.735], [114.34, 30.742], [114.24, 30.728], [114.13, 30.7], [114.06, 30.655]),
  at([114.045, 30.575], [114.084, 30.496], [114.13, 30.458], [114.172, 30.45]),
  // 绕城高速
  at(
    [114.156, 30.386],
    [114.22, 30.374],
    [114.29, 30.376],
    [114.36, 30.382],
    [114.46, 30.4],
    [114.545, 30.43],
    [114.585, 30.49],
    [114.575, 30.56],
    [114.546, 30.641],
  ),
  at(
    [114.569, 30.651],
    [114.588, 30.69],
    [114.575, 30.735],
    [114.472, 30.783],
    [114.39, 30.8],
    [114.29, 30.805],
  ),
  at([114.139, 30.396], [114.095, 30.445], [114.04, 30.49], [114.0, 30.545], [114.005, 30.575]),
];

/** A ring road that ends so near a bridge runs over it, metres. */
const headReach = 1900;
/** How far off the bridge the road may turn; no nearer than that the shore is left behind. */
const ramp = [150, 260, 380, 520, 700] as const;

/** One stretch of a ring road as a line for the street graph, and those of its ends that are bridge heads. */
export interface Trunk {
  readonly line: readonly Point[];
  readonly heads: readonly Point[];
}

/** The end of a deck and the direction in which traffic leaves it, radians from east. */
export interface DeckEnd {
  readonly at: Point;
  readonly heading: number;
}

/** The ring roads' stretches inside a region. Each runs from bridge to bridge where one is near its end. */
export const ringRoads = (terrain: Terrain, deckEnds: readonly DeckEnd[]): Trunk[] => {
  const router = createRouter(terrain.box, 150, costOf(terrain, 60));
  const headAt = (end: Point): { readonly at: Point; readonly off: Point } | undefined => {
    const near = deckEnds
      .map((each) => ({ each, apart: Math.hypot(each.at[0] - end[0], each.at[1] - end[1]) }))
      .filter(({ apart }) => apart < headReach)
      .sort((a, b) => a.apart - b.apart)[0]?.each;
    if (near === undefined) return undefined;
    const { at, heading } = near;
    const off = ramp
      .map((far): Point => [at[0] + Math.cos(heading) * far, at[1] + Math.sin(heading) * far])
      .find(([x, y]) => terrain.toWater(x, y) > 170);
    return off === undefined ? undefined : { at, off };
  };
  return rings.flatMap((ring): Trunk[] => {
    const [first, last] = [headAt(ring[0]!), headAt(ring.at(-1)!)];
    const places = [first?.off ?? ring[0]!, ...ring.slice(1, -1), last?.off ?? ring.at(-1)!];
    const way: Point[] = [];
    for (let i = 1; i < places.length; i += 1) {
      const leg = router.way(places[i - 1]!, places[i]!);
      if (leg === undefined) continue;
      way.push(...leg.slice(way.length === 0 ? 0 : 1));
    }
    if (way.length < 9) return [];
    // Once more as a whole, or it would turn on the spot at every place it is known to pass.
    const line = smoothedWay(smoothedWay(way));
    const heads = [first, last].flatMap((head) => (head === undefined ? [] : [head.at]));
    return [
      {
        line: [...(first === undefined ? [] : [first.at]), ...line, ...(last === undefined ? [] : [last.at])],
        heads,
      },
    ];
  });
};
