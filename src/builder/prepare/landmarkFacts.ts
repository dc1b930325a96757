import type { LandmarkRecord } from '@/contracts/base';
import type { LonLat } from '@/contracts/geo';
import type { Text } from '@/contracts/text';
import { derivedFromBorders, unverified, wikidata } from './origins';

type Kind = LandmarkRecord['kind'];

/** The nine towers that stand with their real height at their real place. */
const towers: readonly (readonly [
  id: string,
  zh: string,
  en: string,
  height: number,
  at: LonLat,
  note?: Text,
])[] = [
  ['greenland-centre', '武汉绿地中心', 'Wuhan Greenland Centre', 475.6, [114.317475, 30.585942]],
  ['wuhan-centre', '武汉中心', 'Wuhan Center', 438, [114.23967, 30.59665]],
  [
    'wuhan-tiandi-a1',
    '武汉天地A1',
    'Riverview Plaza A1',
    376,
    [114.303583, 30.610778],
    {
      zh: '376 m 为建成高度（未核对）；436 m 为早期方案',
      en: '376 m as built, unverified; 436 m was an earlier design',
    },
  ],
  [
    'minsheng-bank',
    '民生银行大厦',
    'Minsheng Bank Building',
    331,
    [114.267778, 30.596389],
    { zh: '来源给出 331–336 m', en: 'sources give 331–336 m' },
  ],
  ['yuexiu-fortune', '越秀财富中心', 'Yuexiu Fortune Centre', 330, [114.245139, 30.571667]],
  ['heartland-66', '恒隆广场', 'Heartland 66', 320.9, [114.270222, 30.580694]],
  [
    'world-trade-tower',
    '武汉世贸大厦',
    'Wuhan World Trade Tower',
    273,
    [114.2632, 30.5826],
    { zh: '高度未核对', en: 'height unverified' },
  ],
  [
    'jiali-plaza',
    '佳丽广场',
    'Jiali Plaza',
    251,
    [114.2859, 30.5811],
    { zh: '高度未核对', en: 'height unverified' },
  ],
  [
    'guishan-tv-tower',
    '龟山电视塔',
    'Guishan TV Tower',
    221,
    [114.275083, 30.558156],
    { zh: '高度未核对', en: 'height unverified' },
  ],
];

const sights: readonly (readonly [
  id: string,
  zh: string,
  en: string,
  kind: Kind,
  at: LonLat,
  priority: number,
  heightM?: number,
])[] = [
  ['yellow-crane-tower', '黄鹤楼', 'Yellow Crane Tower', 'historic', [114.296944, 30.546944], 1, 51.4],
  ['customs-house', '江汉关', 'Jianghan Customs House', 'historic', [114.292079, 30.578736], 2, 46.3],
  ['hankou-water-tower', '汉口水塔', 'Hankou Water Tower', 'historic', [114.28471, 30.581506], 6, 41.32],
  ['hubei-museum', '湖北省博物馆', 'Hubei Provincial Museum', 'culture', [114.3589, 30.5639], 3],
  ['hubei-library', '湖北省图书馆', 'Hubei Provincial Library', 'culture', [114.3241, 30.5586], 6],
  ['qintai-concert-hall', '琴台音乐厅', 'Qintai Concert Hall', 'culture', [114.2569, 30.563], 4],
  ['wuhan-university', '武汉大学', 'Wuhan University', 'culture', [114.3611, 30.5408], 3],
  [
    'wut-yujiatou',
    '武汉理工大学（余家头）',
    'Wuhan University of Technology',
    'culture',
    [114.3569, 30.6093],
    6,
  ],
  ['wuhuan-sports-centre', '五环体育中心', 'Wuhuan Sports Centre', 'culture', [114.1339, 30.6367], 6],
  ['optics-valley-tennis', '光谷网球中心', 'Optics Valley Tennis Centre', 'culture', [114.4564, 30.4756], 6],
  ['wuhan-station', '武汉站', 'Wuhan Railway Station', 'station', [114.41898, 30.60967], 2],
  ['hankou-station', '汉口站', 'Hankou Railway Station', 'station', [114.24984, 30.62043], 2],
  ['wuchang-station', '武昌站', 'Wuchang Railway Station', 'station', [114.3111, 30.53], 2],
  ['hanyang-station', '汉阳站', 'Hanyang Railway Station', 'station', [114.25029, 30.55519], 6],
  ['tianhe-airport', '天河机场', 'Tianhe International Airport', 'station', [114.21739, 30.77484], 2],
  ['guangfa-bank', '广发银行大厦', 'Guangfa Bank Building', 'place', [114.27462, 30.59804], 7],
  ['ctf-finance-centre', '周大福时代金融中心', 'CTF Finance Centre', 'place', [114.2717, 30.60477], 7],
  ['new-world-tower', '新世界国贸', 'New World International Trade Tower', 'place', [114.2647, 30.5975], 7],
  ['poly-plaza', '保利广场', 'Poly Plaza', 'place', [114.33, 30.5465], 7],
  ['optics-valley', '光谷广场', 'Optics Valley Square', 'place', [114.3986, 30.5056], 2],
];

/** Names people look for, put where the area is; no building stands for them. */
const places: readonly (readonly [
  id: string,
  zh: string,
  en: string,
  kind: Kind,
  at: LonLat,
  priority: number,
])[] = [
  ['hankou', '汉口', 'Hankou', 'place', [114.272, 30.6], 0],
  ['wuchang', '武昌', 'Wuchang', 'place', [114.322, 30.548], 0],
  ['hanyang', '汉阳', 'Hanyang', 'place', [114.245, 30.55], 0],
  ['jianghan-road', '江汉路', 'Jianghan Road', 'place', [114.288, 30.5815], 5],
  ['chuhe-hanjie', '楚河汉街', 'Chuhe Hanjie', 'place', [114.3395, 30.5555], 5],
  ['longwangmiao', '龙王庙', 'Longwangmiao', 'place', [114.2917, 30.5644], 5],
  ['yangtze-upper', '长江', 'Yangtze', 'river', [114.2452, 30.4985], 1],
  ['yangtze-middle', '长江', 'Yangtze', 'river', [114.302, 30.5745], 0],
  ['yangtze-lower', '长江', 'Yangtze', 'river', [114.548, 30.665], 1],
  ['han-lower', '汉江', 'Han River', 'river', [114.235, 30.5722], 1],
  ['han-upper', '汉江', 'Han River', 'river', [114.08, 30.5995], 2],
  ['fu', '府河', 'Fu River', 'river', [114.276, 30.6895], 4],
  ['tianxingzhou', '天兴洲', 'Tianxingzhou', 'island', [114.425, 30.683], 2],
];

export function landmarkRegisterOf(): LandmarkRecord[] {
  return [
    ...towers.map(([id, zh, en, heightM, at, note], i): LandmarkRecord => ({
      id,
      name: { zh, en },
      kind: 'tower',
      at,
      heightM,
      accuracyM: 15,
      priority: i < 2 ? 1 : 3,
      provenance: wikidata(note === undefined ? 'H' : 'M', note),
    })),
    ...sights.map(([id, zh, en, kind, at, priority, heightM]): LandmarkRecord => ({
      id,
      name: { zh, en },
      kind,
      at,
      ...(heightM === undefined ? {} : { heightM }),
      accuracyM: 15,
      priority,
      provenance: wikidata('H'),
    })),
    ...places.map(([id, zh, en, kind, at, priority]): LandmarkRecord => ({
      id,
      name: { zh, en },
      kind,
      at,
      accuracyM: 600,
      priority,
      provenance: kind === 'river' || kind === 'island' ? derivedFromBorders('M') : unverified(),
    })),
  ];
}
