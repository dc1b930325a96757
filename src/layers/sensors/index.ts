import { groundHeight } from '@/contracts/geo';
import type { LayerEntry } from '@/contracts/layer';
import type { ObservedProperty, Series } from '@/contracts/series';
import type { Text } from '@/contracts/text';
import type { FeatureSheet, LayerDefinition } from '@/scene/layer';
import { placeRow, row } from '@/scene/sheet';
import type { City } from '@/state/city';
import { figure } from '@/state/wordsFormat';
import entryFile from '@data/layers/sensors.json';

const domainTitles: Readonly<Record<ObservedProperty['domain'], Text>> = {
  infrastructure: { zh: '城市基础设施', en: 'City infrastructure' },
  manufacturing: { zh: '生产制造', en: 'Manufacturing' },
  logistics: { zh: '物流', en: 'Logistics' },
  public: { zh: '公共服务', en: 'Public services' },
  environment: { zh: '生态环境', en: 'Environment' },
  emergency: { zh: '应急管理', en: 'Emergency' },
};

async function seriesOf(feature: string, city: City): Promise<Series | undefined> {
  const { series } = await city.query.catalogue();
  return series.find(({ id }) => String(id) === feature);
}

function sheetOf(series: Series, property: ObservedProperty | undefined): FeatureSheet {
  return {
    title: series.name,
    ...(property === undefined ? {} : { subtitle: property.name }),
    rows: [
      ...(property === undefined
        ? []
        : [
            row({ zh: '观测量', en: 'Observes' }, property.name, property.unitTitle),
            row({ zh: '领域', en: 'Domain' }, domainTitles[property.domain]),
            row(
              { zh: '可能范围', en: 'Possible range' },
              `${figure(property.min, property.decimals)} … ${figure(property.max, property.decimals)}`,
              property.unitTitle,
              { zh: '范围外的读数被拒收', en: 'readings outside are refused' },
            ),
          ]),
      row({ zh: '设备', en: 'Device' }, series.thing),
      placeRow(series.at),
      row({ zh: '离地高度', en: 'Above ground' }, figure(series.at[2] - groundHeight, 1), 'm'),
      row({ zh: '上报间隔', en: 'Reports every' }, figure(series.intervalS), 's'),
      row({ zh: '归口', en: 'Owner' }, series.owner),
    ],
    provenance: series.provenance,
    series: [series.id],
  };
}

export const sensors = {
  entry: { ...(entryFile as LayerEntry), id: 'sensors' },
  primitives: () => import('./scene'),
  describe: async (feature, city) => {
    const series = await seriesOf(feature, city);
    if (series === undefined) return undefined;
    const { properties } = await city.query.catalogue();
    return sheetOf(
      series,
      properties.find(({ id }) => id === series.property),
    );
  },
  list: async (city) =>
    (await city.query.catalogue()).series.map(({ id, name, at }) => ({
      feature: String(id),
      title: name,
      at: [at[0], at[1]],
    })),
  nameOf: async (feature, city) => (await seriesOf(feature, city))?.name,
} as const satisfies LayerDefinition;
