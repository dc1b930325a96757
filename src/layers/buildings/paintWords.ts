import type { BuildingUse } from '@/contracts/base';
import type { Text } from '@/contracts/text';
import type { SunChoice } from './light';

const uses: Readonly<Record<BuildingUse, Text>> = {
  residential: { zh: '住宅', en: 'Residential' },
  commercial: { zh: '商业', en: 'Commercial' },
  office: { zh: '办公', en: 'Office' },
  industrial: { zh: '工业仓储', en: 'Industrial' },
  education: { zh: '教育', en: 'Education' },
  medical: { zh: '医疗', en: 'Medical' },
  public: { zh: '公共服务', en: 'Public' },
  transport: { zh: '交通', en: 'Transport' },
  landmark: { zh: '地标', en: 'Landmark' },
};

const suns: Readonly<Record<SunChoice, Text>> = {
  h9: { zh: '当日 09:00', en: 'That day, 09:00' },
  h12: { zh: '当日 12:00', en: 'That day, 12:00' },
  h15: { zh: '当日 15:00', en: 'That day, 15:00' },
  'dahan-9': { zh: '大寒日 09:00', en: 'Great Cold (Jan), 09:00' },
  'dahan-12': { zh: '大寒日 12:00', en: 'Great Cold (Jan), 12:00' },
  'dahan-15': { zh: '大寒日 15:00', en: 'Great Cold (Jan), 15:00' },
  'dongzhi-12': { zh: '冬至日 12:00', en: 'Winter solstice, 12:00' },
  'xiazhi-12': { zh: '夏至日 12:00', en: 'Summer solstice, 12:00' },
};

/** In the order of their codes, as the tiles number them. */
const districts: readonly Text[] = [
  { zh: '江岸区', en: 'Jiang’an' },
  { zh: '江汉区', en: 'Jianghan' },
  { zh: '硚口区', en: 'Qiaokou' },
  { zh: '汉阳区', en: 'Hanyang' },
  { zh: '武昌区', en: 'Wuchang' },
  { zh: '青山区', en: 'Qingshan' },
  { zh: '洪山区', en: 'Hongshan' },
  { zh: '东西湖区', en: 'Dongxihu' },
  { zh: '汉南区', en: 'Hannan' },
  { zh: '蔡甸区', en: 'Caidian' },
  { zh: '江夏区', en: 'Jiangxia' },
  { zh: '黄陂区', en: 'Huangpi' },
  { zh: '新洲区', en: 'Xinzhou' },
];

/** What the buildings layer says when it is asked; read by its lazy parts only. */
export const paintWords = {
  uses,
  suns,
  paint: { zh: '建筑着色', en: 'Colour buildings by' },
  asIs: { zh: '本色', en: 'Their own look' },
  sun: { zh: '日照（昼主题）', en: 'Sun (day theme)' },
  follow: { zh: '随页面时刻，夜间按 15:00', en: 'The page’s time; 15:00 after dark' },
  use: { zh: '用途', en: 'Use' },
  age: { zh: '建成年代', en: 'Year of building' },
  unknown: { zh: '未知', en: 'Not known' },
  height: { zh: '高度', en: 'Height' },
  district: { zh: '行政区', en: 'District' },
  districts,
  districtNote: { zh: '按示意性区划边界归属，非法定界线', en: 'By indicative outlines, not legal borders' },
  noDistrict: { zh: '未归入行政区', en: 'In none of them' },
  street: { zh: '街道', en: 'Subdistrict (街道)' },
  oneStreet: { zh: '一个街道或镇一色，共九色', en: 'One 街道 or town; nine colours in all' },
  streetNote: {
    zh: '相邻的街道颜色不同；名称见地图。街道范围为示意生成',
    en: 'Neighbours differ in colour; names stand on the map. Areas are generated',
  },
  noStreet: { zh: '未归入街道', en: 'In none of them' },
  cim: { zh: 'CIM 级别', en: 'CIM level' },
  cimNote: { zh: '按 CJJ/T 315 的模型级别', en: 'Level of the model by CJJ/T 315' },
  source: { zh: '数据来源', en: 'Where it comes from' },
  built: (from: number | undefined, to: number | undefined): Text => {
    if (from === undefined) return { zh: `${to} 年以前`, en: `Before ${to}` };
    if (to === undefined) return { zh: `${from} 年起`, en: `${from} and later` };
    return { zh: `${from}–${to - 1} 年`, en: `${from}–${to - 1}` };
  },
  high: (from: number | undefined, to: number | undefined): Text => {
    if (from === undefined) return { zh: `低于 ${to} m`, en: `Below ${to} m` };
    if (to === undefined) return { zh: `${from} m 及以上`, en: `${from} m and more` };
    return { zh: `${from}–${to} m`, en: `${from}–${to} m` };
  },
  level: (level: number, andMore: boolean): Text =>
    andMore
      ? { zh: `CIM${level} 级及以上`, en: `CIM ${level} and finer` }
      : { zh: `CIM${level} 级`, en: `CIM ${level}` },
} as const;
