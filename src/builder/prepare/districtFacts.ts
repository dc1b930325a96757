import type { Text } from '@/contracts/text';

export interface DistrictFacts {
  readonly code: string;
  readonly name: Text;
  /** Seventh national census, bulletin no. 2 of the city; residents of functional zones are counted in the zones. */
  readonly population: number;
  readonly populationYear: number;
  readonly officialKm2: number;
  /** Area of the source polygon, measured before any simplification. */
  readonly polyKm2: number;
}

function district(
  code: string,
  zh: string,
  en: string,
  population: number,
  officialKm2: number,
  polyKm2: number,
): DistrictFacts {
  return { code, name: { zh, en }, population, populationYear: 2020, officialKm2, polyKm2 };
}

export const districtFacts: readonly DistrictFacts[] = [
  district('420102', '江岸区', "Jiang'an", 965_260, 80.28, 79.4),
  district('420103', '江汉区', 'Jianghan', 647_932, 28.29, 28.5),
  district('420104', '硚口区', 'Qiaokou', 666_661, 40.06, 41.0),
  district('420105', '汉阳区', 'Hanyang', 837_263, 111.54, 112.8),
  district('420106', '武昌区', 'Wuchang', 1_092_750, 107.76, 109.3),
  district('420107', '青山区', 'Qingshan', 463_295, 80.58, 104.2),
  district('420111', '洪山区', 'Hongshan', 1_728_811, 573.28, 562.9),
  district('420112', '东西湖区', 'Dongxihu', 845_782, 495.34, 488.1),
  district('420113', '汉南区', 'Hannan', 145_103, 287.05, 280.8),
  district('420114', '蔡甸区', 'Caidian', 554_383, 1093.17, 1092.8),
  district('420115', '江夏区', 'Jiangxia', 974_715, 2018.31, 2002.4),
  district('420116', '黄陂区', 'Huangpi', 1_151_644, 2256.7, 2243.2),
  district('420117', '新洲区', 'Xinzhou', 860_377, 1500, 1434.2),
];
