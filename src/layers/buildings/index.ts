import { buildingUses, type BuildingProperties, type BuildingUse } from '@/contracts/base';
import type { LayerEntry } from '@/contracts/layer';
import type { Provenance } from '@/contracts/provenance';
import type { Text } from '@/contracts/text';
import type { FeatureSheet, LayerDefinition } from '@/scene/layer';
import { placeRow, row } from '@/scene/sheet';
import { figure } from '@/state/wordsFormat';
import entryFile from '@data/layers/buildings.json';
import { knownBuildings } from './known';

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

/** A selected building may lie in a tile that is still on its way. */
const patienceMs = 12_000;

const generated: Text = { zh: '示意生成', en: 'generated, indicative' };
const measured: Text = { zh: '实测', en: 'measured' };

function titleOfUse(building: BuildingProperties): Text {
  return buildingUses.includes(building.use) ? uses[building.use] : { zh: building.use, en: building.use };
}

/** What the building is called: its own name, or what it is and its number. */
function titleOf(building: BuildingProperties): Text {
  if (building.name !== '') return { zh: building.name, en: building.name };
  const use = titleOfUse(building);
  return { zh: `${use.zh}楼 ${building.id}`, en: `${use.en} building ${building.id}` };
}

function sheetOf(building: BuildingProperties, layer: Provenance): FeatureSheet {
  const real = building.heightOrigin === 'measured';
  return {
    title: titleOf(building),
    subtitle: titleOfUse(building),
    rows: [
      row({ zh: '高度', en: 'Height' }, figure(building.height, 1), 'm', real ? measured : generated),
      row({ zh: '层数', en: 'Floors' }, figure(building.floors), undefined, generated),
      row({ zh: '基底面积', en: 'Footprint' }, figure(building.area), 'm²', generated),
      row({ zh: '建成年份', en: 'Year' }, building.year, undefined, generated),
      row({ zh: '区划代码', en: 'District code' }, building.district),
      row({ zh: '统一识别代码', en: 'Uniform code' }, building.code, undefined, generated),
      placeRow([building.lon, building.lat]),
    ],
    provenance: real
      ? {
          ...layer,
          grade: 'derived',
          note: {
            zh: '位置与高度取自来源，体形为示意',
            en: 'Place and height from the source, shape indicative',
          },
        }
      : layer,
  };
}

const entry = { ...(entryFile as LayerEntry), id: 'buildings' } as const;

export const buildings = {
  entry,
  primitives: () => import('./scene'),
  describe: async (feature, city) => {
    const building = await knownBuildings(city).awaited(feature, patienceMs);
    return building === undefined ? undefined : sheetOf(building, entry.provenance);
  },
  nameOf: (feature, city) => {
    const building = knownBuildings(city).find(feature);
    return Promise.resolve(building === undefined ? undefined : titleOf(building));
  },
} as const satisfies LayerDefinition;
