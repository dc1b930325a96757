import type { HealthAspect } from '@/domain/dataHealth';
import type { Text } from '@/contracts/text';
import { recordWords } from './wordsRecords';

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
  noDevice: { zh: '没有设备的领域', en: 'Domains without a device' },
  group: { zh: '单位', en: 'Owner' },
  refusedShort: { zh: '拒收', en: 'Refused' },
  clocksShort: { zh: '时钟', en: 'Clocks' },
  troubled: { zh: '问题较多', en: 'in trouble' },
  ageNote: {
    zh: '失联含从未有数据；龄期为 P95，以上报间隔计',
    en: 'silent includes never heard; age is P95, in reporting intervals',
  },
  title: { zh: '数据健康与来源', en: 'Data health and sources' },
  tab: {
    health: { zh: '健康', en: 'Health' },
    letters: { zh: '拒收', en: 'Refused' },
    clocks: { zh: '时钟', en: 'Clocks' },
    sources: { zh: '来源', en: 'Sources' },
  },
  queue: {
    waiting: { zh: '等待写入', en: 'Waiting to be written' },
    written: { zh: '已写入', en: 'Written' },
    nothingShed: {
      zh: '没有因排队丢弃的读数；告警从不丢弃',
      en: 'No reading was dropped from the queue; alarms never are',
    },
  },
  reasonOf: (id: string): Text => recordWords.data.reason[id] ?? { zh: id, en: id },
  letters: {
    byReason: { zh: '按理由筛选', en: 'Filter by reason' },
    all: { zh: '全部', en: 'All' },
    pause: { zh: '暂停刷新', en: 'Hold still' },
    resume: { zh: '继续刷新', en: 'Go on' },
    unseen: (count: string): Text => ({ zh: `又拒收 ${count} 条`, en: `${count} more refused since` }),
    kept: (count: string): Text => ({ zh: `保留最近 ${count} 条样本`, en: `the newest ${count} are kept` }),
    noneKept: {
      zh: '这个理由的样本已被更新的样本替换。',
      en: 'Samples of this reason have made room for newer ones.',
    },
    count: (count: string): Text => ({ zh: `${count} 条`, en: `${count} refused` }),
    seen: (first: string, last: string): Text =>
      first === last
        ? { zh: `于 ${first}`, en: `at ${first}` }
        : { zh: `首次 ${first}，最近 ${last}`, en: `first ${first}, last ${last}` },
    drift: (since: string, count: string, reason: Text): Text => ({
      zh: `◆ 疑似格式变化：${since} 起 ${count} 条「${reason.zh}」，此前没有`,
      en: `◆ Its messages may have changed form: ${count} “${reason.en}” since ${since}, none before`,
    }),
    more: (count: string): Text => ({ zh: `另外 ${count} 条`, en: `${count} more` }),
    whole: { zh: '样本全文', en: 'The whole sample' },
    empty: { zh: '（空消息）', en: '(empty message)' },
    columns: {
      zh: ['时间', '设备', '主题', '理由代码', '理由', '样本'],
      en: ['time', 'device', 'topic', 'reason code', 'reason', 'sample'],
    },
    file: 'refused-拒收',
  },
  asOf: (time: string): Text => ({ zh: `截至 ${time}，每 5 秒更新`, en: `As of ${time}, every 5 s` }),
  noClocks: { zh: '没有设备的时钟相差超过 2 秒。', en: 'No device clock is off by more than 2 s.' },
  clockCaption: (count: string): Text => ({
    zh: `${count} 个序列的时钟相差超过 2 秒`,
    en: `${count} series with a clock off by more than 2 s`,
  }),
  offset: { zh: '偏差', en: 'Offset' },
  samples: { zh: '样本', en: 'Samples' },
  treated: { zh: '处理', en: 'Treatment' },
  treatment: {
    refused: { zh: '拒收（时间在未来）', en: 'refused: in the future' },
    tooOld: { zh: '拒收（时间过旧）', en: 'refused: too old' },
    clamped: { zh: '时间改为到达时', en: 'time set to arrival' },
    late: { zh: '照收，标为迟到', en: 'taken, marked late' },
    kept: { zh: '照收', en: 'taken as it is' },
  },
  gaps: { zh: '读数缺失的时段', en: 'Times of which readings are lost' },
  noGaps: { zh: '没有已知的读数缺失时段。', en: 'No stretch of lost readings is known.' },
  gapFrom: { zh: '从', en: 'From' },
  gapTo: { zh: '到', en: 'To' },
  gapRows: { zh: '读数', en: 'Readings' },
  gapReason: {
    shed: { zh: '排队过长，最早的被丢弃', en: 'too many waited, the oldest were dropped' },
    restart: { zh: '服务器没有运行', en: 'the server was not running' },
    away: { zh: '消息代理不可达', en: 'the broker was out of reach' },
  } as Readonly<Record<string, Text>>,
  worstCells: { zh: '问题最多的十格', en: 'The ten cells with most trouble' },
  noWorstCell: { zh: '每一格的所有序列都新鲜。', en: 'In every cell every series is fresh.' },
  place: { zh: '位置', en: 'Place' },
  worst: { zh: '问题最多的设备', en: 'Devices with most trouble' },
  noneWorst: { zh: '此处所有序列都新鲜。', en: 'Every series here is fresh.' },
  byOwner: { zh: '按归口单位', en: 'By owner' },
  fresh: { zh: '新鲜', en: 'Fresh' },
  ageP95: { zh: '龄期', en: 'Age' },
} as const;
