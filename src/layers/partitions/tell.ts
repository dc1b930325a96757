import type { LayerChoice, LayerEntry } from '@/contracts/layer';
import type { Text } from '@/contracts/text';
import type { FeatureSheet, FeatureSummary } from '@/scene/layer';
import { placeRow, row, same } from '@/scene/sheet';
import type { City } from '@/state/city';
import entryFile from '@data/layers/partitions.json';
import { partitionsOf, type Partition } from './areas';

const entry = entryFile as LayerEntry;

const titleOf = (one: Partition): Text =>
  one.kind === 'subdistrict' ? one.of.properties.name : same(one.of.name);

function middleOf({ shape }: Partition): readonly [number, number] {
  const [west, south, east, north] = shape.box;
  return [(west + east) / 2, (south + north) / 2];
}

const codeNote: Text = { zh: '统计用区划代码，2023 年', en: 'statistical division code, 2023' };
const generated: Text = { zh: '范围为示意生成', en: 'the area is generated' };

function sheetOf(one: Partition, all: ReadonlyMap<string, Partition>): FeatureSheet {
  const around = one.kind === 'community' ? all.get(one.of.street) : undefined;
  const within = [...all.values()].filter(
    (other) => other.kind === 'community' && other.of.street === one.shape.id,
  ).length;
  return {
    title: titleOf(one),
    subtitle:
      one.kind === 'subdistrict'
        ? { zh: '街道、镇（示意生成的范围）', en: 'Subdistrict (generated area)' }
        : { zh: '社区、村（示意生成的范围）', en: 'Community (generated area)' },
    rows: [
      row({ zh: '代码', en: 'Code' }, one.shape.id, undefined, codeNote),
      ...(one.kind === 'subdistrict'
        ? [
            row({ zh: '区划代码', en: 'District code' }, one.of.properties.district),
            row({ zh: '社区、村', en: 'Communities' }, within),
          ]
        : []),
      ...(around === undefined
        ? []
        : [
            {
              ...row({ zh: '所属街道', en: 'Subdistrict' }, titleOf(around)),
              opens: { layer: 'partitions' as const, feature: around.shape.id },
            },
          ]),
      placeRow(middleOf(one), generated),
    ],
    provenance: entry.provenance,
  };
}

/** Whether 社区 are drawn as well. */
export const choices: readonly LayerChoice[] = [
  {
    key: 'show',
    title: { zh: '显示', en: 'Show' },
    kind: 'one',
    otherwise: { zh: '街道，近处加社区', en: 'Subdistricts, communities from near' },
    values: [{ id: 'subdistricts', title: { zh: '只有街道', en: 'Subdistricts only' } }],
  },
];

export async function describe(feature: string, city: City): Promise<FeatureSheet | undefined> {
  const all = partitionsOf(await city.query.partitions());
  const one = all.get(feature);
  return one === undefined ? undefined : sheetOf(one, all);
}

/** 街道 first, then 社区, each by code. */
export async function list(city: City): Promise<readonly FeatureSummary[]> {
  return [...partitionsOf(await city.query.partitions()).values()]
    .sort(
      (one, other) => one.shape.id.length - other.shape.id.length || (one.shape.id < other.shape.id ? -1 : 1),
    )
    .map((one) => ({ feature: one.shape.id, title: titleOf(one), at: middleOf(one) }));
}

export async function nameOf(feature: string, city: City): Promise<Text | undefined> {
  const one = partitionsOf(await city.query.partitions()).get(feature);
  return one === undefined ? undefined : titleOf(one);
}
