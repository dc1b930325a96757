import type { ComputeCentre } from '@/contracts/base';
import type { Text } from '@/contracts/text';

/** Words of the planner: computing centres and measuring. */
export const planWords = {
  compute: {
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
    sums: { zh: '按精度分别合计', en: 'Sums, by precision' },
    sumOf: (count: number): Text => ({
      zh: `${count} 个中心`,
      en: count === 1 ? '1 centre' : `${count} centres`,
    }),
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
  },
  tools: {
    region: { zh: '工具', en: 'Tools' },
    browse: { zh: '浏览', en: 'Browse' },
    addAtCentre: { zh: '在画面中心加点', en: 'Add point at the centre' },
    undo: { zh: '撤销一点', en: 'Undo point' },
    finish: { zh: '完成', en: 'Finish' },
    clear: { zh: '重新开始', en: 'Start again' },
    leave: { zh: '退出工具', en: 'Leave the tool' },
    points: (count: number): Text => ({
      zh: `${count} 个点`,
      en: count === 1 ? '1 point' : `${count} points`,
    }),
    more: (count: number): Text => ({
      zh: `再加 ${count} 个点`,
      en: count === 1 ? 'one more point' : `${count} more points`,
    }),
    hint: {
      zh: '在地面上单击加点，双击或按 Enter 完成。',
      en: 'Click the ground to add points; double-click or Enter to finish.',
    },
    noCentre: { zh: '画面中心看不到地面', en: 'No ground at the centre of the view' },
    result: { zh: '结果', en: 'Result' },
    plusMinus: (value: string): Text => ({ zh: `± ${value}`, en: `± ${value}` }),
    failed: (reason: string): Text => ({ zh: `没有算出来：${reason}`, en: `Not measured: ${reason}` }),
  },
} as const;
