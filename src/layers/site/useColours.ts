import type { BuildingUse } from '@/contracts/base';
import type { Text } from '@/contracts/text';

/** sRGB; nine hues a colour-blind eye still parts by lightness. The same stand in the page's style as `--swatch-use-…`. */
export const useColours: Readonly<Record<BuildingUse, string>> = {
  residential: '#e6b84a',
  commercial: '#d1495b',
  office: '#4f7cac',
  industrial: '#7a6a8a',
  education: '#66c2a5',
  medical: '#f2f2f2',
  public: '#9bd1f0',
  transport: '#5b5b5b',
  landmark: '#ff8c42',
};

export const useTitles: Readonly<Record<BuildingUse, Text>> = {
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
