import { centroid } from '../polygon';
import { between, wholeBetween, type Random } from '../random';
import type { Design } from './building';
import { towerHeight } from './centres';
import { box, flats, shed, storey } from './designs';
import { oldCourt } from './estates';
import { publicHouse, teachingHouse } from './institutions';
import type { Fabric } from './kinds';
import { curvedRows, wingedRows } from './otherRows';
import { fillEdges, fillRows, type RowRule } from './rows';
import { schoolIn } from './school';
import type { Site } from './site';
import { officeCourt, tower, twinTowers } from './towers';

/** Rows face south: the direction nearest east–west among the block's own, unless that turns them too far from the sun. */
export const rowAngle = (along: number, random: Random): number => {
  const quarter = Math.PI / 2;
  const nearest = along - Math.round(along / quarter) * quarter;
  return Math.abs(nearest) < 0.5 ? nearest : between(random, -0.14, 0.14) + Math.sign(nearest) * 0.12;
};

/** 大寒日 two hours at 30.6° N: low rows stand 1.15 heights apart, high ones are seen past and may close to 0.6. */
export const sunGap = (height: number): number => {
  if (height <= 24) return 1.15 * height;
  if (height >= 54) return Math.max(38, 0.7 * height);
  return 27.6 + (height - 24) * 0.35;
};

const shops = (
  random: Random,
  year: number,
  share: number,
  street = 22,
): Parameters<typeof fillEdges>[2] => ({
  street,
  length: [36, 88],
  depth: 13,
  gap: 6,
  share,
  draw: (plot) => box(plot, wholeBetween(random, 2, 4) * 3.9, 'commercial', year),
});

const residential = (random: Random, angle: number, height: () => number, year: number): RowRule => ({
  angle,
  length: [40, 72],
  depth: [13, 15.5],
  height,
  rowGap: sunGap,
  sideGap: 12,
  draw: (plot, h) => (h > 30 ? flats(random, plot, h, year) : box(plot, h, 'residential', year)),
});

/** A block's place: the direction of its streets, how far in town it lies (0 … 1), and from water (metres). */
export interface Setting {
  readonly along: number;
  readonly urban: number;
  readonly toWater: number;
}

type Fill = (site: Site, random: Random, setting: Setting) => Design[];

/** Share of the places a housing estate leaves green; more of them further out. */
const gardens = (urban: number): number => 0.48 + 0.26 * (1 - urban);

const fills: Readonly<Record<Exclude<Fabric, 'park' | 'empty'>, Fill>> = {
  towers: (site, random, { along }) => {
    const [x, y] = centroid(site.ring);
    const heart = towerHeight(x, y);
    const year = wholeBetween(random, 1996, 2024);
    const crowded = heart > 110;
    const built = (): number => year + wholeBetween(random, -4, 4);
    const main = fillRows(site, random, {
      angle: along,
      length: [48, 74],
      depth: [42, 60],
      height: () => 0,
      rowGap: () => between(random, 18, 34),
      sideGap: between(random, 16, 30),
      empty: crowded ? 0.12 : 0.24,
      draw: (plot) => {
        const height = towerSize(random, heart);
        return height < courtBelow && random() < 0.5
          ? officeCourt(random, plot, built())
          : tower(random, plot, height, built());
      },
      other: {
        share: 0.2,
        length: [88, 124],
        depth: [44, 58],
        draw: (plot) => twinTowers(random, plot, towerSize(random, heart), built()),
      },
    });
    return [...main, ...fillEdges(site, random, shops(random, year, 0.4))];
  },
  high: (site, random, { along, urban, toWater }) => {
    const [x, y] = centroid(site.ring);
    const year = wholeBetween(random, 2004, 2024);
    const floors = Math.min(34, wholeBetween(random, 18, 30) + Math.round(towerHeight(x, y) / 14));
    const edge = fillEdges(site, random, shops(random, year, 0.4));
    const angle = rowAngle(along, random);
    const lesson = schoolIn(site, random, angle, year);
    const other = curvedRows(random, toWater, year);
    const rows = fillRows(site, random, {
      ...residential(random, angle, () => Math.min(34, floors + wholeBetween(random, -3, 3)) * storey, year),
      length: random() < 0.4 ? [26, 36] : [38, 62],
      depth: [15, 18],
      sideGap: between(random, 22, 40),
      empty: 0.75 * gardens(urban),
      ...(other === undefined ? {} : { other }),
    });
    return [...edge, ...lesson, ...rows];
  },
  middle: (site, random, { along, urban, toWater }) => {
    const year = wholeBetween(random, 1998, 2016);
    const floors = wholeBetween(random, 9, 12);
    const edge = fillEdges(site, random, shops(random, year, 0.4));
    const angle = rowAngle(along, random);
    const lesson = schoolIn(site, random, angle, year);
    const rule = residential(random, angle, () => (floors + wholeBetween(random, -1, 1)) * storey, year);
    const other = (year < 2004 ? undefined : curvedRows(random, toWater, year)) ?? wingedRows(random, year);
    return [
      ...edge,
      ...lesson,
      ...fillRows(site, random, { ...rule, length: [44, 78], sideGap: 14, empty: gardens(urban), other }),
    ];
  },
  slabs: (site, random, { along, urban }) => {
    const year = wholeBetween(random, 1978, 2002);
    const edge = fillEdges(site, random, shops(random, year, 0.5));
    const height = (): number => wholeBetween(random, 6, 7) * 2.9;
    const angle = rowAngle(along, random);
    const lesson = schoolIn(site, random, angle, year);
    const rule = residential(random, angle, height, year);
    return [
      ...edge,
      ...lesson,
      ...fillRows(site, random, {
        ...rule,
        depth: [11, 13],
        length: [52, 96],
        sideGap: 11,
        empty: gardens(urban),
        other: wingedRows(random, year),
      }),
    ];
  },
  lanes: (site, random, { along }) => {
    const year = wholeBetween(random, 1905, 1948);
    const edge = fillEdges(site, random, {
      ...shops(random, year, 0.85, 12),
      draw: (plot) =>
        box(plot, wholeBetween(random, 3, 5) * 3.7, 'commercial', year, random() < 0.5 ? 'gable' : 'flat'),
    });
    const rows = fillRows(site, random, {
      angle: along,
      length: [30, 62],
      depth: [9, 12],
      height: () => wholeBetween(random, 2, 3) * 3.6,
      rowGap: () => between(random, 4, 7),
      sideGap: 4.5,
      empty: 0.08,
      draw: (plot, h) => box(plot, h, 'residential', year, 'gable'),
      other: {
        share: 0.22,
        length: [36, 58],
        depth: [30, 42],
        draw: (plot) => oldCourt(random, plot, year),
      },
    });
    return [...edge, ...rows];
  },
  village: (site, random, { along }) => {
    const year = wholeBetween(random, 1988, 2008);
    return fillRows(site, random, {
      angle: along + between(random, -0.1, 0.1),
      length: [13, 34],
      depth: [11, 15],
      height: () => wholeBetween(random, 3, 6) * storey,
      rowGap: () => between(random, 5, 10),
      sideGap: 4,
      empty: 0.22,
      draw: (plot, h) =>
        box(
          plot,
          h + wholeBetween(random, -1, 1) * storey,
          'residential',
          year,
          random() < 0.3 ? 'gable' : 'flat',
        ),
    });
  },
  campus: (site, random, { along }) => {
    const year = wholeBetween(random, 1955, 2018);
    return fillRows(site, random, {
      angle: random() < 0.6 ? rowAngle(along, random) : along,
      length: [44, 86],
      depth: [15, 42],
      height: () => wholeBetween(random, 4, 7) * 3.6,
      rowGap: () => between(random, 24, 40),
      sideGap: 22,
      empty: 0.22,
      draw: (plot, h) => teachingHouse(random, plot, h, 'education', year),
    });
  },
  sheds: (site, random, { along }) => {
    const year = wholeBetween(random, 1958, 2015);
    return fillRows(site, random, {
      angle: along,
      length: [60, 150],
      depth: [28, 62],
      height: () => 0,
      rowGap: () => between(random, 14, 26),
      sideGap: 14,
      empty: 0.16,
      draw: (plot) => shed(random, plot, year),
    });
  },
  public: (site, random, { along }) => {
    const year = wholeBetween(random, 1985, 2020);
    const use = random() < 0.45 ? 'medical' : 'public';
    return fillRows(site, random, {
      angle: rowAngle(along, random),
      length: [56, 92],
      depth: [34, 48],
      height: () => between(random, 28, 72),
      rowGap: () => between(random, 24, 34),
      sideGap: 22,
      empty: 0.15,
      draw: (plot, h) => publicHouse(random, plot, h, use, year),
    });
  },
};

/** Where an office would be no higher, metres, it may as well stand round a court. */
const courtBelow = 62;

/** Few towers reach the full height of their centre; most stand at half of it. */
const towerSize = (random: Random, heart: number): number => {
  const rank = random();
  const scale =
    rank > 0.93
      ? between(random, 1.15, 1.6)
      : rank > 0.6
        ? between(random, 0.75, 1.1)
        : between(random, 0.42, 0.75);
  return Math.max(38, Math.min(262, heart * scale + 22));
};

export const fillBlock = (fabric: Fabric, site: Site, random: Random, setting: Setting): readonly Design[] =>
  fabric === 'park' || fabric === 'empty' ? [] : fills[fabric](site, random, setting);
