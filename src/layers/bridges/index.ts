import type { BridgeRecord } from '@/contracts/base';
import type { LayerEntry } from '@/contracts/layer';
import type { Text } from '@/contracts/text';
import type { FeatureSheet, LayerDefinition, SheetRow } from '@/scene/layer';
import { placeRow, row } from '@/scene/sheet';
import { figure } from '@/state/wordsFormat';
import entryFile from '@data/layers/bridges.json';
import { structureOf, structureTitles } from './structure';

const rivers: Readonly<Record<BridgeRecord['river'], Text>> = {
  yangtze: { zh: '长江', en: 'the Yangtze' },
  han: { zh: '汉江', en: 'the Han' },
};

function subtitleOf({ kind, river }: BridgeRecord): Text {
  return kind === 'tunnel'
    ? { zh: `${rivers[river].zh}隧道`, en: `Tunnel under ${rivers[river].en}` }
    : { zh: `${rivers[river].zh}桥梁`, en: `Bridge over ${rivers[river].en}` };
}

function metres(label: Text, value: number | undefined, note?: Text): readonly SheetRow[] {
  return value === undefined ? [] : [row(label, figure(value), 'm', note)];
}

function sheetOf(bridge: BridgeRecord, series: readonly number[]): FeatureSheet {
  return {
    title: bridge.name,
    subtitle: subtitleOf(bridge),
    rows: [
      row({ zh: '结构', en: 'Structure' }, structureTitles[structureOf(bridge)]),
      ...(bridge.year === undefined ? [] : [row({ zh: '建成', en: 'Opened' }, bridge.year)]),
      ...metres({ zh: '全长', en: 'Length' }, bridge.lengthM, {
        zh: '来源所称，可能含引桥',
        en: 'as the source tells it, approaches may be included',
      }),
      ...metres({ zh: '主跨', en: 'Main span' }, bridge.spanM),
      ...metres({ zh: '绘制宽度', en: 'Width as drawn' }, bridge.widthM, { zh: '示意', en: 'indicative' }),
      placeRow(bridge.at, {
        zh: `±${figure(bridge.accuracyM)} m，WGS 84`,
        en: `±${figure(bridge.accuracyM)} m, WGS 84`,
      }),
    ],
    provenance: bridge.provenance,
    ...(series.length === 0 ? {} : { series }),
  };
}

export const bridges = {
  entry: { ...(entryFile as LayerEntry), id: 'bridges' },
  elements: () => import('./scene'),
  describe: async (feature, city) => {
    const [records, catalogue] = await Promise.all([city.query.bridges(), city.query.catalogue()]);
    const bridge = records.find(({ id }) => id === feature);
    if (bridge === undefined) return undefined;
    return sheetOf(
      bridge,
      catalogue.series.filter(({ on }) => on === `bridges:${feature}`).map(({ id }) => id),
    );
  },
  list: async (city) =>
    (await city.query.bridges()).map(({ id, name, at }) => ({ feature: id, title: name, at })),
  nameOf: async (feature, city) => (await city.query.bridges()).find(({ id }) => id === feature)?.name,
} as const satisfies LayerDefinition;
