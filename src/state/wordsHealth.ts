import type { HealthAspect } from '@/domain/dataHealth';
import type { Text } from '@/contracts/text';
import { figure } from './wordsFormat';

const plain = (words: string): Text => ({ zh: words, en: words });

interface AspectWords {
  readonly title: Text;
  /** Level 0 to 4, as `levelStarts` parts them. */
  readonly levels: readonly Text[];
}

const aspect: Readonly<Record<HealthAspect, AspectWords>> = {
  freshness: {
    title: { zh: '新鲜读数占比', en: 'Share of fresh readings' },
    levels: ['> 95 %', '80–95 %', '50–80 %', '20–50 %', '≤ 20 %'].map(plain),
  },
  refused: {
    title: { zh: '每序列被拒收消息', en: 'Refused messages per series' },
    levels: ['0', '< 1', '1–10', '10–100', '≥ 100'].map(plain),
  },
  clock: {
    title: { zh: '时钟不准的占比', en: 'Share with a wrong clock' },
    levels: ['0', '< 2 %', '2–5 %', '5–10 %', '≥ 10 %'].map(plain),
  },
  coverage: {
    title: { zh: '有新鲜读数的领域数（共六类）', en: 'Domains with a fresh reading (of six)' },
    levels: ['6', '4–5', '3', '2', '0–1'].map(plain),
  },
};

/** Words of the data-health layer, the dead letters, the clocks and what the store lost. */
export const healthWords = {
  aspect,
  paintedBy: { zh: '填色按', en: 'Painted by' },
  owner: { zh: '归口单位', en: 'Owner' },
  allOwners: { zh: '全部单位', en: 'All owners' },
  cell: (id: string, district: Text): Text => ({
    zh: `${district.zh} · 格 ${id}`,
    en: `${district.en} · cell ${id}`,
  }),
  subtitle: { zh: '约 1 km 见方内的数据健康', en: 'Data health within about 1 km square' },
  devices: { zh: '设备', en: 'Devices' },
  series: { zh: '序列', en: 'Series' },
  refused: { zh: '被拒收消息', en: 'Messages refused' },
  clocks: { zh: '时钟不准', en: 'Wrong clocks' },
  domains: { zh: '有新鲜读数的领域', en: 'Domains with a fresh reading' },
  silentDomains: { zh: '没有新鲜读数的领域', en: 'Domains without one' },
  unknown: { zh: '此刻不知', en: 'not known for now' },
  presentOnly: {
    zh: '拒收与时钟只有服务器的当前值：回放与静态演示中不显示。',
    en: 'Refusals and clocks are known only to the server and only for now: not shown in replay or the static demo.',
  },
  worst: { zh: '问题最多的设备', en: 'Devices with most trouble' },
  noneWorst: { zh: '此处所有序列都新鲜。', en: 'Every series here is fresh.' },
  byOwner: { zh: '按归口单位', en: 'By owner' },
  fresh: { zh: '新鲜', en: 'Fresh' },
  ageP95: { zh: 'P95 龄期', en: 'P95 age' },
  ageUnit: { zh: '× 间隔', en: '× interval' },
  share: (value: number): string => `${figure(value * 100, 1)} %`,
} as const;
