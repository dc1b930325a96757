import type { ComputeCentre, Precision } from '@/contracts/base';
import type { Text } from '@/contracts/text';

/** Words of the computing centres; they come with their panel. */
export const computeWords = {
  title: { zh: '算力中心 · 第十五条', en: 'Computing centres · Art. 15' },
  draft: { zh: '草案征求意见稿', en: 'draft for comment' },
  kind: {
    general: { zh: '通用计算', en: 'General' },
    super: { zh: '超算', en: 'Supercomputing' },
    intelligent: { zh: '智算', en: 'AI computing' },
    edge: { zh: '边缘', en: 'Edge' },
    cloud: { zh: '云', en: 'Cloud' },
  } satisfies Readonly<Record<ComputeCentre['kind'], Text>>,
  precision: {
    FP32: { zh: 'FP32 单精度', en: 'FP32, single precision' },
    INT8: { zh: 'INT8 整数', en: 'INT8, integers' },
    FP16: { zh: 'FP16 半精度', en: 'FP16, half precision' },
    FP64: { zh: 'FP64 双精度', en: 'FP64, double precision' },
    unstated: { zh: '精度未说明', en: 'precision not stated' },
  } satisfies Readonly<Record<ComputeCentre['precision'], Text>>,
  sums: { zh: '供给与需求，按精度分列', en: 'Supply and demand, by precision' },
  add: { zh: '全部相加', en: 'Add everything up' },
  refused: (parts: string): Text => ({
    zh: `不相加：${parts}。不同精度的一次浮点运算不是同一种工作，没有公布的折算系数，合计数没有意义。`,
    en: `Not added: ${parts}. An operation in one precision is not the same work as in another and no conversion factor is published, so the total would mean nothing.`,
  }),
  onePrecision: (sum: string): Text => ({
    zh: `同一精度，合计 ${sum}。`,
    en: `One precision only: ${sum} in all.`,
  }),
  disagree: { zh: '来源不一致', en: 'Sources disagree' },
  figures: { zh: '各来源的数字', en: 'Figures found' },
  noFigure: { zh: '没有公布算力', en: 'no figure published' },
  place: {
    exact: (m: string): Text => ({ zh: `位置 ± ${m} m`, en: `place ± ${m} m` }),
    ring: (m: string): Text => ({ zh: `位置存疑，圆环半径 ${m} m`, en: `doubtful place, ring of ${m} m` }),
    none: { zh: '没有公布地址，只到城市一级', en: 'no published place, city level only' },
  },
  cityLevel: { zh: '没有公布地址的中心', en: 'Centres without a published place' },
  failed: (reason: string): Text => ({
    zh: `算力登记没有取到：${reason}`,
    en: `The register did not come: ${reason}`,
  }),
  select: (name: string): Text => ({ zh: `在地图上看 ${name}`, en: `Show ${name} on the map` }),
  perKind: (count: number): Text => ({ zh: `${count} 个`, en: `${count}` }),
  precisionUnit: (precision: Precision) => (precision === 'INT8' ? 'POPS' : 'PFLOPS'),
  used: { zh: '已用', en: 'used' },
  free: { zh: '空闲', en: 'free' },
  beyond: { zh: '超出供给', en: 'asked beyond' },
  unknown: { zh: '需求不明', en: 'demand unknown' },
  supply: (figure: string, unit: string, centres: number): Text => ({
    zh: `登记 ${figure} ${unit} · ${centres} 个中心`,
    en: `${figure} ${unit} registered · ${centres === 1 ? '1 centre' : `${centres} centres`}`,
  }),
  noCapacity: {
    zh: '登记中没有说明这种精度的算力，不设需求读数',
    en: 'no register states a capacity in it, so no demand is read',
  },
  unstatedRow: (count: number): Text => ({
    zh: `${count} 个中心的数字没有说明精度：不归入任何一行，也不互相相加`,
    en: `${count === 1 ? 'the figure of 1 centre has' : `the figures of ${count} centres have`} no stated precision: in none of these rows, nor added to one another`,
  }),
  supplyRule: {
    zh: '需求取各中心申请的算力（模拟），供给取登记值；各中心的空闲与排队不互相抵消。过期或缺失的需求不计为零。',
    en: 'Demand is what is asked of each centre (simulated), supply is what the register states; room at one centre is not set off against a queue at another. A stale or missing demand is never counted as zero.',
  },
  table: { zh: '各中心读数', en: 'Readings by centre' },
  sortBy: (title: string): Text => ({ zh: `按${title}排序`, en: `Sort by ${title.toLowerCase()}` }),
  jobs: (count: string): Text => ({ zh: `${count} 个作业`, en: `${count} jobs` }),
  readAt: (time: string): Text => ({ zh: `读数 ${time}`, en: `read ${time}` }),
  noReadings: {
    zh: '无数据：没有公布地址的中心不设读数',
    en: 'No data: nothing is read of a centre without a published place',
  },
  limits: { zh: '状态界限与来源', en: 'Where states begin, and who says so' },
  limit: (title: string, values: string, source: string, standing: string): Text => ({
    zh: `${title}：${values}。${source}（${standing}）`,
    en: `${title}: ${values}. ${source} (${standing})`,
  }),
  carbon: {
    zh: '单位算力碳排放没有列出：没有可引用的排放因子。',
    en: 'Carbon per PFLOPS-hour is left out: there is no factor to cite.',
  },
  csv: { zh: '下载 CSV', en: 'Download CSV' },
  file: {
    name: (time: string, grade: string) => `compute-centres-${time}-${grade}.csv`,
    columns: {
      zh: ['观测时间', '中心', '项目', '值', '单位', '状态', '数据状态', '级别', '来源', '界限来源'],
      en: [
        'observed',
        'centre',
        'measure',
        'value',
        'unit',
        'state',
        'freshness',
        'grade',
        'source',
        'limits by',
      ],
    },
    capacity: { zh: '登记算力', en: 'registered capacity' },
    demand: { zh: '需求', en: 'demand' },
  },
} as const;
