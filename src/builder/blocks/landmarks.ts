import type { LandmarkRecord } from '@/contracts/base';
import { toPlane, type Point } from '../plane';
import { rectangle, type Rectangle } from '../rectangle';
import { part, type Design, type Part } from './building';
import { within } from './designs';

/** How a named building is massed; heights come from the register, shapes are ours, by eye. */
interface Shape {
  readonly plot: readonly [length: number, depth: number];
  readonly angle: number;
  readonly year: number;
  readonly parts: (plot: Rectangle, height: number) => readonly Part[];
}

const round = (plot: Rectangle, radius: number, sides = 20): Point[] =>
  Array.from({ length: sides }, (_, i) => {
    const angle = plot.angle + (2 * Math.PI * i) / sides;
    return [plot.x + Math.cos(angle) * radius, plot.y + Math.sin(angle) * radius];
  });

/** A shaft with cut corners on a podium, tapering, with a crown that steps back. */
const highRise =
  (side: number, podium: number, waist: number, taper: number) =>
  (plot: Rectangle, height: number): readonly Part[] => [
    part(plot, 0, podium),
    part(chamfered(plot, side), podium, height * waist, 'flat', taper),
    part(chamfered(plot, side * taper * 0.86), height * waist, height * 0.96, 'flat', 0.9),
    part(chamfered(plot, side * taper * 0.5), height * 0.96, height),
  ];

const chamfered = (plot: Rectangle, side: number): Point[] => {
  const h = side / 2;
  const cut = side * 0.16;
  const c = Math.cos(plot.angle);
  const s = Math.sin(plot.angle);
  return (
    [
      [-h + cut, -h],
      [h - cut, -h],
      [h, -h + cut],
      [h, h - cut],
      [h - cut, h],
      [-h + cut, h],
      [-h, h - cut],
      [-h, -h + cut],
    ] as const
  ).map(([u, v]): Point => [plot.x + u * c - v * s, plot.y + u * s + v * c]);
};

/** 龟山电视塔: a concrete needle with a drum at three fifths. */
const needle = (plot: Rectangle, height: number): readonly Part[] => [
  part(round(plot, 17), 0, 9),
  part(round(plot, 6.5), 9, height * 0.56, 'flat', 0.62),
  part(round(plot, 6), height * 0.56, height * 0.6, 'flat', 2),
  part(round(plot, 12), height * 0.6, height * 0.66),
  part(round(plot, 12), height * 0.66, height * 0.69, 'flat', 0.45),
  part(round(plot, 3.4), height * 0.69, height * 0.83, 'flat', 0.6),
  part(round(plot, 1.6, 8), height * 0.83, height, 'point'),
];

/** 黄鹤楼: five storeys, each under its own wide eave, and a pointed roof. */
const pagoda = (plot: Rectangle, height: number): readonly Part[] => {
  const storeys = [26, 23.5, 21, 18.5, 16];
  const lift = (height * 0.74) / storeys.length;
  const square = (side: number): Rectangle => within(plot, 0, 0, side, side);
  return [
    part(square(34), 0, 3),
    ...storeys.flatMap((side, i) => {
      const foot = 3 + i * lift;
      return [
        part(square(side), foot, foot + lift * 0.72),
        part(square(side + 7), foot + lift * 0.72, foot + lift, 'flat', (side + 1) / (side + 7)),
      ];
    }),
    part(square(19), 3 + storeys.length * lift, height, 'point'),
  ];
};

/** 江汉关: a four-storey block and its clock tower in the middle of the front. */
const customHouse = (plot: Rectangle, height: number): readonly Part[] => [
  part(plot, 0, height * 0.5),
  part(within(plot, 0, -plot.halfDepth + 7, 12, 12), 0, height * 0.78),
  part(within(plot, 0, -plot.halfDepth + 7, 9, 9), height * 0.78, height * 0.92),
  part(within(plot, 0, -plot.halfDepth + 7, 6, 6), height * 0.92, height, 'point'),
];

const waterTower = (plot: Rectangle, height: number): readonly Part[] => [
  part(round(plot, 9, 8), 0, height * 0.86),
  part(round(plot, 10, 8), height * 0.86, height * 0.94),
  part(round(plot, 6, 8), height * 0.94, height, 'point'),
];

/** By the landmark's Chinese name. What is not here but has a height stands as a plain high-rise. */
const shapes: Readonly<Record<string, Shape>> = {
  武汉绿地中心: { plot: [92, 84], angle: 0.75, year: 2023, parts: highRise(56, 22, 0.74, 0.66) },
  武汉中心: { plot: [96, 82], angle: 0.2, year: 2019, parts: highRise(52, 24, 0.82, 0.74) },
  武汉天地A1: { plot: [84, 74], angle: 0.72, year: 2022, parts: highRise(48, 20, 0.86, 0.84) },
  民生银行大厦: { plot: [78, 66], angle: 0.55, year: 2007, parts: highRise(44, 24, 0.78, 0.8) },
  越秀财富中心: { plot: [80, 68], angle: 0.4, year: 2017, parts: highRise(45, 22, 0.88, 0.9) },
  恒隆广场: { plot: [96, 80], angle: 0.5, year: 2021, parts: highRise(46, 28, 0.9, 0.88) },
  广发银行大厦: { plot: [74, 66], angle: 0.6, year: 2016, parts: highRise(44, 20, 0.9, 0.92) },
  龟山电视塔: { plot: [36, 36], angle: 0, year: 1986, parts: needle },
  黄鹤楼: { plot: [36, 36], angle: 0.1, year: 1985, parts: pagoda },
  江汉关: { plot: [44, 34], angle: 0.7, year: 1924, parts: customHouse },
  汉口水塔: { plot: [22, 22], angle: 0.6, year: 1909, parts: waterTower },
};

const plain: Shape = { plot: [64, 56], angle: 0.55, year: 2005, parts: highRise(38, 20, 0.88, 0.9) };

export interface PlacedLandmark {
  readonly record: LandmarkRecord;
  readonly design: Design;
}

const names = Object.keys(shapes);

/** Every landmark of the register that is a building with a known height. */
export const raiseLandmarks = (records: readonly LandmarkRecord[]): PlacedLandmark[] =>
  records.flatMap((record) => {
    if (record.heightM === undefined || (record.kind !== 'tower' && record.kind !== 'historic')) return [];
    const name = names.find((each) => record.name.zh.startsWith(each));
    const shape = name === undefined ? plain : shapes[name]!;
    const [x, y] = toPlane(record.at[0], record.at[1]);
    const plot = rectangle(x, y, shape.angle, shape.plot[0], shape.plot[1]);
    const parts = shape.parts(plot, record.heightM);
    return [
      {
        record,
        design: {
          use: 'landmark',
          floors: Math.max(1, Math.round(record.heightM / 4.2)),
          year: shape.year,
          plot,
          parts,
        },
      },
    ];
  });
