import type { SignMeasure } from '@/contracts/sign';
import type { Text } from '@/contracts/text';
import { figure } from './wordsFormat';

const unfit: Readonly<Record<SignMeasure['aggregate'], Text>> = {
  mean: {
    zh: '平均值不是总量，除以人口没有意义',
    en: 'a mean is no amount: it does not grow with residents',
  },
  max: { zh: '一处的最大值不是总量，不按人口折算', en: 'the greatest of places is no amount of residents' },
  min: { zh: '一处的最小值不是总量，不按人口折算', en: 'the least of places is no amount of residents' },
  online: { zh: '比率不按人口折算', en: 'a share is not divided by residents' },
  ageP95: { zh: '时长不按人口折算', en: 'an age is not divided by residents' },
  beyond: {
    zh: '所计之物不随居民分布，不按人口折算',
    en: 'what is counted does not follow where people live',
  },
};

/** Words of the parts of the city: the way down, their list, and the map coloured by a sign. */
export const scopeWords = {
  nav: { zh: '体征范围', en: 'Part of the city' },
  goDown: { zh: '下钻', en: 'Go down' },
  goDownOf: (name: Text): Text => ({
    zh: `${name.zh}：选择下一级`,
    en: `${name.en}: choose a part of it`,
  }),
  devices: { zh: '设备', en: 'Devices' },
  devicesOf: (name: Text): Text => ({ zh: `${name.zh}的设备`, en: `Devices of ${name.en}` }),
  partsOf: (name: Text): Text => ({ zh: `${name.zh}的组成`, en: `Parts of ${name.en}` }),
  search: { zh: '按名称或代码查找', en: 'Find by name or code' },
  none: { zh: '没有符合的', en: 'None fits' },
  districts: { zh: '行政区', en: 'Districts' },
  zones: { zh: '功能区', en: 'Functional zones' },
  subdistricts: { zh: '街道、镇', en: 'Subdistricts' },
  kind: {
    city: { zh: '全市', en: 'Whole city' },
    district: { zh: '行政区', en: 'District' },
    zone: { zh: '功能区', en: 'Functional zone' },
    subdistrict: { zh: '街道、镇（示意生成的范围）', en: 'Subdistrict (generated area)' },
  },
  generated: {
    zh: '街道范围为示意生成，功能区由其拼成（推导）；界线不是行政区划',
    en: 'Areas of subdistricts are generated and zones put together from them (derived): no administrative division',
  },
  unverifiedZone: { zh: '组成未核对', en: 'what it consists of is unverified' },
  atOnce: {
    zh: '街道的状态自查看起计算迟滞与时延，此前不保留',
    en: 'States of a subdistrict keep hysteresis and dwell from when it is looked at, not before',
  },
  outside: (count: number): Text => ({
    zh: `另有 ${figure(count)} 条序列在水面或跨界，不属任何街道`,
    en: `${figure(count)} more series stand over water or across a border, in no subdistrict`,
  }),
  worstBy: (sign: Text): Text => ({ zh: `最差：${sign.zh}`, en: `worst: ${sign.en}` }),
  more: (count: number): Text => ({ zh: `另有 ${count} 项`, en: `${count} more` }),
  allInputs: { zh: '全部设备', en: 'All devices' },
  inputsOf: { zh: '只看参与该体征的', en: 'Only inputs of' },
  empty: { zh: '这里没有设备', en: 'No device stands here' },
  flyTo: (name: Text): Text => ({ zh: `飞到并打开 ${name.zh}`, en: `Fly to and open ${name.en}` }),
  failed: (reason: string): Text => ({
    zh: `范围取不到：${reason}`,
    en: `The parts of the city cannot be had: ${reason}`,
  }),
  unknown: { zh: '没有这个范围', en: 'There is no such part' },
  sign: { zh: '体征', en: 'Sign' },
  show: { zh: '着色', en: 'Coloured by' },
  byState: { zh: '状态', en: 'State' },
  byHead: { zh: '人均（每万人）', en: 'Per 10,000 residents' },
  areas: { zh: '分区', en: 'Areas' },
  follow: { zh: '随下钻', en: 'Follow the drill' },
  colouredBy: (sign: Text): Text => sign,
  perHeadTitle: (sign: Text, measure: Text): Text => ({
    zh: `${sign.zh} · 每万人${measure.zh === sign.zh ? '' : `（${measure.zh}）`}`,
    en: `${sign.en} · per 10,000 residents${measure.en === sign.en ? '' : ` (${measure.en})`}`,
  }),
  census: {
    zh: '常住人口：第七次全国人口普查，2020 年 11 月 1 日零时（武汉市统计局公报第二号）；功能区居民计在功能区',
    en: 'Residents: seventh national census, 1 November 2020 (Wuhan bureau of statistics, bulletin no. 2); those of functional zones are counted in the zones',
  },
  residents: { zh: '常住人口（2020 普查）', en: 'Residents (census 2020)' },
  perHead: { zh: '每万人', en: 'Per 10,000 residents' },
  unfit: (aggregate: SignMeasure['aggregate']): Text => ({
    zh: `不能按人口折算：${unfit[aggregate].zh}`,
    en: `Not set against residents: ${unfit[aggregate].en}`,
  }),
  uncounted: {
    zh: '不能按人口折算：普查公报没有这里的人口',
    en: 'Not set against residents: the census bulletin has no figure of residents here',
  },
  untold: {
    zh: '无数据：没有新鲜读数可以折算',
    en: 'No data: there is no fresh reading to be set against residents',
  },
  noResidents: { zh: '没有人口数或不能折算', en: 'no residents known, or not to be set against them' },
  classes: (starts: readonly number[]): readonly Text[] => [
    same('0'),
    same(`< ${starts[0] ?? 0}`),
    ...starts.map((start, index) => {
      const next = starts[index + 1];
      return same(next === undefined ? `≥ ${start}` : `${start}–${next}`);
    }),
  ],
  stateNow: { zh: '状态', en: 'State' },
  value: { zh: '值', en: 'Value' },
  count: { zh: '序列数', en: 'Series' },
  others: { zh: '其他不正常体征', en: 'Other signs that are not normal' },
  nothingElse: { zh: '无', en: 'none' },
} as const;

function same(words: string): Text {
  return { zh: words, en: words };
}
