import type { FacilityKind } from '@/contracts/planningCells';
import type { Text } from '@/contracts/text';
import type { Facilities, PlanningCell } from '@/domain/planningCells';
import { principleOf, type PrincipleId } from '@/domain/principles/rules';
import { figure } from './wordsFormat';
import { layerWords } from './wordsLayers';

const t = (zh: string, en: string): Text => ({ zh, en });

const kinds: Readonly<Record<FacilityKind, Text>> = {
  medical: t('医疗建筑', 'medical buildings'),
  education: t('教育建筑', 'school buildings'),
  metro: t('地铁站', 'metro stations'),
  bridge: t('桥梁', 'bridges'),
  tunnel: t('隧道', 'tunnels'),
  compute: t('算力中心', 'compute centres'),
  landmark: t('地标', 'landmarks'),
};

const parts: Readonly<Record<string, Text>> = {
  series: t('序列', 'Series'),
  prompt: t('每 30 秒或更快且新鲜', 'Every 30 s or faster, and fresh'),
  devices: t('设备', 'Devices'),
  owners: t('归口单位', 'Owners'),
  shared: t('与别家同址', 'Sharing with another owner'),
  silent: t('没有新鲜读数', 'Without a fresh reading'),
  doubled: t('与近旁同类重复', 'Doubled by one of its kind'),
  fresh: t('新鲜', 'Fresh'),
  goodQuality: t('质量正常', 'Of good quality'),
  soundClock: t('时钟准确', 'On a sound clock'),
  notRefused: t('未被拒收', 'Never refused'),
  named: t('来源有名', 'From a named source'),
};

/** Below this many residents only that they are fewer is told (k-anonymity). */
const fewestTold = 10;

/** Residents of a cell as they may be told; the same words on screen and in files. */
export function residentsTold(residents: number | undefined): Text {
  if (residents === undefined) return t('未分摊', 'not spread');
  if (residents > 0 && residents < fewestTold) return t(`<${fewestTold}`, `<${fewestTold}`);
  return t(figure(residents), figure(residents));
}

export function joined(texts: readonly Text[], zh = '，', en = ', '): Text {
  return { zh: texts.map((one) => one.zh).join(zh), en: texts.map((one) => one.en).join(en) };
}

/** What stands in a cell, names first; what is only generated says so. */
export function facilitiesTold(facilities: readonly Facilities[]): Text {
  if (facilities.length === 0) return t('无登记', 'none registered');
  return joined(
    facilities.map(({ kind, names, sourced, generated }) => {
      if (names.length > 0) return joined(names, '、');
      const all = figure(sourced + generated);
      const title = kinds[kind];
      if (sourced === 0) return t(`${title.zh} ${all}（示意生成）`, `${all} ${title.en} (generated)`);
      if (generated === 0) return t(`${title.zh} ${all}`, `${all} ${title.en}`);
      return t(
        `${title.zh} ${all}（其中 ${figure(generated)} 示意生成）`,
        `${all} ${title.en} (${figure(generated)} generated)`,
      );
    }),
  );
}

/** District and 街道 of a cell. */
export function placeTold({ district, street }: PlanningCell): Text {
  const name = district === '' ? t('市域边缘', 'Edge of the city') : layerWords.district(district);
  return street === undefined ? name : t(`${name.zh} · ${street.name.zh}`, `${name.en} · ${street.name.en}`);
}

/** The five classes of a principle in its own values, the best first. */
export function classesOf(id: PrincipleId): readonly Text[] {
  const { starts, better } = principleOf(id);
  const at = (start: number) => figure(better === 'less' ? start : 100 - start);
  const whole = better === 'less' ? '0' : '100';
  return [0, 1, 2, 3, 4].map((level) => {
    const [from, to] = [starts[level - 1], starts[level]];
    // A class that begins just beyond the best holds everything but the best.
    if (level === 0) {
      if ((to ?? 0) < 1) return t(`${whole} %`, `${whole} %`);
      return better === 'less'
        ? t(`< ${at(to!)} %`, `< ${at(to!)} %`)
        : t(`> ${at(to!)} %`, `> ${at(to!)} %`);
    }
    if (to === undefined)
      return better === 'less'
        ? t(`≥ ${at(from!)} %`, `≥ ${at(from!)} %`)
        : t(`≤ ${at(from!)} %`, `≤ ${at(from!)} %`);
    if (better === 'less')
      return from! < 1
        ? t(`< ${at(to)} %`, `< ${at(to)} %`)
        : t(`${at(from!)}–${at(to)} %`, `${at(from!)}–${at(to)} %`);
    return t(`${at(to)}–${at(from!)} %`, `${at(to)}–${at(from!)} %`);
  });
}

/** Words of the six principles: their maps, their panel, their files. */
export const principleWords = {
  title: t('六项原则', 'The six principles'),
  aside: t('第十条 · 推导', 'Article 10 · derived'),
  by: t('填色按', 'Coloured by'),
  pick: t('原则', 'Principle'),
  choose: t(
    '选择一项原则，地图即按它着色，并列出最差的十格。',
    'Choose a principle: the map is coloured by it, and its ten worst cells are listed.',
  ),
  off: t('收起地图', 'Hide the map'),
  city: t('全市', 'Whole city'),
  weight: {
    residents: t('按居民加权', 'weighted by residents'),
    devices: t('按设备加权', 'weighted by devices'),
    series: t('按序列加权', 'weighted by series'),
  },
  direction: {
    more: t('越高越好', 'higher is better'),
    less: t('越低越好', 'lower is better'),
  },
  known: (known: string, all: string): Text =>
    t(`${known} / ${all} 格有数据`, `${known} of ${all} cells have data`),
  noData: t('无数据', 'no data'),
  waiting: t('正在逐格计算……', 'Reckoning cell by cell …'),
  asOf: (time: string, replay: boolean): Text =>
    t(`${replay ? '回放 · ' : ''}截至 ${time}`, `${replay ? 'Replay · ' : ''}as of ${time}`),
  worst: t('最差的十格', 'The ten worst cells'),
  noneKnown: t('没有一格有可算的输入。', 'No cell has anything to reckon with.'),
  noneWorst: t('没有一格欠缺。', 'No cell falls short.'),
  order: t('先比数值，再比居民数', 'by value, then by residents'),
  columns: {
    rank: t('序', 'No.'),
    place: t('位置', 'Place'),
    value: t('数值', 'Value'),
    residents: t('居民', 'Residents'),
    facilities: t('涉及设施', 'Facilities affected'),
    cell: t('格', 'Cell'),
  },
  file: t('CSV', 'CSV'),
  saveFile: t('把这十格存为 CSV', 'Save these ten cells as CSV'),
  source: t('来源', 'Source'),
  fileName: (id: PrincipleId, day: string): string => `principle-${id}-${day}`,
  fileColumns: {
    zh: [
      '序',
      '格',
      '区',
      '街道',
      '原则',
      '数值',
      '单位',
      '居民（普查分摊）',
      '涉及设施',
      '经度',
      '纬度',
      '基准',
      '时刻',
      '等级',
      '来源',
      '公式版本',
    ],
    en: [
      'no',
      'cell',
      'district',
      'subdistrict',
      'principle',
      'value',
      'unit',
      'residents (census, spread)',
      'facilities affected',
      'longitude',
      'latitude',
      'datum',
      'time',
      'grade',
      'source',
      'formula version',
    ],
  },
  gradeTold: t('推导（自模拟读数）', 'derived (from simulated readings)'),
  how: t('怎么算、缺什么', 'How it is reckoned, what is lacking'),
  formula: t('公式', 'Formula'),
  inputs: t('输入', 'Inputs'),
  lacks: t('缺少', 'Lacking'),
  version: (version: string, effective: string): Text =>
    t(`第 ${version} 版，${effective} 起`, `version ${version}, from ${effective}`),
  failed: (reason: string): Text =>
    t(`这座底座没有规划网格：${reason}`, `This base has no planning cells: ${reason}`),
  subtitle: t('500 m 规划网格', 'Planning cell of 500 m'),
  cell: (place: Text, id: string): Text => t(`${place.zh} · 格 ${id}`, `${place.en} · cell ${id}`),
  residents: t('居民（推导）', 'Residents (derived)'),
  residentsNote: (year: number): Text =>
    t(
      `${year} 年普查分区人口按住宅面积分摊`,
      `census of ${year} by district, spread by residential floor area`,
    ),
  floor: t('建筑面积', 'Gross floor area'),
  lived: t('其中住宅', 'of it residential'),
  part: (of: string): Text | undefined => parts[of],
  within: (metres: number): Text => t(`${figure(metres)} m 内在报`, `reporting within ${figure(metres)} m`),
  nearest: (metres: number): Text =>
    t(`${figure(metres)} m 内最近的在报节点`, `nearest reporting node within ${figure(metres)} m`),
  gap: t('缺口', 'gap'),
  rank: (place: number): Text => t(`最差第 ${place}`, `worst no. ${place}`),
  unknown: t('此刻不知', 'not known for now'),
};
