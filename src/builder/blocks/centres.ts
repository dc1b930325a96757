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

/** The places the skyline rises at. Places are those of their known landmarks; radius and height are ours, by eye. */
export const centres: readonly Centre[] = [
  centre('武汉中央商务区', 114.2397, 30.5985, 1250, 150),
  centre('武广', 114.2675, 30.5825, 900, 125),
  centre('江汉路', 114.286, 30.585, 700, 85),
  centre('建设大道', 114.2735, 30.6, 1000, 130),
  centre('永清', 114.3035, 30.6105, 850, 125),
  centre('二七滨江', 114.324, 30.6255, 750, 110),
  centre('武昌滨江', 114.3195, 30.5875, 1150, 140),
  centre('中北路', 114.3385, 30.556, 950, 110),
  centre('中南路', 114.331, 30.5415, 800, 100),
  centre('街道口', 114.35, 30.5285, 750, 90),
  centre('光谷广场', 114.3985, 30.506, 1200, 110),
  centre('光谷中心', 114.4515, 30.4905, 1300, 90),
  centre('王家湾', 114.205, 30.5645, 800, 80),
  centre('钟家村', 114.2615, 30.5515, 650, 75),
  centre('汉阳滨江', 114.2625, 30.5275, 700, 95),
  centre('四新', 114.225, 30.519, 1300, 75),
  centre('古田', 114.1905, 30.6, 850, 60),
  centre('后湖', 114.294, 30.6575, 1300, 55),
  centre('杨春湖', 114.4165, 30.607, 900, 75),
  centre('徐东', 114.349, 30.5925, 800, 80),
  centre('红钢城', 114.3955, 30.633, 800, 50),
  centre('白沙洲', 114.2865, 30.5065, 900, 55),
  centre('谌家矶', 114.366, 30.688, 800, 52),
  centre('光谷中央', 114.4977, 30.4876, 1100, 72),
  centre('花山', 114.512, 30.555, 900, 46),
  centre('知音湖', 114.075, 30.556, 800, 42),
  centre('径河', 114.108, 30.663, 900, 46),
  centre('军山', 114.1, 30.412, 800, 40),
  centre('流芳', 114.433, 30.458, 1100, 55),
  centre('未来科技城', 114.548, 30.478, 1300, 60),
  centre('左岭', 114.612, 30.492, 900, 50),
  centre('沌口', 114.166, 30.505, 1200, 70),
  centre('吴家山', 114.137, 30.626, 1000, 60),
  centre('金银湖', 114.207, 30.663, 1100, 65),
  centre('盘龙城', 114.262, 30.713, 1100, 55),
  centre('汉口北', 114.326, 30.718, 900, 50),
  centre('前川', 114.376, 30.882, 900, 42),
  centre('阳逻', 114.556, 30.706, 900, 45),
  centre('邾城', 114.806, 30.842, 900, 42),
  centre('蔡甸城关', 114.03, 30.583, 900, 45),
  centre('纱帽', 114.082, 30.316, 700, 38),
  centre('纸坊', 114.322, 30.352, 1000, 50),
];

interface Town {
  readonly name: string;
  readonly at: Point;
  /** Distance at which it has thinned to 1/e, metres. */
  readonly radius: number;
  /** How urban its middle is, 0 … 1. */
  readonly weight: number;
}

const town = (name: string, lon: number, lat: number, radius: number, weight: number): Town => ({
  name,
  at: toPlane(lon, lat),
  radius,
  weight,
});

/**
 * What is built up: the three towns, what has grown to them, and the towns of the country (街道 and 镇). Places are those
 * of the towns as maps know them, within one or two kilometres; radius and weight are ours, by eye.
 */
export const towns: readonly Town[] = [
  town('汉口', 114.275, 30.6, 7000, 1),
  town('武昌', 114.325, 30.548, 6200, 1),
  town('汉阳', 114.232, 30.548, 5200, 1),
  town('关山', 114.395, 30.515, 5600, 1),
  town('青山', 114.395, 30.625, 4600, 1),
  town('流芳', 114.433, 30.457, 3200, 0.8),
  town('豹澥', 114.53, 30.452, 2600, 0.72),
  town('未来科技城', 114.548, 30.482, 2600, 0.73),
  town('左岭', 114.612, 30.492, 2600, 0.73),
  town('花山', 114.52, 30.548, 1900, 0.65),
  town('庙山', 114.405, 30.415, 2400, 0.73),
  town('藏龙岛', 114.43, 30.4, 1900, 0.69),
  town('黄家湖', 114.262, 30.44, 2700, 0.72),
  town('白沙洲', 114.275, 30.482, 2600, 0.79),
  town('纸坊', 114.322, 30.352, 3300, 0.82),
  town('郑店', 114.27, 30.375, 1700, 0.64),
  town('五里界', 114.425, 30.345, 1300, 0.61),
  town('金口', 114.13, 30.338, 1500, 0.62),
  town('沌口', 114.163, 30.492, 4200, 0.85),
  town('军山', 114.102, 30.41, 2500, 0.69),
  town('常福', 114.01, 30.462, 2400, 0.69),
  town('蔡甸', 114.03, 30.582, 2700, 0.8),
  town('大集', 114.047, 30.524, 1400, 0.59),
  town('吴家山', 114.135, 30.625, 4000, 0.9),
  town('金银湖', 114.205, 30.662, 3300, 0.83),
  town('径河', 114.098, 30.668, 2500, 0.72),
  town('走马岭', 114.04, 30.657, 2200, 0.69),
  town('柏泉', 114.15, 30.727, 1000, 0.57),
  town('盘龙城', 114.262, 30.715, 3400, 0.83),
  town('汉口北', 114.325, 30.72, 2900, 0.79),
  town('谌家矶', 114.372, 30.7, 1900, 0.69),
  town('滠口', 114.372, 30.745, 1700, 0.65),
  town('武湖', 114.465, 30.772, 2400, 0.69),
  town('横店', 114.288, 30.79, 1900, 0.69),
  town('天河', 114.175, 30.79, 1200, 0.59),
  town('阳逻', 114.556, 30.706, 3500, 0.83),
  town('北湖', 114.5, 30.632, 3000, 0.73),
  town('白玉山', 114.478, 30.602, 2000, 0.72),
  town('纱帽', 114.08, 30.32, 2200, 0.8),
  town('前川', 114.376, 30.882, 2700, 0.85),
  town('邾城', 114.806, 30.842, 2800, 0.85),
  town('祁家湾', 114.21, 30.905, 1200, 0.62),
  town('罗汉寺', 114.318, 30.94, 900, 0.58),
  town('李家集', 114.3, 31.03, 950, 0.59),
  town('长轩岭', 114.425, 31.02, 900, 0.58),
  town('王家河', 114.47, 30.93, 1000, 0.59),
  town('六指', 114.505, 30.872, 950, 0.59),
  town('三里桥', 114.44, 30.82, 950, 0.59),
  town('蔡家榨', 114.56, 30.925, 850, 0.57),
  town('木兰', 114.49, 31.085, 750, 0.55),
  town('姚家集', 114.39, 31.155, 850, 0.57),
  town('蔡店', 114.27, 31.19, 750, 0.55),
  town('仓埠', 114.69, 30.772, 1200, 0.62),
  town('汪集', 114.76, 30.79, 1100, 0.61),
  town('双柳', 114.73, 30.625, 1500, 0.65),
  town('李集', 114.77, 30.91, 1100, 0.61),
  town('辛冲', 114.86, 30.79, 850, 0.58),
  town('三店', 114.875, 30.855, 850, 0.58),
  town('潘塘', 114.93, 30.885, 750, 0.55),
  town('旧街', 114.96, 30.94, 950, 0.59),
  town('凤凰', 114.8, 30.985, 750, 0.55),
  town('徐古', 114.868, 31, 750, 0.55),
  town('侏儒山', 113.807, 30.482, 1100, 0.61),
  town('永安', 113.88, 30.53, 1050, 0.61),
  town('索河', 113.89, 30.568, 800, 0.57),
  town('张湾', 113.93, 30.625, 850, 0.58),
  town('消泗', 113.78, 30.36, 750, 0.55),
  town('新沟', 113.965, 30.702, 1300, 0.62),
  town('辛安渡', 113.99, 30.782, 900, 0.58),
  town('东荆', 113.94, 30.308, 1050, 0.61),
  town('邓南', 113.888, 30.277, 900, 0.58),
  town('乌龙泉', 114.36, 30.225, 1200, 0.61),
  town('安山', 114.235, 30.2, 950, 0.59),
  town('山坡', 114.325, 30.115, 1050, 0.6),
  town('法泗', 114.141, 30.163, 850, 0.58),
  town('舒安', 114.455, 30.137, 800, 0.57),
  town('湖泗', 114.53, 30.08, 850, 0.58),
];

interface Pulling {
  readonly at: Point;
  readonly radius: number;
}

/** Farther than so many radii a pull is less than 1/1000. */
const reach = 2.65;
const cell = 2000;

/** What pulls at a place, found by cells of 2 km: of a hundred towns two or three are near enough to count. */
const nearby = <T extends Pulling>(all: readonly T[]): ((x: number, y: number) => readonly T[]) => {
  const cells = new Map<number, readonly T[]>();
  const none: readonly T[] = [];
  return (x, y) => {
    const [i, j] = [Math.floor(x / cell), Math.floor(y / cell)];
    const key = (i + 512) * 1024 + j + 512;
    const known = cells.get(key);
    if (known !== undefined) return known;
    const found = all.filter(({ at, radius }) => {
      const dx = Math.max(0, Math.abs(at[0] - (i + 0.5) * cell) - cell / 2);
      const dy = Math.max(0, Math.abs(at[1] - (j + 0.5) * cell) - cell / 2);
      return Math.hypot(dx, dy) < reach * radius;
    });
    cells.set(key, found.length === 0 ? none : found);
    return found;
  };
};
const townsNear = nearby(towns);
const centresNear = nearby(centres);

const pull = ({ at, radius }: Pulling, x: number, y: number): number =>
  Math.exp(-(((x - at[0]) ** 2 + (y - at[1]) ** 2) / (radius * radius)));

/** Sum of the centres, metres: what a tower there would be high. */
export const towerHeight = (x: number, y: number): number =>
  centresNear(x, y).reduce((sum, each) => sum + each.height * pull(each, x, y), 0);

/** 0 in the fields, 1 in the middle of town, with a ragged edge. */
export const urbanity = (seed: number, x: number, y: number): number => {
  const near = townsNear(x, y);
  if (near.length === 0) return 0;
  const sum = near.reduce((most, each) => most + each.weight * pull(each, x, y), 0);
  if (sum < 0.03) return sum;
  return Math.min(1, sum + 0.1 * noise(seed + 7, x, y, 2600) + 0.05 * noise(seed + 8, x, y, 900));
};

/** How many people are about of an evening, 0 … 1: most at the heart of a centre, some wherever a town is dense. */
export const eveningLife = (x: number, y: number): number => {
  const centred = Math.min(1, towerHeight(x, y) / 110);
  const settled = townsNear(x, y).reduce((most, each) => most + each.weight * pull(each, x, y), 0);
  return Math.min(1, 0.7 * centred + 0.3 * Math.min(1, settled));
};
