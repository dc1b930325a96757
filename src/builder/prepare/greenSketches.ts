import type { LonLat } from '@/contracts/geo';
import type { Text } from '@/contracts/text';

/** A hill as a ridge and how far its foot reaches, metres. */
export interface HillSketch {
  readonly id: string;
  readonly name: Text;
  readonly peakM: number;
  readonly peak: LonLat;
  readonly ridge: readonly LonLat[];
  readonly reach: number;
}

export const hillSketches: readonly HillSketch[] = [
  {
    id: 'guishan',
    name: { zh: '龟山', en: 'Gui Hill' },
    peakM: 90,
    peak: [114.2738, 30.5578],
    ridge: [
      [114.2665, 30.5572],
      [114.2738, 30.5578],
      [114.2768, 30.5576],
    ],
    reach: 150,
  },
  {
    id: 'sheshan',
    name: { zh: '蛇山', en: 'She Hill' },
    peakM: 85,
    peak: [114.3005, 30.5463],
    ridge: [
      [114.2968, 30.5468],
      [114.304, 30.5455],
      [114.3115, 30.5445],
    ],
    reach: 110,
  },
  {
    id: 'hongshan',
    name: { zh: '洪山', en: 'Hong Hill' },
    peakM: 69,
    peak: [114.338, 30.5318],
    ridge: [
      [114.3345, 30.5318],
      [114.3415, 30.5316],
    ],
    reach: 120,
  },
  {
    id: 'luojiashan',
    name: { zh: '珞珈山', en: 'Luojia Hill' },
    peakM: 118,
    peak: [114.3639, 30.5368],
    ridge: [
      [114.3588, 30.5362],
      [114.3639, 30.5368],
      [114.3705, 30.5388],
    ],
    reach: 220,
  },
  {
    id: 'moshan',
    name: { zh: '磨山', en: 'Mo Hill' },
    peakM: 118,
    peak: [114.4179, 30.5512],
    ridge: [
      [114.4092, 30.5508],
      [114.4179, 30.5512],
      [114.4245, 30.5488],
    ],
    reach: 260,
  },
  {
    id: 'yujiashan',
    name: { zh: '喻家山', en: 'Yujia Hill' },
    peakM: 150,
    peak: [114.412, 30.522],
    ridge: [
      [114.4015, 30.521],
      [114.412, 30.522],
      [114.423, 30.5225],
    ],
    reach: 270,
  },
  {
    id: 'bafenshan',
    name: { zh: '八分山', en: 'Bafen Hill' },
    peakM: 272,
    peak: [114.3, 30.37],
    ridge: [
      [114.282, 30.3675],
      [114.3, 30.37],
      [114.32, 30.371],
    ],
    reach: 520,
  },
  {
    id: 'mulanshan',
    name: { zh: '木兰山', en: 'Mulan Hill' },
    peakM: 582,
    peak: [114.44, 31.12],
    ridge: [
      [114.43, 31.105],
      [114.44, 31.12],
      [114.443, 31.14],
    ],
    reach: 1300,
  },
];

/** Parks whose place is known and whose outline is not. */
export interface ParkSketch {
  readonly name: Text;
  readonly km2: number;
  readonly outline: readonly LonLat[];
}

export const parkSketches: readonly ParkSketch[] = [
  {
    name: { zh: '中山公园', en: 'Zhongshan Park' },
    km2: 0.33,
    outline: [
      [114.2625, 30.5862],
      [114.2632, 30.5905],
      [114.2668, 30.591],
      [114.2688, 30.587],
      [114.266, 30.5855],
    ],
  },
  {
    name: { zh: '解放公园', en: 'Jiefang Park' },
    km2: 0.46,
    outline: [
      [114.2905, 30.6125],
      [114.2935, 30.6165],
      [114.2985, 30.617],
      [114.3, 30.613],
      [114.2955, 30.611],
    ],
  },
  {
    name: { zh: '园博园', en: 'Garden Expo Park' },
    km2: 2.1,
    outline: [
      [114.213, 30.6235],
      [114.218, 30.6285],
      [114.2265, 30.6285],
      [114.229, 30.623],
      [114.2235, 30.6215],
      [114.2165, 30.621],
    ],
  },
  {
    name: { zh: '洪山广场', en: 'Hongshan Square' },
    km2: 0.1,
    outline: [
      [114.329, 30.5462],
      [114.3292, 30.5492],
      [114.3326, 30.5492],
      [114.3326, 30.5462],
    ],
  },
  {
    name: { zh: '首义公园', en: 'Shouyi Park' },
    km2: 0.16,
    outline: [
      [114.301, 30.5408],
      [114.3012, 30.544],
      [114.3058, 30.5438],
      [114.3055, 30.5405],
    ],
  },
];

/** River parks on the foreland between the water and the dyke. */
export interface ForelandSketch {
  readonly name: Text;
  readonly axis: 'yangtze' | 'south';
  readonly bank: 'left' | 'right';
  readonly from: LonLat;
  readonly to: LonLat;
  readonly width: number;
}

export const forelandSketches: readonly ForelandSketch[] = [
  {
    name: { zh: '汉口江滩', en: 'Hankou Riverside Park' },
    axis: 'yangtze',
    bank: 'left',
    from: [114.295, 30.573],
    to: [114.347, 30.636],
    width: 175,
  },
  {
    name: { zh: '武昌江滩', en: 'Wuchang Riverside Park' },
    axis: 'yangtze',
    bank: 'right',
    from: [114.283, 30.553],
    to: [114.338, 30.622],
    width: 105,
  },
  {
    name: { zh: '汉阳江滩', en: 'Hanyang Riverside Park' },
    axis: 'yangtze',
    bank: 'left',
    from: [114.262, 30.515],
    to: [114.2795, 30.546],
    width: 120,
  },
  {
    name: { zh: '青山江滩', en: 'Qingshan Riverside Park' },
    axis: 'south',
    bank: 'right',
    from: [114.366, 30.654],
    to: [114.42, 30.664],
    width: 130,
  },
];
