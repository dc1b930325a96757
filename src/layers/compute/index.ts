import type { ComputeCentre } from '@/contracts/base';
import type { LayerEntry } from '@/contracts/layer';
import type { Text } from '@/contracts/text';
import type { DistrictShare } from '@/domain/overlay';
import type { FeatureSheet, FeatureSummary, LayerDefinition } from '@/scene/layer';
import { placeRow, row } from '@/scene/sheet';
import { figure } from '@/state/wordsFormat';
import type { City } from '@/state/city';
import entryFile from '@data/layers/compute.json';

const kindTitles: Readonly<Record<ComputeCentre['kind'], Text>> = {
  general: { zh: '通用算力中心', en: 'General computing centre' },
  super: { zh: '超算中心', en: 'Supercomputing centre' },
  intelligent: { zh: '智算中心', en: 'AI computing centre' },
  edge: { zh: '边缘算力中心', en: 'Edge computing centre' },
  cloud: { zh: '云平台', en: 'Cloud platform' },
};

const precisionTitles: Readonly<Record<ComputeCentre['precision'], Text>> = {
  FP16: { zh: 'FP16（半精度）', en: 'FP16, half precision' },
  FP32: { zh: 'FP32（单精度）', en: 'FP32, single precision' },
  FP64: { zh: 'FP64（双精度）', en: 'FP64, double precision' },
  INT8: { zh: 'INT8（整数）', en: 'INT8, integers' },
  unstated: { zh: '未说明', en: 'not stated' },
};

const confidenceTitles = {
  H: { zh: '可信度高', en: 'high confidence' },
  M: { zh: '单一来源', en: 'one source' },
  L: { zh: '存疑', en: 'doubtful' },
  K: { zh: '未核实', en: 'unverified' },
} as const satisfies Readonly<Record<string, Text>>;

function sheetOf(
  centre: ComputeCentre,
  series: readonly number[],
  within: readonly DistrictShare[],
): FeatureSheet {
  return {
    title: centre.name,
    subtitle: kindTitles[centre.kind],
    rows: [
      ...(centre.pflops === undefined
        ? [row({ zh: '算力', en: 'Compute' }, { zh: '未公布', en: 'not published' })]
        : [row({ zh: '算力', en: 'Compute' }, figure(centre.pflops), 'PFLOPS')]),
      row({ zh: '精度', en: 'Precision' }, precisionTitles[centre.precision], undefined, {
        zh: '不同精度不可相加',
        en: 'different precisions are never added',
      }),
      ...centre.figures.map(({ pflops, source, year, confidence }) =>
        row({ zh: '来源所称', en: 'A source says' }, figure(pflops), 'PFLOPS', {
          zh: [source.zh, year, confidenceTitles[confidence].zh]
            .filter((part) => part !== undefined)
            .join('，'),
          en: [source.en, year, confidenceTitles[confidence].en]
            .filter((part) => part !== undefined)
            .join(', '),
        }),
      ),
      centre.at === undefined
        ? row(
            { zh: '位置', en: 'Place' },
            { zh: '未公布，全市一级', en: 'not published; known for the city only' },
          )
        : placeRow(centre.at, doubt(centre.accuracyM)),
      ...(within.length === 0 ? [] : [row({ zh: '可能所在', en: 'May lie in' }, withinWords(within))]),
      ...centre.facts.map((fact, index) => row({ zh: `记述 ${index + 1}`, en: `Fact ${index + 1}` }, fact)),
    ],
    provenance: centre.provenance,
    ...(series.length === 0 ? {} : { series }),
  };
}

function doubt(accuracyM: number | undefined): Text | undefined {
  if (accuracyM === undefined) return undefined;
  const words = accuracyM < 1000 ? `±${figure(accuracyM)} m` : `±${figure(accuracyM / 1000, 1)} km`;
  return { zh: `${words}，片区级，WGS 84`, en: `${words}, an area rather than a point, WGS 84` };
}

/** Where a doubtful place may lie: the districts under its ring, in whole per cent of the ring's area. */
function withinWords(within: readonly DistrictShare[]): Text {
  const list = (language: 'zh' | 'en') =>
    within.map(({ name, share }) => `${name[language]} ${Math.round(share * 100)} %`);
  return { zh: list('zh').join('，'), en: list('en').join(', ') };
}

async function districtsUnder({ at, accuracyM }: ComputeCentre, city: City) {
  if (at === undefined || accuracyM === undefined) return [];
  const [{ sharesOfDoubt }, districts] = await Promise.all([
    import('@/domain/overlay'),
    city.query.districts(),
  ]);
  return sharesOfDoubt(at, accuracyM, districts).filter(({ share }) => share >= 0.005);
}

export const compute = {
  entry: { ...(entryFile as LayerEntry), id: 'compute' },
  elements: () => import('./scene'),
  describe: async (feature, city: City) => {
    const [centres, catalogue] = await Promise.all([city.query.compute(), city.query.catalogue()]);
    const centre = centres.find(({ id }) => id === feature);
    if (centre === undefined) return undefined;
    return sheetOf(
      centre,
      catalogue.series.filter(({ on }) => on === `compute:${feature}`).map(({ id }) => id),
      await districtsUnder(centre, city),
    );
  },
  list: async (city): Promise<readonly FeatureSummary[]> =>
    (await city.query.compute()).map(({ id, name, at }) => ({
      feature: id,
      title: name,
      ...(at === undefined ? {} : { at }),
    })),
  nameOf: async (feature, city) => (await city.query.compute()).find(({ id }) => id === feature)?.name,
} as const satisfies LayerDefinition;
