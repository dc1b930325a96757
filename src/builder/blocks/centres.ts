import { noise } from '../random';
import { toPlane, type Point } from '../plane';

interface Centre {
  readonly name: string;
  readonly at: Point;
  /** Distance at which the pull has fallen to 1/e, metres. */
  readonly radius: number;
  /** Typical height of the towers at its heart, metres. */
  readonly height: number;
}

const centre = (name: string, lon: number, lat: number, radius: number, height: number): Centre => ({
  name,
  at: toPlane(lon, lat),
  radius,
  height,
});

/** The dozen places the skyline rises at. Places are those of their known landmarks; radius and height are ours, by eye. */
export const centres: readonly Centre[] = [
  centre('武汉中央商务区', 114.2397, 30.5985, 1250, 150),
  centre('武广', 114.2675, 30.5825, 900, 125),
  centre('江汉路', 114.286, 30.585, 700, 85),
  centre('建设大道', 114.2735, 30.6, 1000, 130),
  centre('永清', 114.3035, 30.6105, 850, 125),
  centre('武昌滨江', 114.3195, 30.5875, 1150, 140),
  centre('中北路', 114.3385, 30.556, 950, 110),
  centre('中南路', 114.331, 30.5415, 800, 100),
  centre('街道口', 114.35, 30.5285, 750, 90),
  centre('光谷广场', 114.3985, 30.506, 1200, 110),
  centre('光谷中心', 114.4515, 30.4905, 1300, 90),
  centre('王家湾', 114.205, 30.5645, 800, 80),
  centre('钟家村', 114.2615, 30.5515, 650, 75),
  centre('四新', 114.225, 30.519, 1300, 75),
  centre('古田', 114.1905, 30.6, 850, 60),
  centre('后湖', 114.294, 30.6575, 1300, 55),
  centre('杨春湖', 114.4165, 30.607, 900, 75),
  centre('徐东', 114.349, 30.5925, 800, 80),
  centre('红钢城', 114.3955, 30.633, 800, 50),
];

/** The three towns and what has grown to them: 1 in the old cores, falling towards the third ring road. */
const towns = [
  { at: toPlane(114.275, 30.6), radius: 7000 },
  { at: toPlane(114.325, 30.548), radius: 6200 },
  { at: toPlane(114.232, 30.548), radius: 5200 },
  { at: toPlane(114.395, 30.515), radius: 5600 },
  { at: toPlane(114.395, 30.625), radius: 4600 },
] as const;

const pull = (at: Point, radius: number, x: number, y: number): number =>
  Math.exp(-(((x - at[0]) ** 2 + (y - at[1]) ** 2) / (radius * radius)));

/** Sum of the centres, metres: what a tower there would be high. */
export const towerHeight = (x: number, y: number): number =>
  centres.reduce((sum, each) => sum + each.height * pull(each.at, each.radius, x, y), 0);

/** 0 in the fields, 1 in the middle of town, with a ragged edge. */
export const urbanity = (seed: number, x: number, y: number): number => {
  const sum = towns.reduce((most, town) => most + pull(town.at, town.radius, x, y), 0);
  return Math.min(1, sum + 0.1 * noise(seed + 7, x, y, 2600) + 0.05 * noise(seed + 8, x, y, 900));
};
