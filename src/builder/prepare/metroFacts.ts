import type { MetroRegister } from '@/contracts/base';
import type { LonLat } from '@/contracts/geo';
import { courseOf, type Waters } from './metroCourse';
import { betweenStations, publicMetro } from './origins';

/** Stations whose place was read in a source (WGS 84). */
const stations: readonly (readonly [id: string, zh: string, en: string, lon: number, lat: number])[] = [
  ['hankoubei', '汉口北', 'Hankoubei', 114.324, 30.7143],
  ['dijiao', '堤角', 'Dijiao', 114.3328, 30.6682],
  ['huangpulu', '黄浦路', 'Huangpulu', 114.3027, 30.6108],
  ['dazhilu', '大智路', 'Dazhilu', 114.2896, 30.595],
  ['xunlimen', '循礼门', 'Xunlimen', 114.2806, 30.5877],
  ['zongguan', '宗关', 'Zongguan', 114.2195, 30.5828],
  ['jinghe', '径河', 'Jinghe', 114.1151, 30.6613],
  ['tianhe-airport', '天河机场', 'Tianhe Airport', 114.2111, 30.773],
  ['hongtudadao', '宏图大道', 'Hongtudadao', 114.2723, 30.6728],
  ['changqing-garden', '常青花园', 'Changqing Garden', 114.237, 30.643],
  ['hankou-railway-station', '汉口火车站', 'Hankou Railway Station', 114.2495, 30.6179],
  ['fanhu', '范湖', 'Fanhu', 114.2557, 30.6102],
  ['wangjiadun-east', '王家墩东', 'Wangjiadun East', 114.2579, 30.5967],
  ['zhongshan-park', '中山公园', 'Zhongshan Park', 114.2674, 30.5844],
  ['jianghanlu', '江汉路', 'Jianghanlu', 114.2869, 30.582],
  ['jiyuqiao', '积玉桥', 'Jiyuqiao', 114.3032, 30.5637],
  ['pangxiejia', '螃蟹岬', 'Pangxiejia', 114.312, 30.5557],
  ['hongshan-square', '洪山广场', 'Hongshan Square', 114.3309, 30.5477],
  ['zhongnanlu', '中南路', 'Zhongnanlu', 114.3275, 30.5399],
  ['jiedaokou', '街道口', 'Jiedaokou', 114.348, 30.529],
  ['optics-valley-square', '光谷广场', 'Optics Valley Square', 114.3916, 30.5081],
  ['optics-valley-railway-station', '光谷火车站', 'Optics Valley Railway Station', 114.4262, 30.4893],
  ['fozuling', '佛祖岭', 'Fozuling', 114.4343, 30.441],
  ['citizens-home', '市民之家', 'Citizens’ Home', 114.2914, 30.6637],
  ['xiangganglu', '香港路', 'Xianggang Road', 114.2793, 30.6077],
  ['wuhan-business-district', '武汉商务区', 'Wuhan Business District', 114.2415, 30.6],
  ['wangjiawan', '王家湾', 'Wangjiawan', 114.2049, 30.5646],
  ['sports-centre', '体育中心', 'Sports Centre', 114.1654, 30.5084],
  ['zhuanyangdadao', '沌阳大道', 'Zhuanyangdadao', 114.1515, 30.4917],
  ['bailin', '柏林', 'Bailin', 113.9893, 30.5847],
  ['zhongjiacun', '钟家村', 'Zhongjiacun', 114.2607, 30.5518],
  ['hanyang-railway-station', '汉阳火车站', 'Hanyang Railway Station', 114.2474, 30.5542],
  ['fuxinglu', '复兴路', 'Fuxinglu', 114.2958, 30.5368],
  ['shouyilu', '首义路', 'Shouyilu', 114.3031, 30.536],
  ['wuchang-railway-station', '武昌火车站', 'Wuchang Railway Station', 114.311, 30.533],
  ['chuhe-hanjie', '楚河汉街', 'Chuhe Hanjie', 114.3359, 30.5562],
  ['yuejiazui', '岳家嘴', 'Yuejiazui', 114.3565, 30.5794],
  ['yangchunhu', '杨春湖', 'Yangchunhu', 114.4108, 30.6076],
  ['wuhan-railway-station', '武汉火车站', 'Wuhan Railway Station', 114.4188, 30.6097],
  ['qintai', '琴台', 'Qintai', 114.2609, 30.56],
  ['expo-centre-north', '国博中心北', 'Expo Centre North', 114.2372, 30.5131],
  ['garden-expo-park', '园博园', 'Garden Expo Park', 114.2204, 30.6208],
  ['xujiapeng', '徐家棚', 'Xujiapeng', 114.3266, 30.5909],
  ['xiaodongmen', '小东门', 'Xiaodongmen', 114.313, 30.5474],
  ['yezhihu', '野芷湖', 'Yezhihu', 114.314, 30.4635],
  ['zhifangdajie', '纸坊大街', 'Zhifangdajie', 114.3191, 30.3472],
  ['jintanlu', '金潭路', 'Jintanlu', 114.2786, 30.6796],
  ['zhuyeshan', '竹叶山', 'Zhuyeshan', 114.2817, 30.6277],
  ['liyuan', '梨园', 'Liyuan', 114.3645, 30.5771],
  ['tongji-hospital-optics-valley', '光谷同济医院', 'Tongji Hospital Optics Valley', 114.461, 30.4877],
  ['guangguwulu', '光谷五路', 'Guanggu 5th Road', 114.4977, 30.4876],
  ['zuoling', '左岭', 'Zuoling', 114.6156, 30.4903],
  ['baibuting', '百步亭花园路', 'Baibuting Garden Road', 114.31, 30.6568],
  ['yangluo', '阳逻', 'Yangluo', 114.5479, 30.7061],
  ['jintai', '金台', 'Jintai', 114.614, 30.7163],
];

interface LineFacts {
  readonly id: string;
  readonly colour: string;
  readonly opened: string;
  readonly zh?: string;
  readonly en?: string;
  /** The stations above in their order along the line; the line has more. */
  readonly stops: readonly string[];
  /** The first stop of the drawn path, where a straight line from the one before would mislead. */
  readonly drawnFrom?: string;
  /** Bends of the course after a stop, where the straight way would cross a lake or miss a river tunnel. */
  readonly bends?: Readonly<Record<string, readonly LonLat[]>>;
  /** On viaducts over its whole length, as far as is commonly known. */
  readonly elevated?: true;
}

/** Colours of lines 5, 16 and 19 are not from a source. */
const lines: readonly LineFacts[] = [
  {
    id: '1',
    colour: '#3080B7',
    opened: '2004',
    elevated: true,
    bends: {
      hankoubei: [[114.331, 30.692]],
      dijiao: [
        [114.3262, 30.6482],
        [114.3168, 30.6262],
      ],
      zongguan: [
        [114.1905, 30.5952],
        [114.1682, 30.6118],
        [114.1402, 30.631],
      ],
    },
    stops: ['hankoubei', 'dijiao', 'huangpulu', 'dazhilu', 'xunlimen', 'zongguan', 'jinghe'],
  },
  {
    id: '2',
    colour: '#EB81B9',
    opened: '2012',
    bends: { jianghanlu: [[114.2997, 30.5753]], 'optics-valley-railway-station': [[114.4322, 30.4665]] },
    stops: [
      'tianhe-airport',
      'hongtudadao',
      'changqing-garden',
      'hankou-railway-station',
      'fanhu',
      'wangjiadun-east',
      'zhongshan-park',
      'xunlimen',
      'jianghanlu',
      'jiyuqiao',
      'pangxiejia',
      'hongshan-square',
      'zhongnanlu',
      'jiedaokou',
      'optics-valley-square',
      'optics-valley-railway-station',
      'fozuling',
    ],
  },
  {
    id: '3',
    colour: '#DAC17D',
    opened: '2015',
    bends: {
      wangjiawan: [
        [114.2052, 30.5435],
        [114.1905, 30.5232],
      ],
    },
    stops: [
      'hongtudadao',
      'citizens-home',
      'xiangganglu',
      'fanhu',
      'wuhan-business-district',
      'zongguan',
      'wangjiawan',
      'sports-centre',
      'zhuanyangdadao',
    ],
  },
  {
    id: '4',
    colour: '#86B81C',
    opened: '2013',
    bends: {
      yangchunhu: [
        [114.3965, 30.6068],
        [114.3735, 30.6],
      ],
      yuejiazui: [[114.3488, 30.5668]],
      fuxinglu: [[114.2775, 30.5397]],
      wangjiawan: [
        [114.171, 30.5668],
        [114.118, 30.5745],
        [114.06, 30.582],
      ],
    },
    stops: [
      'wuhan-railway-station',
      'yangchunhu',
      'yuejiazui',
      'chuhe-hanjie',
      'hongshan-square',
      'zhongnanlu',
      'wuchang-railway-station',
      'shouyilu',
      'fuxinglu',
      'zhongjiacun',
      'hanyang-railway-station',
      'wangjiawan',
      'bailin',
    ],
  },
  { id: '5', colour: '#C5283D', opened: '2021-12', stops: ['xujiapeng', 'jiyuqiao', 'fuxinglu'] },
  {
    id: '6',
    colour: '#018237',
    opened: '2016',
    bends: {
      'sports-centre': [
        [114.2008, 30.5],
        [114.2225, 30.5018],
      ],
      'expo-centre-north': [
        [114.2412, 30.5265],
        [114.2528, 30.5425],
      ],
      xiangganglu: [[114.2702, 30.6258]],
    },
    stops: [
      'sports-centre',
      'expo-centre-north',
      'zhongjiacun',
      'qintai',
      'jianghanlu',
      'dazhilu',
      'xiangganglu',
      'changqing-garden',
    ],
  },
  {
    id: '7',
    colour: '#EE782E',
    opened: '2018',
    bends: {
      'garden-expo-park': [[114.2262, 30.6085]],
      'wangjiadun-east': [[114.2652, 30.6062]],
      xiangganglu: [
        [114.3028, 30.6022],
        [114.3139, 30.5961],
      ],
      'wuchang-railway-station': [
        [114.3062, 30.512],
        [114.308, 30.488],
      ],
      yezhihu: [
        [114.3085, 30.44],
        [114.3018, 30.408],
        [114.3065, 30.374],
      ],
    },
    stops: [
      'garden-expo-park',
      'wuhan-business-district',
      'wangjiadun-east',
      'xiangganglu',
      'xujiapeng',
      'pangxiejia',
      'xiaodongmen',
      'wuchang-railway-station',
      'yezhihu',
      'zhifangdajie',
    ],
  },
  {
    id: '8',
    colour: '#99ADAC',
    opened: '2017',
    bends: {
      huangpulu: [[114.3175, 30.6017]],
      liyuan: [
        [114.3522, 30.5652],
        [114.3468, 30.5482],
      ],
      jiedaokou: [
        [114.3402, 30.514],
        [114.3265, 30.4975],
        [114.3192, 30.48],
      ],
    },
    stops: [
      'jintanlu',
      'hongtudadao',
      'zhuyeshan',
      'huangpulu',
      'xujiapeng',
      'yuejiazui',
      'liyuan',
      'jiedaokou',
      'yezhihu',
    ],
  },
  {
    id: '11',
    colour: '#FCD600',
    opened: '2018',
    stops: ['optics-valley-railway-station', 'tongji-hospital-optics-valley', 'guangguwulu', 'zuoling'],
  },
  { id: '16', colour: '#D9488B', opened: '2021-12', stops: [] },
  { id: '19', colour: '#5BC2E7', opened: '2023-12', stops: [] },
  {
    id: '21',
    colour: '#D10195',
    opened: '2017',
    zh: '阳逻线（21号线）',
    en: 'Yangluo Line (21)',
    elevated: true,
    stops: ['baibuting', 'yangluo', 'jintai'],
    // Straight on from 百步亭 the line would cross 天兴洲, which it goes round.
    drawnFrom: 'yangluo',
  },
];

const partly = {
  zh: '只连接来源给出位置的车站；站间弯曲与埋深为示意',
  en: 'joins only the stations a source places; bends between them and depths are indicative',
};
const unplaced = { zh: '来源没有给出车站位置，不画线', en: 'no source places its stations; not drawn' };

export function metroRegisterOf(waters: Waters): MetroRegister {
  const place = (id: string): LonLat => {
    const station = stations.find(([known]) => known === id);
    if (station === undefined) throw new Error(`no station ${id}`);
    return [station[3], station[4]];
  };
  return {
    lines: lines.map(({ id, zh, en, colour, opened, stops, drawnFrom, bends, elevated }) => {
      const drawn = stops.slice(drawnFrom === undefined ? 0 : stops.indexOf(drawnFrom));
      const course = courseOf(
        drawn.flatMap((stop) => [place(stop), ...(bends?.[stop] ?? [])]),
        elevated === true,
        waters,
      );
      return {
        id,
        name: { zh: zh ?? `${id}号线`, en: en ?? `Line ${id}` },
        colour,
        path: drawn.map(place),
        ...(course === undefined ? {} : { course }),
        opened,
        provenance: betweenStations(stops.length === 0 ? unplaced : partly),
      };
    }),
    stations: stations.map(([id, zh, en, lon, lat]) => ({
      id,
      name: { zh, en },
      at: [lon, lat],
      lines: lines.filter((line) => line.stops.includes(id)).map((line) => line.id),
      provenance: publicMetro('H'),
    })),
  };
}
