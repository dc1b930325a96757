import type { BridgeBuild, BridgeRecord } from '@/contracts/base';
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
  /** Ellipsoidal metres of the road over the water, where not the usual of its river. */
  readonly deckM?: number;
  /** A tunnel that follows a metro line: the stations on either side and the known point between. */
  readonly through?: readonly LonLat[];
  readonly build?: BridgeBuild;
  readonly provenance: Provenance;
}

const pylonNote: Text = {
  zh: '塔墩按跨径布置，塔高与桥面高为示意；桥轴取与河道正交；塔形、分跨、车道与涂装凭公认所知，未核',
  en: 'pylons set out by span; tower and deck heights indicative; axis drawn square to the river; form of towers, spans, lanes and paint as commonly known, unverified',
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
    pylons: [[-576, 81], ...firstBridgePiers, [576, 81]],
    deckM: 46,
    build: {
      tower: 'pavilion',
      towerMaterial: 'concrete',
      spans: [128, 128, 128, 128, 128, 128, 128, 128, 128],
      trussM: 16,
      lower: 'rail',
      lanes: 4,
      paint: 'grey',
    },
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
      [-200, 133],
      [200, 133],
    ],
    deckM: 38,
    build: { tower: 'h', towerMaterial: 'concrete', planes: 2, spans: [180, 400, 180], lanes: 6 },
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
      [-309, 180],
      [309, 180],
    ],
    deckM: 40,
    build: { tower: 'a', towerMaterial: 'concrete', planes: 2, spans: [50, 180, 618, 180, 50], lanes: 6 },
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
      [-230, 168],
      [230, 168],
    ],
    deckM: 40,
    build: {
      tower: 'inverted-y',
      towerMaterial: 'concrete',
      planes: 2,
      spans: [48, 204, 460, 204, 48],
      lanes: 6,
    },
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
      [-640, 178],
      [640, 178],
    ],
    deckM: 42,
    build: { tower: 'portal', towerMaterial: 'concrete', spans: [1280], lanes: 6 },
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
      [-252, 197],
      [252, 197],
    ],
    deckM: 48,
    build: {
      tower: 'inverted-y',
      towerMaterial: 'concrete',
      planes: 3,
      spans: [98, 196, 504, 196, 98],
      lanes: 6,
      trussM: 15,
      lower: 'rail',
      paint: 'grey',
    },
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
      [-616, 209],
      [0, 209],
      [616, 209],
    ],
    deckM: 40,
    build: {
      tower: 'diamond',
      towerMaterial: 'concrete',
      planes: 2,
      spans: [90, 160, 616, 616, 160, 90],
      lanes: 8,
    },
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
      [-850, 134],
      [0, 160],
      [850, 134],
    ],
    deckM: 40,
    build: {
      tower: 'portal',
      towerMaterial: 'steel',
      spans: [200, 850, 850, 225],
      lanes: 8,
      paint: 'orange',
    },
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
      [-380, 240],
      [380, 240],
    ],
    deckM: 42,
    build: {
      tower: 'diamond',
      towerMaterial: 'concrete',
      planes: 2,
      spans: [100, 275, 760, 275, 100],
      lanes: 8,
    },
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
      [-850, 242],
      [850, 242],
    ],
    deckM: 46,
    build: {
      tower: 'portal',
      towerMaterial: 'concrete',
      spans: [1700],
      trussM: 10,
      lower: 'road',
      lanes: 10,
      paint: 'grey',
    },
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
      [-469, 278],
      [469, 278],
    ],
    deckM: 42,
    build: { tower: 'a', towerMaterial: 'concrete', planes: 2, spans: [350, 938, 350], lanes: 8 },
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
    through: [
      [114.2869, 30.582],
      [114.2997, 30.5753],
      [114.3032, 30.5637],
    ],
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
    through: [
      [114.2607, 30.5518],
      [114.2775, 30.5397],
      [114.2958, 30.5368],
    ],
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
    through: [
      [114.3027, 30.6108],
      [114.3175, 30.6017],
      [114.3266, 30.5909],
    ],
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
    build: { spans: [280], lanes: 4, paint: 'red' },
    provenance: wikidata('L', pylonNote),
  },
  han('jianghan-bridge', '江汉桥', 'Jianghan Bridge', [114.2617, 30.5647], 'girder', { build: { lanes: 4 } }),
  han('yuehu-bridge', '月湖桥', 'Yuehu Bridge', [114.2442, 30.5683], 'cable-stayed', {
    spanM: 232,
    pylons: [[-100, 122]],
    build: { tower: 'column', towerMaterial: 'concrete', planes: 1, spans: [130, 232], lanes: 8 },
  }),
  han('hanshui-rail-bridge', '汉水铁路桥', 'Han River Railway Bridge', [114.2267, 30.5739], 'truss', {
    widthM: 12,
    build: { trussM: 11, paint: 'grey' },
  }),
  han('hanjiangwan-bridge', '汉江湾桥', 'Hanjiangwan Bridge', [114.2044, 30.5853], 'truss-arch', {
    spanM: 408,
    widthM: 47,
    deckM: 24,
    build: { spans: [132, 408, 132], trussM: 9, lanes: 6, paint: 'grey' },
  }),
  han('gutian-bridge', '古田桥', 'Gutian Bridge', [114.1849, 30.5843], 'self-anchored-suspension', {
    spanM: 252,
    widthM: 44,
    pylons: [
      [-126, 78],
      [126, 78],
    ],
    build: { tower: 'portal', towerMaterial: 'concrete', spans: [110, 252, 110], lanes: 8 },
  }),
  han('changfeng-bridge', '长丰桥', 'Changfeng Bridge', [114.1608, 30.6035], 'arch', {
    spanM: 251,
    build: { spans: [60, 251, 60], lanes: 6, paint: 'white' },
  }),
];

/** A Han bridge: place from a source, all else as it is commonly known and told so. */
function han(
  id: string,
  zh: string,
  en: string,
  at: LonLat,
  structure: string,
  known: Partial<Pick<CrossingFacts, 'spanM' | 'widthM' | 'deckM' | 'pylons' | 'build'>>,
): CrossingFacts {
  return {
    id,
    name: { zh, en },
    river: 'han',
    kind: 'bridge',
    structure,
    at,
    accuracyM: 30,
    widthM: 26,
    pylons: [],
    provenance: overHan,
    ...known,
  };
}
