import { quality, resolutionOf } from '@/contracts/series';
import type { Text } from '@/contracts/text';
import { clockTime, figure, stretch } from './wordsFormat';

const marks = {
  suspect: { zh: '设备自称存疑', en: 'doubted by the device' },
  clamped: { zh: '时钟偏快，时间已改为到达时', en: 'clock fast, time set to arrival' },
  late: { zh: '迟到', en: 'late' },
} as const;
const backfilled: Text = { zh: '生成的历史', en: 'generated history' };
const itself: Text = { zh: '原始读数', en: 'reading itself' };

/** What a quality byte says, in words: what the value stands for, then everything that is to be doubted about it. */
function qualityOf(byte: number): Text {
  const over = resolutionOf(byte);
  const said = [
    over === 0
      ? itself
      : { zh: `最长 ${stretch(over * 1000).zh} 的均值`, en: `mean over up to ${stretch(over * 1000).en}` },
    ...(['suspect', 'clamped', 'late'] as const).flatMap((mark) =>
      (byte & quality[mark]) === 0 ? [] : [marks[mark]],
    ),
    ...((byte & quality.backfilled) === 0 ? [] : [backfilled]),
  ];
  return { zh: said.map(({ zh }) => zh).join('，'), en: said.map(({ en }) => en).join(', ') };
}

const dayMs = 24 * 3_600_000;

/** From tenths of a second to years: a clock that was never set stands in 1970. */
function farOff(ms: number): Text {
  if (ms < 120_000) return { zh: `${figure(ms / 1000, 1)} 秒`, en: `${figure(ms / 1000, 1)} s` };
  if (ms < 2 * dayMs) return stretch(ms);
  return ms < 730 * dayMs
    ? { zh: `${figure(ms / dayMs)} 天`, en: `${figure(ms / dayMs)} days` }
    : { zh: `${figure(ms / dayMs / 365.25)} 年`, en: `${figure(ms / dayMs / 365.25)} years` };
}

interface Spoken {
  readonly at: number;
  readonly low: number;
  readonly high: number;
  readonly last: number;
  readonly quality: number;
}

/** Words of the device card and of every chart. */
export const deviceWords = {
  qualityOf,
  mark: marks,
  meansUntil: (time: string): Text => ({
    zh: `${time} 及以前含均值`,
    en: `means up to ${time}`,
  }),
  gapMark: { zh: '断线处没有数据', en: 'breaks are times without data' },
  bandMark: { zh: '浅色带为最小–最大', en: 'the band is least to greatest' },
  chart: {
    reader: { zh: '图上游标：左右键移动', en: 'Chart cursor: left and right move it' },
    between: { zh: '最小–最大', en: 'least–greatest' },
    failed: { zh: '图没有画出来，数据见表格。', en: 'The chart was not drawn; the table has its data.' },
    spoken: (
      point: Spoken,
      { unit, decimals }: { readonly unit: string; readonly decimals: number },
      quality: Text = qualityOf(point.quality),
    ): Text => {
      const value = `${figure(point.last, decimals)} ${unit}`;
      const low = figure(point.low, decimals);
      const high = figure(point.high, decimals);
      return {
        zh: `${clockTime(point.at)}，${value}，最小 ${low}，最大 ${high}，${quality.zh}`,
        en: `${clockTime(point.at)}, ${value}, least ${low}, greatest ${high}, ${quality.en}`,
      };
    },
    summary: (
      span: Text,
      {
        low,
        high,
        last,
        gaps,
      }: { readonly low: string; readonly high: string; readonly last: string; readonly gaps: number },
      unit: string,
    ): Text => ({
      zh: `${span.zh}：最小 ${low}，最大 ${high}，末值 ${last} ${unit}，${gaps === 0 ? '无间断' : `${gaps} 处间断`}`,
      en: `${span.en}: least ${low}, greatest ${high}, last ${last} ${unit}, ${gaps === 0 ? 'no gaps' : gaps === 1 ? '1 gap' : `${gaps} gaps`}`,
    }),
    none: (span: Text): Text => ({ zh: `${span.zh}：没有数据`, en: `${span.en}: no data` }),
  },
  asOf: (time: string): Text => ({
    zh: `回放：以下均为 ${time} 的情况`,
    en: `Replay: everything below is as of ${time}`,
  }),
  intervals: (age: Text, intervals: string): Text => ({
    zh: `${age.zh}（${intervals} 个上报间隔）`,
    en: `${age.en} (${intervals} reporting intervals)`,
  }),
  trail: (ms: number): Text => ({ zh: `最近 ${stretch(ms).zh}`, en: `Last ${stretch(ms).en}` }),
  day: { zh: '最近 24 小时', en: 'Last 24 hours' },
  dayUntil: (time: string): Text => ({ zh: `至 ${time} 的 24 小时`, en: `24 hours until ${time}` }),
  asChart: { zh: '图', en: 'Chart' },
  asTable: { zh: '表格', en: 'Table' },
  form: { zh: '24 小时的呈现方式', en: 'How the 24 hours are shown' },
  download: { zh: '下载 CSV', en: 'Download CSV' },
  downloadNote: {
    zh: '含单位、等级、来源与时区（Asia/Shanghai）',
    en: 'with unit, grade, source and time zone (Asia/Shanghai)',
  },
  replayHere: { zh: '回车或点击：回放此刻', en: 'Enter or click: replay this moment' },
  table: {
    caption: (part: Text): Text => ({
      zh: `每 ${part.zh} 一行，时间为 Asia/Shanghai`,
      en: `One row each ${part.en}, times in Asia/Shanghai`,
    }),
    time: { zh: '时间', en: 'Time' },
    low: { zh: '最小', en: 'Least' },
    high: { zh: '最大', en: 'Greatest' },
    last: { zh: '末值', en: 'Last' },
    quality: { zh: '质量', en: 'Quality' },
  },
  file: {
    columns: {
      zh: ['时间', '序列', '设备', '名称', '观测量', '单位', '最小', '最大', '末值', '质量', '等级', '来源'],
      en: [
        'time',
        'series',
        'device',
        'name',
        'property',
        'unit',
        'least',
        'greatest',
        'last',
        'quality',
        'grade',
        'source',
      ],
    },
    name: (series: number, day: string, grade: string): string => `device-${series}-${day}-${grade}.csv`,
  },
  waiting: { zh: '正在取历史读数', en: 'Asking for history' },
  failed: (reason: string): Text => ({
    zh: `历史读数没有取到：${reason}`,
    en: `The history did not come: ${reason}`,
  }),
  limits: { zh: '限值', en: 'Limits' },
  limitOf: { rule: { zh: '告警规则', en: 'alarm rule' }, sign: { zh: '体征', en: 'vital sign' } },
  limitSources: { zh: '限值来源', en: 'Where the limits come from' },
  noLimits: { zh: '此观测量没有设定限值。', en: 'No limit is set for this property.' },
  above: { zh: '不低于', en: 'from' },
  below: { zh: '不高于', en: 'down to' },
  facts: { zh: '设备', en: 'Device' },
  interval: { zh: '上报间隔', en: 'Reports every' },
  owner: { zh: '归口', en: 'Owner' },
  district: { zh: '行政区', en: 'District' },
  domain: { zh: '领域', en: 'Domain' },
  thing: { zh: '设备编号', en: 'Device id' },
  place: { zh: '位置', en: 'Place' },
  range: { zh: '可能范围', en: 'Possible range' },
  rangeNote: { zh: '范围外的读数被拒收', en: 'readings outside are refused' },
  on: { zh: '安装于', en: 'Mounted on' },
  showOn: (name: string): Text => ({ zh: `查看 ${name}`, en: `Show ${name}` }),
  onKind: {
    buildings: { zh: '楼栋', en: 'building' },
    bridges: { zh: '过江通道', en: 'crossing' },
    compute: { zh: '算力中心', en: 'compute centre' },
    metro: { zh: '地铁站', en: 'metro station' },
  } as Readonly<Record<string, Text>>,
  clock: { zh: '设备时钟', en: 'Device clock' },
  clockOff: (offsetMs: number): Text => {
    const off = farOff(Math.abs(offsetMs));
    return offsetMs > 0
      ? { zh: `快 ${off.zh}`, en: `${off.en} fast` }
      : { zh: `慢 ${off.zh}`, en: `${off.en} slow` };
  },
  clockFine: { zh: '相差不超过 2 秒', en: 'within 2 s of ours' },
  refused: { zh: '被拒收的消息', en: 'Messages refused' },
  refusedSince: { zh: '自服务器启动', en: 'since the server started' },
  presentOnly: { zh: '只有当前值，回放中不显示', en: 'known only for now, not shown in replay' },
  neighbours: { zh: '邻近同类设备', en: 'Neighbours of the same kind' },
  neighboursNote: (found: number, withinKm: number): Text => ({
    zh: `${withinKm} km 内最近 ${found} 个`,
    en: `nearest ${found} within ${withinKm} km`,
  }),
  noNeighbours: (withinKm: number): Text => ({
    zh: `${withinKm} km 内没有同类设备。`,
    en: `No device of this kind within ${withinKm} km.`,
  }),
  neighbour: { zh: '设备', en: 'Device' },
  value: { zh: '读数', en: 'Value' },
  away: { zh: '距离', en: 'Away' },
  difference: { zh: '差', en: 'Difference' },
  apart: (difference: string, unit: string): Text => ({
    zh: `与邻近设备相差 ${difference} ${unit}（与中位数比，超过绝对中位差的 3 倍）`,
    en: `${difference} ${unit} from its neighbours (from their median, over 3 median absolute deviations)`,
  }),
  alike: { zh: '与邻近设备相近', en: 'In line with its neighbours' },
  tooFew: { zh: '可比的新鲜读数不足 3 个', en: 'Fewer than 3 fresh readings to compare with' },
  same: { zh: '同一设备的其他序列', en: 'Other series of this device' },
} as const;
