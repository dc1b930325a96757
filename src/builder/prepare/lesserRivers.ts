import type { LonLat } from '@/contracts/geo';
import type { Text } from '@/contracts/text';
import { axisOf, axisStep, type Axis, type AxisCourse } from './axes';
import { bend } from './bend';
import { mapField, shapesOf, type Shape } from './field';
import { resample } from './line';
import { noise } from './noise';
import { toPlane, type Metres } from './plane';
import { bankNoise, overlap, ribbon, type Rivers } from './rivers';

/** A river of the country: right in where it comes from and where it ends, indicative between. */
export interface LesserRiver {
  readonly id: string;
  readonly name: Text;
  /** Where its name is written. */
  readonly label: LonLat;
  /** What its course was taken from, which decides its grade and its licence. */
  readonly from: 'borders' | 'sketch guided by OpenStreetMap' | 'sketch';
  readonly axis: Axis;
  readonly shapes: readonly Shape[];
}

interface Sketch extends Pick<LesserRiver, 'id' | 'name' | 'label' | 'from'> {
  /** Places on its way, downstream; the last lies in the river it ends in. */
  readonly line: readonly LonLat[];
  /** Half its width in metres where it comes in and where it ends. */
  readonly halfWidth: readonly [from: number, to: number];
}

function places(text: string): LonLat[] {
  return text.split(' ').map((pair) => {
    const [lon, lat] = pair.split(',').map(Number);
    return [lon!, lat!];
  });
}

/** 滠水, 倒水 and 举水 are led through the pieces of them the extract of OpenStreetMap holds, the rest by heart. */
const sketches: readonly Sketch[] = [
  {
    id: 'she',
    name: { zh: '滠水', en: 'She River' },
    label: [114.374, 30.81],
    from: 'sketch guided by OpenStreetMap',
    line: places(
      '114.402,31.262 114.395,31.225 114.4,31.18 114.411,31.14 114.408,31.09 114.402,31.04 114.41,31.0 114.402,30.955 114.391,30.92 114.386,30.882 114.383,30.845 114.384,30.822 114.375,30.795 114.374,30.77 114.36,30.748 114.354,30.724 114.358,30.71 114.363,30.6995',
    ),
    halfWidth: [38, 80],
  },
  {
    id: 'dao',
    name: { zh: '倒水', en: 'Dao River' },
    label: [114.64, 30.728],
    from: 'sketch guided by OpenStreetMap',
    line: places(
      '114.668,31.0 114.655,30.96 114.638,30.92 114.645,30.88 114.632,30.84 114.627,30.805 114.638,30.776 114.645,30.75 114.639,30.726 114.64,30.707 114.63,30.69 114.622,30.671 114.6,30.655 114.588,30.645 114.575,30.628',
    ),
    halfWidth: [42, 75],
  },
  {
    id: 'ju',
    name: { zh: '举水', en: 'Ju River' },
    label: [114.781, 30.83],
    from: 'sketch guided by OpenStreetMap',
    line: places(
      '114.77,31.005 114.762,30.96 114.762,30.922 114.775,30.89 114.786,30.864 114.781,30.842 114.778,30.82 114.79,30.79 114.804,30.76 114.802,30.74 114.79,30.718 114.797,30.697 114.806,30.677 114.824,30.663 114.84,30.642 114.852,30.628',
    ),
    halfWidth: [85, 150],
  },
  {
    id: 'jin',
    name: { zh: '金水', en: 'Jin River' },
    label: [114.138, 30.235],
    from: 'sketch',
    line: places(
      '114.182,30.072 114.166,30.098 114.152,30.118 114.15,30.143 114.136,30.168 114.146,30.2 114.136,30.24 114.148,30.272 114.142,30.3 114.124,30.322 114.117,30.338 114.104,30.343',
    ),
    halfWidth: [38, 45],
  },
];

/** What runs down a border of districts: 通顺河 between 蔡甸 and 汉南, and the upper 府河 along the north of 东西湖. */
const alongBorders: readonly (Pick<LesserRiver, 'id' | 'name' | 'label'> & {
  readonly course: AxisCourse;
})[] = [
  {
    id: 'tongshun',
    name: { zh: '通顺河', en: 'Tongshun River' },
    label: [113.95, 30.363],
    course: {
      id: 'tongshun',
      borders: [['420113', '420114']],
      from: [113.777, 30.255],
      to: [114.097, 30.366],
      onward: [
        [114.1, 30.359],
        [114.106, 30.352],
      ],
      smoothing: 320,
      known: [],
      widths: [
        [[113.777, 30.255], 40],
        [[114.1, 30.359], 55],
      ],
    },
  },
  {
    id: 'upper-fu',
    name: { zh: '府河', en: 'Fu River' },
    label: [114.045, 30.786],
    course: {
      id: 'upper-fu',
      borders: [['420112', '']],
      from: [113.912, 30.772],
      to: [114.165, 30.761],
      onward: [[114.17, 30.7625]],
      smoothing: 300,
      known: [],
      widths: [
        [[113.912, 30.772], 60],
        [[114.17, 30.7625], 80],
      ],
    },
  },
];

/** Metres around a bank in which its wandering is worked out. */
const reach = 160;

/** The lesser rivers, each ending a little inside the river it flows into. */
export function mapLesserRivers(
  border: (a: string, b: string) => readonly (readonly Metres[])[],
  rivers: Pick<Rivers, 'distance'>,
): LesserRiver[] {
  const drawn = [
    ...sketches.map((sketch, i) => ({ ...sketch, axis: meandering(sketch, 400 + 10 * i) })),
    ...alongBorders.map(({ course, ...river }) => ({
      ...river,
      from: 'borders' as const,
      axis: axisOf(course, border),
    })),
  ];
  return drawn.map(({ id, name, label, from, axis }, i) => {
    const own = bankNoise(ribbon([axis], 10, reach), 420, 9, 500 + i, reach);
    const mouth = mapField(own, (p, value) =>
      value > reach ? value : Math.max(value, -(rivers.distance(p) + overlap)),
    );
    return { id, name, label, from, axis, shapes: shapesOf(mouth, 0, 2.5, 40_000).slice(0, 1) };
  });
}

/** A sketched course swings to and fro as rivers of the plain do: the places on its way stay within some hundred metres. */
function meandering({ id, line, halfWidth }: Sketch, seed: number): Axis {
  const calm = resample(bend(line.map(toPlane), 120), axisStep);
  const last = calm.length - 1;
  const swung = calm.map((p, i): Metres => {
    const [before, after] = [calm[Math.max(0, i - 4)]!, calm[Math.min(last, i + 4)]!];
    const along = Math.hypot(after[0] - before[0], after[1] - before[1]) || 1;
    // Both ends stay where they are.
    const free = Math.min(1, i / 40, (last - i) / 40);
    const swing =
      free *
      (380 * noise([i * axisStep, seed], 1700, seed) + 120 * noise([i * axisStep, seed], 620, seed + 1));
    return [p[0] - (swing * (after[1] - before[1])) / along, p[1] + (swing * (after[0] - before[0])) / along];
  });
  const points = resample(
    bend(
      swung.filter((_, i) => i % 6 === 0 || i === last),
      25,
    ),
    axisStep,
  );
  return {
    id,
    points,
    halfWidth: points.map((_, i) => halfWidth[0] + ((halfWidth[1] - halfWidth[0]) * i) / (points.length - 1)),
  };
}
