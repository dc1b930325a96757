import type { BridgeBuild, BridgeRecord } from '@/contracts/base';
import type { Text } from '@/contracts/text';
import type { FeatureSheet, FeatureSummary, SheetRow } from '@/scene/layer';
import { placeRow, row } from '@/scene/sheet';
import type { City } from '@/state/city';
import { figure } from '@/state/wordsFormat';
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

const towerTitles: Readonly<Record<NonNullable<BridgeBuild['tower']>, Text>> = {
  portal: { zh: '门形', en: 'portal' },
  h: { zh: 'H 形', en: 'H-shaped' },
  a: { zh: 'A 形', en: 'A-shaped' },
  diamond: { zh: '钻石形', en: 'diamond' },
  'inverted-y': { zh: '倒 Y 形', en: 'inverted Y' },
  column: { zh: '独柱形', en: 'single columns' },
  pavilion: { zh: '桥头堡', en: 'bridgehead pavilions' },
};
const materials: Readonly<Record<NonNullable<BridgeBuild['towerMaterial']>, Text>> = {
  concrete: { zh: '混凝土', en: 'concrete' },
  steel: { zh: '钢', en: 'steel' },
};
const lowerDecks: Readonly<Record<NonNullable<BridgeBuild['lower']>, Text>> = {
  rail: { zh: '双层：上层公路，下层铁路', en: 'two decks: road above rail' },
  road: { zh: '双层公路', en: 'two decks of road' },
};
const unverified: Text = { zh: '公认所知，未核', en: 'commonly known, unverified' };

function buildRows({ tower, towerMaterial, spans, lower, lanes }: BridgeBuild): readonly SheetRow[] {
  const of = towerMaterial === undefined ? { zh: '', en: '' } : materials[towerMaterial];
  return [
    ...(tower === undefined
      ? []
      : [
          row(
            { zh: '桥塔', en: 'Towers' },
            {
              zh: `${towerTitles[tower].zh}${of.zh === '' ? '' : `，${of.zh}`}`,
              en: `${towerTitles[tower].en}${of.en === '' ? '' : `, ${of.en}`}`,
            },
            undefined,
            unverified,
          ),
        ]),
    ...(spans === undefined
      ? []
      : [row({ zh: '分跨', en: 'Spans' }, spans.map((span) => figure(span)).join(' + '), 'm', unverified)]),
    ...(lower === undefined
      ? []
      : [row({ zh: '桥面', en: 'Decks' }, lowerDecks[lower], undefined, unverified)]),
    ...(lanes === undefined ? [] : [row({ zh: '车道', en: 'Lanes' }, figure(lanes), undefined, unverified)]),
  ];
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
      ...(bridge.build === undefined ? [] : buildRows(bridge.build)),
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

export async function describe(feature: string, city: City): Promise<FeatureSheet | undefined> {
  const [records, catalogue] = await Promise.all([city.query.bridges(), city.query.catalogue()]);
  const bridge = records.find(({ id }) => id === feature);
  if (bridge === undefined) return undefined;
  return sheetOf(
    bridge,
    catalogue.series.filter(({ on }) => on === `bridges:${feature}`).map(({ id }) => id),
  );
}

export async function list(city: City): Promise<readonly FeatureSummary[]> {
  return (await city.query.bridges()).map(({ id, name, at }) => ({ feature: id, title: name, at }));
}

export async function nameOf(feature: string, city: City): Promise<Text | undefined> {
  return (await city.query.bridges()).find(({ id }) => id === feature)?.name;
}
