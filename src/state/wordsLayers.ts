import type { LayerEntry } from '@/contracts/layer';
import type { Grade } from '@/contracts/provenance';
import type { Text } from '@/contracts/text';

/** The districts by their administrative codes (GB/T 2260). */
const districts: Readonly<Record<string, Text>> = {
  '420100': { zh: '全市', en: 'whole city' },
  '420102': { zh: '江岸区', en: 'Jiang’an' },
  '420103': { zh: '江汉区', en: 'Jianghan' },
  '420104': { zh: '硚口区', en: 'Qiaokou' },
  '420105': { zh: '汉阳区', en: 'Hanyang' },
  '420106': { zh: '武昌区', en: 'Wuchang' },
  '420107': { zh: '青山区', en: 'Qingshan' },
  '420111': { zh: '洪山区', en: 'Hongshan' },
  '420112': { zh: '东西湖区', en: 'Dongxihu' },
  '420113': { zh: '汉南区', en: 'Hannan' },
  '420114': { zh: '蔡甸区', en: 'Caidian' },
  '420115': { zh: '江夏区', en: 'Jiangxia' },
  '420116': { zh: '黄陂区', en: 'Huangpi' },
  '420117': { zh: '新洲区', en: 'Xinzhou' },
};

const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 15 → 十五, as the ordinance numbers its articles (1 to 99); anything else stays as it is. */
function clauseInChinese(clause: string): string {
  const number = Number(clause);
  if (!Number.isInteger(number) || number < 1 || number > 99) return clause;
  const tens = Math.floor(number / 10);
  return `${tens > 1 ? digits[tens] : ''}${tens > 0 ? '十' : ''}${digits[number % 10]}`;
}

/** Words of the layer tree, the lists, the inspector sheet and provenance. */
export const layerWords = {
  title: { zh: '图层', en: 'Layers' },
  group: {
    base: { zh: '实景三维底座', en: 'City base' },
    network: { zh: '信息网络', en: 'Networks' },
    sensing: { zh: '感知体系', en: 'Sensing' },
    newtech: { zh: '新技术设施', en: 'New technology' },
    compute: { zh: '算力设施', en: 'Computing' },
    fusion: { zh: '融合设施', en: 'Converged infrastructure' },
    standard: { zh: '一标三实', en: 'Standard addresses and records' },
    construction: { zh: '城市建设', en: 'Construction' },
    governance: { zh: '城市治理', en: 'Governance' },
  } satisfies Readonly<Record<LayerEntry['group'], Text>>,
  clause: (clause: string): Text => ({ zh: `第${clauseInChinese(clause)}条`, en: `Art. ${clause}` }),
  district: (code: string): Text => districts[code] ?? { zh: code, en: code },
  draft: { zh: '草案征求意见稿', en: 'draft for comment' },
  off: { zh: '已关闭', en: 'Off' },
  loading: { zh: '载入中', en: 'Loading' },
  missing: (count: number) => ({
    zh: `${count} 块瓦片取不到，正在重试`,
    en: `${count} tiles missing, asking again`,
  }),
  failed: { zh: '失败', en: 'Failed' },
  ready: { zh: '就绪', en: 'Ready' },
  retry: (layer: string): Text => ({ zh: `重试 ${layer}`, en: `Try ${layer} again` }),
  failedWhy: (reason: string): Text => ({ zh: `没有画出来：${reason}`, en: `Not drawn: ${reason}` }),
  details: (layer: string): Text => ({
    zh: `${layer}：图例、透明度与来源`,
    en: `${layer}: legend, opacity, source`,
  }),
  opacity: { zh: '不透明度', en: 'Opacity' },
  legend: { zh: '图例', en: 'Legend' },
  source: { zh: '来源', en: 'Source' },
  licence: { zh: '许可', en: 'Licence' },
  date: { zh: '数据日期', en: 'Date' },
  datum: { zh: '基准', en: 'Datum' },
  grade: { zh: '等级', en: 'Grade' },
  gradeShort: {
    measured: { zh: '实测', en: 'Measured' },
    derived: { zh: '推导', en: 'Derived' },
    generated: { zh: '示意生成', en: 'Generated' },
    simulated: { zh: '模拟', en: 'Simulated' },
  } satisfies Readonly<Record<Grade, Text>>,
  confidence: { zh: '可信度', en: 'Confidence' },
  confidenceOf: {
    H: { zh: '高：有来源并互相印证', en: 'High: sources agree' },
    M: { zh: '中：单一来源', en: 'Medium: one source' },
    L: { zh: '低：存疑', en: 'Low: doubtful' },
    K: { zh: '未核实', en: 'Not verified' },
  },
  note: { zh: '说明', en: 'Note' },
  provenance: { zh: '数据来源', en: 'Provenance' },
  list: (layer: string): Text => ({ zh: `${layer}清单`, en: `List of ${layer}` }),
  showList: { zh: '清单', en: 'List' },
  filter: { zh: '筛选名称', en: 'Filter by name' },
  listCount: (shown: number, all: number): Text =>
    shown === all
      ? { zh: `共 ${all} 项`, en: `${all} items` }
      : { zh: `${shown} / ${all} 项`, en: `${shown} of ${all} items` },
  listEmpty: { zh: '没有名称符合筛选。', en: 'No name matches the filter.' },
  listFailed: (reason: string): Text => ({
    zh: `清单没有取到：${reason}`,
    en: `The list did not come: ${reason}`,
  }),
  choices: {
    all: { zh: '全部', en: 'all' },
    chosen: (count: number): Text => ({ zh: `已选 ${count}`, en: `${count} chosen` }),
    shown: (shown: string, total: string): Text => ({
      zh: `显示 ${shown} / 共 ${total}`,
      en: `${shown} of ${total} shown`,
    }),
    reset: { zh: '恢复默认', en: 'Reset' },
  },
  views: { zh: '视图', en: 'Views' },
  home: { zh: '起始视角', en: 'Home' },
  none: {
    zh: '所有图层都已关闭。打开一个图层，城市就会出现在场景里。',
    en: 'All layers are off. Switch one on and it appears in the scene.',
  },
  sheet: {
    region: { zh: '对象信息', en: 'Selected object' },
    unknown: {
      zh: '没有找到这个对象：它可能属于另一个版本的底座。',
      en: 'This object was not found; it may belong to another version of the base.',
    },
    flyTo: { zh: '飞到', en: 'Fly there' },
    copyLink: { zh: '复制链接', en: 'Copy link' },
    copied: { zh: '链接已复制', en: 'Link copied' },
    copyFailed: {
      zh: '浏览器不允许复制，请从地址栏复制',
      en: 'The browser refused; copy from the address bar',
    },
    clear: { zh: '清除选择', en: 'Clear selection' },
    live: { zh: '当前读数', en: 'Reading' },
    liveAt: { zh: '当时读数', en: 'Reading then' },
    observed: { zh: '观测于', en: 'observed' },
  },
  reading: {
    absent: { zh: '无数据', en: 'No data' },
    fresh: { zh: '新鲜', en: 'Fresh' },
    stale: { zh: '过期', en: 'Stale' },
    lost: { zh: '失联', en: 'Silent' },
  },
} as const;
