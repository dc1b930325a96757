import type { BridgeRecord } from '@/contracts/base';
import type { LonLat } from '@/contracts/geo';
import type { Provenance } from '@/contracts/provenance';
import type { Text } from '@/contracts/text';
import { derivedFromBorders, wikidata } from './origins';

/** What is known of a crossing; its axis and pylons are worked out against the river (see crossings.ts). */
export interface CrossingFacts {
  readonly id: string;
  readonly name: Text;
  readonly river: BridgeRecord['river'];
  /** The channel a Yangtze bridge stands square to, where not the main axis. */
  readonly channel?: 'south';
  readonly kind: BridgeRecord['kind'];
  readonly structure: string;
  readonly year?: number;
  readonly lengthM?: number;
  readonly spanM?: number;
  readonly at: LonLat;
  readonly accuracyM: number;
  readonly widthM: number;
  /** Metres from the middle of the water along the deck, and top in ellipsoidal metres. */
  readonly pylons: readonly (readonly [offset: number, topM: number])[];
  readonly provenance: Provenance;
}

const pylonNote: Text = {
  zh: '塔墩按跨径布置，塔高与桥面高为示意；桥轴取与河道正交',
  en: 'pylons set out by span; tower and deck heights indicative; axis drawn square to the river',
};
const measured = wikidata('H', pylonNote);
const placed = derivedFromBorders('L', {
  zh: '桥位取自推导的河道轴线，约 ±1 km；' + pylonNote.zh,
  en: `place read off the derived river axis, about ±1 km; ${pylonNote.en}`,
});
const tunnel = wikidata('H', {
  zh: '隧道轴线与埋深为示意',
  en: 'axis and depth of the tunnel are indicative',
});
const overHan = wikidata('M', pylonNote);

/** The eight river piers of nine 128 m spans and the two bridgehead towers. */
const firstBridgePiers = [-448, -320, -192, -64, 64, 192, 320, 448].map((offset) => [offset, 25] as const);

export const crossingFacts: readonly CrossingFacts[] = [
  {
    id: 'wuhan-yangtze-bridge',
    name: { zh: '武汉长江大桥', en: 'Wuhan Yangtze River Bridge' },
    river: 'yangtze',
    kind: 'bridge',
    structure: 'truss',
    year: 1957,
    lengthM: 1670,
    spanM: 128,
    at: [114.282787, 30.552201],
    accuracyM: 2,
    widthM: 22,
    pylons: [[-576, 62], ...firstBridgePiers, [576, 62]],
    provenance: measured,
  },
  {
    id: 'second-yangtze-bridge',
    name: { zh: '武汉长江二桥', en: 'Second Wuhan Yangtze River Bridge' },
    river: 'yangtze',
    kind: 'bridge',
    structure: 'cable-stayed',
    year: 1995,
    lengthM: 1876,
    spanM: 400,
    at: [114.320165, 30.605152],
    accuracyM: 30,
    widthM: 30,
    pylons: [
      [-200, 130],
      [200, 130],
    ],
    provenance: measured,
  },
  {
    id: 'baishazhou-bridge',
    name: { zh: '白沙洲长江大桥', en: 'Baishazhou Yangtze River Bridge' },
    river: 'yangtze',
    kind: 'bridge',
    structure: 'cable-stayed',
    year: 2000,
    lengthM: 3589,
    spanM: 618,
    at: [114.236111, 30.49],
    accuracyM: 15,
    widthM: 30,
    pylons: [
      [-309, 175],
      [309, 175],
    ],
    provenance: measured,
  },
  {
    id: 'junshan-bridge',
    name: { zh: '军山长江大桥', en: 'Junshan Yangtze River Bridge' },
    river: 'yangtze',
    kind: 'bridge',
    structure: 'cable-stayed',
    year: 2001,
    at: [114.147, 30.391],
    accuracyM: 1000,
    widthM: 38,
    pylons: [
      [-230, 160],
      [230, 160],
    ],
    provenance: placed,
  },
  {
    id: 'yangluo-bridge',
    name: { zh: '阳逻长江大桥', en: 'Yangluo Yangtze River Bridge' },
    river: 'yangtze',
    kind: 'bridge',
    structure: 'suspension',
    year: 2007,
    at: [114.558, 30.646],
    accuracyM: 700,
    widthM: 38,
    pylons: [
      [-640, 172],
      [640, 172],
    ],
    provenance: placed,
  },
  {
    id: 'tianxingzhou-bridge',
    name: { zh: '天兴洲长江大桥', en: 'Tianxingzhou Yangtze River Bridge' },
    river: 'yangtze',
    channel: 'south',
    kind: 'bridge',
    structure: 'cable-stayed',
    year: 2009,
    lengthM: 4657,
    spanM: 504,
    at: [114.400278, 30.656944],
    accuracyM: 30,
    widthM: 30,
    pylons: [
      [-252, 190],
      [252, 190],
    ],
    provenance: measured,
  },
  {
    id: 'erqi-bridge',
    name: { zh: '二七长江大桥', en: 'Erqi Yangtze River Bridge' },
    river: 'yangtze',
    kind: 'bridge',
    structure: 'cable-stayed',
    year: 2011,
    lengthM: 6507,
    spanM: 616,
    at: [114.341944, 30.6275],
    accuracyM: 30,
    widthM: 32,
    pylons: [
      [-616, 200],
      [0, 200],
      [616, 200],
    ],
    provenance: measured,
  },
  {
    id: 'yingwuzhou-bridge',
    name: { zh: '鹦鹉洲长江大桥', en: 'Yingwuzhou Yangtze River Bridge' },
    river: 'yangtze',
    kind: 'bridge',
    structure: 'suspension',
    year: 2014,
    spanM: 850,
    at: [114.2794, 30.5308],
    accuracyM: 15,
    widthM: 38,
    pylons: [
      [-850, 128],
      [0, 152],
      [850, 128],
    ],
    provenance: measured,
  },
  {
    id: 'zhuankou-bridge',
    name: { zh: '沌口长江大桥', en: 'Zhuankou Yangtze River Bridge' },
    river: 'yangtze',
    kind: 'bridge',
    structure: 'cable-stayed',
    year: 2017,
    at: [114.182, 30.443],
    accuracyM: 1000,
    widthM: 46,
    pylons: [
      [-380, 220],
      [380, 220],
    ],
    provenance: placed,
  },
  {
    id: 'yangsigang-bridge',
    name: { zh: '杨泗港长江大桥', en: 'Yangsigang Yangtze River Bridge' },
    river: 'yangtze',
    kind: 'bridge',
    structure: 'suspension',
    year: 2019,
    spanM: 1700,
    at: [114.256667, 30.510278],
    accuracyM: 30,
    widthM: 32,
    pylons: [
      [-850, 238],
      [850, 238],
    ],
    provenance: measured,
  },
  {
    id: 'qingshan-bridge',
    name: { zh: '青山长江大桥', en: 'Qingshan Yangtze River Bridge' },
    river: 'yangtze',
    kind: 'bridge',
    structure: 'cable-stayed',
    year: 2020,
    at: [114.5, 30.698],
    accuracyM: 1000,
    widthM: 47,
    pylons: [
      [-469, 265],
      [469, 265],
    ],
    provenance: placed,
  },
  {
    id: 'yangtze-road-tunnel',
    name: { zh: '武汉长江隧道', en: 'Wuhan Yangtze River Tunnel' },
    river: 'yangtze',
    kind: 'tunnel',
    structure: 'road-tunnel',
    year: 2008,
    lengthM: 2550,
    at: [114.307222, 30.579167],
    accuracyM: 30,
    widthM: 22,
    pylons: [],
    provenance: tunnel,
  },
  {
    id: 'sanyang-road-tunnel',
    name: { zh: '三阳路公铁隧道', en: 'Sanyang Road road and metro tunnel' },
    river: 'yangtze',
    kind: 'tunnel',
    structure: 'road-rail-tunnel',
    year: 2018,
    lengthM: 2590,
    at: [114.313889, 30.596111],
    accuracyM: 30,
    widthM: 30,
    pylons: [],
    provenance: tunnel,
  },
  {
    id: 'metro-2-tunnel',
    name: { zh: '地铁2号线过江隧道', en: 'Metro line 2 river tunnel' },
    river: 'yangtze',
    kind: 'tunnel',
    structure: 'metro-tunnel',
    lengthM: 3098,
    at: [114.2997, 30.5753],
    accuracyM: 30,
    widthM: 14,
    pylons: [],
    provenance: tunnel,
  },
  {
    id: 'metro-4-tunnel',
    name: { zh: '地铁4号线过江隧道', en: 'Metro line 4 river tunnel' },
    river: 'yangtze',
    kind: 'tunnel',
    structure: 'metro-tunnel',
    at: [114.2775, 30.5397],
    accuracyM: 30,
    widthM: 14,
    pylons: [],
    provenance: tunnel,
  },
  {
    id: 'metro-8-tunnel',
    name: { zh: '地铁8号线过江隧道', en: 'Metro line 8 river tunnel' },
    river: 'yangtze',
    kind: 'tunnel',
    structure: 'metro-tunnel',
    at: [114.3175, 30.6017],
    accuracyM: 30,
    widthM: 14,
    pylons: [],
    provenance: tunnel,
  },
  {
    id: 'qingchuan-bridge',
    name: { zh: '晴川桥', en: 'Qingchuan Bridge' },
    river: 'han',
    kind: 'bridge',
    structure: 'arch',
    spanM: 280,
    at: [114.279, 30.5661],
    accuracyM: 600,
    widthM: 24,
    pylons: [],
    provenance: wikidata('L', pylonNote),
  },
  han('jianghan-bridge', '江汉桥', 'Jianghan Bridge', [114.2617, 30.5647]),
  han('yuehu-bridge', '月湖桥', 'Yuehu Bridge', [114.2442, 30.5683]),
  han('hanshui-rail-bridge', '汉水铁路桥', 'Han River Railway Bridge', [114.2267, 30.5739], 'truss'),
  han('hanjiangwan-bridge', '汉江湾桥', 'Hanjiangwan Bridge', [114.2044, 30.5853]),
  han('gutian-bridge', '古田桥', 'Gutian Bridge', [114.1849, 30.5843]),
  han('changfeng-bridge', '长丰桥', 'Changfeng Bridge', [114.1608, 30.6035]),
];

function han(id: string, zh: string, en: string, at: LonLat, structure = 'unstated'): CrossingFacts {
  return {
    id,
    name: { zh, en },
    river: 'han',
    kind: 'bridge',
    structure,
    at,
    accuracyM: 30,
    widthM: structure === 'truss' ? 12 : 26,
    pylons: [],
    provenance: overHan,
  };
}
