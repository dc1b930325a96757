import { groundFiles } from '@/contracts/base';
import type { Box, LonLat } from '@/contracts/geo';
import type { ReliefFile } from '@/contracts/relief';
import { reliefOf, type Relief } from '@/domain/relief';
import { boxToPlane, toLonLat, toPlane } from '../plane';
import { noise } from '../prepare/noise';
import { planeRings, type Geography } from './geography';
import { plainM, toEllipsoid, undulationM } from './heights';
import { mass, outlinedHills, smooth, type Rise } from './hillShapes';
import { distanceFrom, paint, rasterOver, sample, trace, type Raster } from './raster';
import { isChannel } from './terrain';

export interface MadeRelief {
  readonly file: ReliefFile;
  /** One grid's file each, in the order of `file.grids`. */
  readonly bytes: readonly ArrayBuffer[];
  readonly relief: Relief;
}

/** Degrees: the municipality with room beside it, and the city's hills with the lakes around them. */
const wholeBox: Box = [113.6, 29.88, 115.18, 31.46];
const innerBox: Box = [114.05, 30.33, 114.6, 30.78];

const stepM = 0.1;

/** Metres the water lies below the plain. */
const belowPlainM = 2;

/**
 * Mountains the outlines on the map are too small or absent for. Two have a height one is told (general knowledge, not read
 * again); the other five are estimates so that the north is hilly where it is hilly: neither their peaks nor their heights
 * have a source.
 */
const mountains: readonly (readonly [peak: LonLat, metres1985: number, reachM: number])[] = [
  // 木兰山, whose outline is only its top.
  [[114.44, 31.12], 582, 5000],
  // 双峰尖, the municipality's highest; its place is known to a few kilometres only.
  [[114.37, 31.31], 873.7, 9000],
  // From here on estimates.
  [[114.5, 31.22], 520, 7500],
  [[114.22, 31.27], 430, 8000],
  [[114.31, 31.18], 300, 6500],
  [[114.98, 31.02], 480, 8000],
  [[114.86, 30.97], 190, 6000],
];

/** Rolling country: its middle, how far it reaches and how high it swells, metres. */
const swells: readonly (readonly [middle: LonLat, reachM: number, metres: number])[] = [
  [[114.42, 30.2], 22_000, 34],
  [[114.16, 30.1], 14_000, 18],
  [[113.92, 30.5], 14_000, 26],
  [[114.35, 31.02], 24_000, 46],
  [[114.85, 30.95], 18_000, 36],
];

/**
 * The ground as an analytic surface: a level plain, hills with the heights they are known by in their painted outlines,
 * rolling country and mountains where the municipality has them, and level water below its banks. Right in the heights of
 * the named peaks as far as those are; indicative everywhere else.
 */
export const makeRelief = (geography: Geography): MadeRelief => {
  const hills = outlinedHills(geography, plainM);
  const masses = mountains.map(([peak, metres, reach], index) =>
    mass(peak, metres - plainM, reach, 900 + index),
  );
  const whole = gridOver(wholeBox, 200);
  fill(whole, geography, hills, masses);
  const inner = gridOver(innerBox, 50);
  fill(inner, geography, hills, masses);
  easeInto(inner, whole);
  const grids = [
    { name: 'ground/relief-inner.bin', raster: inner },
    { name: 'ground/relief.bin', raster: whole },
  ];
  const bytes = grids.map(({ raster }) => bytesOf(raster));
  const file: ReliefFile = {
    version: 1,
    stepM,
    otherwiseM: toEllipsoid(plainM),
    grids: grids.map(({ name, raster }) => ({
      file: name,
      box: postsBox(raster),
      columns: raster.columns,
      rows: raster.rows,
    })),
    provenance: {
      grade: 'generated',
      source: {
        zh: '解析地表（示意）：山高（1985 国家高程基准）、山体与水面轮廓',
        en: 'analytic surface (indicative) from hill heights (1985 datum) and the outlines of hills and water',
      },
      licence: 'Apache-2.0',
      date: '2026-11',
      datum: 'WGS84 ellipsoid',
      confidence: 'K',
      note: {
        zh: `椭球高 = 1985 高程 − ${-undulationM} m，全市只用这一个差距值：EGM96 在市域内为 −16.3～−12.0 m，边缘因此可差 2.6 m，另有 1985 与 EGM96 零点之差约 ±1.5 m。有名的山高凭一般常识（未核对），黄陂、新洲北部五处山体为估计、无出处，起伏地只是示意：除平原与有名山顶外，高程可差数十米。水面按低于平原 ${belowPlainM} m 画平；水位用吴淞基准，与 1985 相差约 1.7–2.1 m，不由此面读出。`,
        en: `Ellipsoidal = 1985 height − ${-undulationM} m, one value for the whole city: EGM96 runs −16.3 to −12.0 m across it, so that its edges are up to 2.6 m off, beside about ±1.5 m between the zeros of 1985 and EGM96. Heights of named hills are general knowledge, not read again; five masses in the north of Huangpi and Xinzhou are estimates without a source, and rolling country is indicative: away from the plain and the named peaks heights may be tens of metres off. Water is drawn level, ${belowPlainM} m below the plain; river stages are in the Wusong base, about 1.7–2.1 m from 1985, and cannot be read from this surface.`,
      },
    },
  };
  return { file, bytes, relief: reliefOf(file, bytes) };
};

/** The files of a relief as they lie in a base, by path. */
export const reliefFiles = ({ file, bytes }: MadeRelief): ReadonlyMap<string, string | Uint8Array> =>
  new Map<string, string | Uint8Array>([
    [groundFiles.relief, JSON.stringify(file)],
    ...file.grids.map((grid, index) => [grid.file, new Uint8Array(bytes[index]!)] as const),
  ]);

/** Cell centres are the posts. */
const gridOver = (box: Box, cell: number): Raster => {
  const [west, south, east, north] = boxToPlane(box);
  return rasterOver([west - cell / 2, south - cell / 2, east + cell / 2, north + cell / 2], cell);
};

const postsBox = ({ west, south, cell, columns, rows }: Raster): [number, number, number, number] => [
  ...toLonLat([west + cell / 2, south + cell / 2]),
  ...toLonLat([west + (columns - 0.5) * cell, south + (rows - 0.5) * cell]),
];

/** Metres above the plain, into every post; below it in water and on the posts beside it, so that no shore is drowned. */
const fill = (
  raster: Raster,
  geography: Geography,
  hills: readonly Rise[],
  masses: readonly Rise[],
): void => {
  const dry = (): Raster => ({ ...raster, values: new Float32Array(raster.values.length) });
  const [wet, streams] = [dry(), dry()];
  for (const feature of geography.water.features)
    for (const rings of planeRings(feature)) {
      paint(wet, rings, 1);
      // Inlets and streams narrower than the posts stand apart are level, too.
      for (const ring of rings) trace(wet, ring, 1);
      if (isChannel(feature)) trace(streams, rings[0]!, 1);
    }
  const toWater = distanceFrom(wet).values;
  const toStream = distanceFrom(streams).values;
  const rolling = swells.map(([middle, reach, metres]) => ({ middle: toPlane(...middle), reach, metres }));
  const { cell, columns, rows, west, south, values } = raster;
  for (let row = 0; row < rows; row += 1) {
    const y = south + (row + 0.5) * cell;
    const across = ({ box }: Rise): boolean => y >= box[1] && y <= box[3];
    const [near, high] = [hills.filter(across), masses.filter(across)];
    for (let column = 0; column < columns; column += 1) {
      const x = west + (column + 0.5) * cell;
      const at = row * columns + column;
      const bank = toWater[at]!;
      if (bank <= cell * 1.5) {
        values[at] = -belowPlainM;
        continue;
      }
      let swell = 0;
      for (const { middle, reach, metres } of rolling) {
        const away = ((x - middle[0]) ** 2 + (y - middle[1]) ** 2) / (reach * reach);
        if (away < 4) swell += metres * Math.exp(-2 * away);
      }
      const inland = smooth(Math.min(1, Math.max(0, (bank - 300) / 2600)));
      // Some of the country is level, as its plots are.
      let height = swell < 0.3 ? 0 : swell * inland * Math.max(0, 0.35 + 0.65 * noise([x, y], 2600, 881));
      for (const rise of near)
        if (x >= rise.box[0] && x <= rise.box[2]) height = Math.max(height, rise.at(x, y));
      // A river has cut a valley for itself: no wall of a mountain stands in it.
      const valley = smooth(Math.min(1, Math.max(0, (toStream[at]! - 300) / 1900)));
      for (const rise of high)
        if (x >= rise.box[0] && x <= rise.box[2]) height = Math.max(height, valley * rise.at(x, y));
      values[at] = height * Math.min(1, (bank - cell * 1.5) / cell);
    }
  }
};

/** Over its last kilometre a fine grid becomes what the coarse one says, so that no cliff runs along its edge. */
const easeInto = (fine: Raster, coarse: Raster): void => {
  const edge = Math.ceil(1200 / fine.cell);
  for (let row = 0; row < fine.rows; row += 1) {
    for (let column = 0; column < fine.columns; column += 1) {
      const inward = Math.min(row, column, fine.rows - 1 - row, fine.columns - 1 - column) / edge;
      if (inward >= 1) continue;
      const at = row * fine.columns + column;
      const other = sample(
        coarse,
        fine.west + (column + 0.5) * fine.cell,
        fine.south + (row + 0.5) * fine.cell,
      );
      fine.values[at] = other + (fine.values[at]! - other) * smooth(inward);
    }
  }
};

/** North-west post first, little-endian. */
const bytesOf = ({ columns, rows, values }: Raster): ArrayBuffer => {
  const view = new DataView(new ArrayBuffer(columns * rows * 2));
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const metres = toEllipsoid(plainM) + values[(rows - 1 - row) * columns + column]!;
      view.setInt16((row * columns + column) * 2, Math.round(metres / stepM), true);
    }
  }
  return view.buffer;
};
