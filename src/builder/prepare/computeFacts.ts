import type { ComputeCentre } from '@/contracts/base';
import type { Text } from '@/contracts/text';
import { publicDashboard, unverified } from './origins';

const dashboard: Text = { zh: '公开看板', en: 'public dashboard' };
const placeUnverified: Text = {
  zh: '位置未核对，圆圈表示不确定范围',
  en: 'place unverified; the ring shows the doubt',
};
const noPlace: Text = {
  zh: '未公布位置，不在图上标点',
  en: 'no published place; not put on the map as a point',
};

/** Figures are kept side by side where sources disagree; PFLOPS of different precision are never added. */
export const computeFacts: readonly ComputeCentre[] = [
  {
    id: 'wuhan-ai',
    name: { zh: '武汉人工智能计算中心', en: 'Wuhan Artificial Intelligence Computing Centre' },
    kind: 'intelligent',
    pflops: 400,
    precision: 'FP16',
    figures: [
      { pflops: 400, source: dashboard, year: '2025', confidence: 'M' },
      {
        pflops: 400,
        source: {
          zh: '省级数据表（引武汉市科创局）',
          en: 'provincial data sheet citing the city’s science bureau',
        },
        confidence: 'M',
      },
      {
        pflops: 100,
        source: { zh: '2021-05-31 投运时', en: 'when opened on 2021-05-31' },
        year: '2021',
        confidence: 'K',
      },
    ],
    at: [114.61, 30.51],
    accuracyM: 3000,
    district: '420111',
    facts: [
      {
        zh: '光谷科学岛起步区一期，占地 7,500 m²，建筑 2,600 m²，约 4.5 亿元',
        en: 'Optics Valley Science Island, first phase; land 7,500 m², building 2,600 m², about 450 M CNY',
      },
      { zh: '建设单位：武汉光谷爱计算有限公司', en: 'built by Wuhan Guanggu Ai Computing Co.' },
    ],
    provenance: publicDashboard('M', placeUnverified),
  },
  {
    id: 'wuhan-supercomputing',
    name: { zh: '武汉超算中心', en: 'Wuhan Supercomputing Centre' },
    kind: 'super',
    pflops: 100,
    precision: 'FP64',
    figures: [
      { pflops: 100, source: { zh: '引武汉日报', en: 'citing Wuhan Daily' }, year: '2025', confidence: 'M' },
      { pflops: 250, source: dashboard, year: '2025', confidence: 'L' },
      { pflops: 50, source: { zh: '首期建成', en: 'first phase as built' }, year: '2022', confidence: 'M' },
    ],
    at: [114.612, 30.508],
    accuracyM: 3000,
    district: '420111',
    facts: [
      {
        zh: '首期 50P，机房按 200P 预留，4,407 m²；2022-11 投运',
        en: '50 P built first with rooms for 200 P, 4,407 m²; in service 2022-11',
      },
      {
        zh: '两个来源的现值不一致：100P 与 250P',
        en: 'two sources disagree on today’s value: 100 P and 250 P',
      },
    ],
    provenance: publicDashboard('M', placeUnverified),
  },
  {
    id: 'china-mobile-wuhan',
    name: { zh: '中国移动智算中心（武汉）', en: 'China Mobile Intelligent Computing Centre (Wuhan)' },
    kind: 'intelligent',
    pflops: 2200,
    precision: 'unstated',
    figures: [{ pflops: 2200, source: dashboard, year: '2025', confidence: 'M' }],
    at: [114.6, 30.49],
    accuracyM: 6000,
    district: '420111',
    facts: [
      { zh: '光谷 未来科技城—左岭一带', en: 'Optics Valley, between Future Technology City and Zuoling' },
    ],
    provenance: publicDashboard('M', placeUnverified),
  },
  {
    id: 'china-telecom-central',
    name: { zh: '中国电信中部智算中心', en: 'China Telecom Central China Intelligent Computing Centre' },
    kind: 'intelligent',
    pflops: 2000,
    precision: 'unstated',
    figures: [{ pflops: 2000, source: dashboard, year: '2025', confidence: 'M' }],
    at: [114.1, 30.67],
    accuracyM: 3000,
    district: '420112',
    facts: [
      {
        zh: '中部大数据中心：东西湖径河街泥达湖，国家网安基地二期，13 栋，50 亿元，规划 3–4 万机架（长江日报 2023-01-31）',
        en: 'Central data centre: Nidahu, Jinghe street, Dongxihu; 13 buildings, 5 bn CNY, 30–40 thousand racks planned (Changjiang Daily, 2023-01-31)',
      },
      { zh: '武昌三期 2022-02 开工', en: 'a second campus, Wuchang phase 3, begun 2022-02' },
    ],
    provenance: publicDashboard('M', placeUnverified),
  },
  {
    id: 'cyber-base',
    name: { zh: '网安基地智算中心', en: 'Cybersecurity Base Intelligent Computing Centre' },
    kind: 'intelligent',
    pflops: 500,
    precision: 'unstated',
    figures: [{ pflops: 500, source: dashboard, year: '2025', confidence: 'M' }],
    at: [114.08, 30.67],
    accuracyM: 3000,
    district: '420112',
    facts: [
      {
        zh: '国家网络安全人才与创新基地，东西湖',
        en: 'National Cybersecurity Talent and Innovation Base, Dongxihu',
      },
    ],
    provenance: publicDashboard('M', placeUnverified),
  },
  {
    id: 'china-unicom-central',
    name: { zh: '中国联通华中智·云', en: 'China Unicom Central China Intelligence Cloud' },
    kind: 'cloud',
    pflops: 300,
    precision: 'unstated',
    figures: [{ pflops: 300, source: dashboard, year: '2025', confidence: 'M' }],
    facts: [],
    provenance: publicDashboard('M', noPlace),
  },
  {
    id: 'wuhan-cloud',
    name: { zh: '武汉云', en: 'Wuhan Cloud' },
    kind: 'cloud',
    precision: 'unstated',
    figures: [],
    facts: [{ zh: '城市政务云，武汉云数字科技运营', en: 'the city’s government cloud' }],
    provenance: unverified(noPlace),
  },
];
