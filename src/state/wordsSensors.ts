import type { ObservedProperty } from '@/contracts/series';
import type { Text } from '@/contracts/text';
import { clockTime } from './wordsFormat';

/** Words of the sensors on the map: their states, what one may choose of them, their clusters. */
export const sensorWords = {
  domains: {
    infrastructure: { zh: '城市基础设施', en: 'City infrastructure' },
    manufacturing: { zh: '生产制造', en: 'Manufacturing' },
    logistics: { zh: '物流仓储', en: 'Logistics' },
    public: { zh: '公共服务', en: 'Public services' },
    environment: { zh: '生态环保', en: 'Environment' },
    emergency: { zh: '应急管理', en: 'Emergency' },
  } satisfies Readonly<Record<ObservedProperty['domain'], Text>>,
  states: {
    normal: { zh: '正常', en: 'Normal' },
    attention: { zh: '关注', en: 'Attention' },
    warning: { zh: '预警', en: 'Warning' },
    alarm: { zh: '告警', en: 'Alarm' },
    stale: { zh: '过期', en: 'Stale' },
    lost: { zh: '失联', en: 'Silent' },
    absent: { zh: '无数据', en: 'No data' },
  },
  colour: { zh: '着色', en: 'Colour by' },
  byState: { zh: '状态', en: 'State' },
  property: { zh: '观测量', en: 'Observes' },
  anyProperty: { zh: '全部观测量', en: 'Everything' },
  domain: { zh: '领域', en: 'Domain' },
  district: { zh: '行政区', en: 'District' },
  state: { zh: '状态', en: 'State' },
  all: { zh: '全部', en: 'all' },
  scaleNote: {
    zh: '按当前读数的 5%–95% 分级；读数为模拟。聚合取平均值，过期的不着色。',
    en: 'Classes span the middle 90 % of present readings, which are simulated. Clusters show the mean; stale ones have no colour.',
  },
  /** Beside a value whose time has passed: the time itself, since an age would be wrong a minute later. */
  old: (word: Text, value: string, observedAt: number): Text => ({
    zh: `${word.zh} ${value} · ${clockTime(observedAt)}`,
    en: `${word.en} ${value} · ${clockTime(observedAt)}`,
  }),
  cluster: {
    title: (count: string): Text => ({ zh: `${count} 处感知设备`, en: `${count} sensor sites` }),
    extent: (km: string): Text => ({ zh: `约 ${km} 公里见方`, en: `a square of about ${km} km` }),
    others: { zh: '其余', en: 'Others' },
    more: (count: string): Text => ({ zh: `另有 ${count} 路`, en: `${count} more series` }),
    lastHeard: (word: Text, observedAt: number): Text => ({
      zh: `${word.zh}，观测于 ${clockTime(observedAt)}`,
      en: `${word.en}, observed ${clockTime(observedAt)}`,
    }),
  },
} as const;
