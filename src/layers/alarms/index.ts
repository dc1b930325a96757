import type { Alarm, Severity } from '@/contracts/alarm';
import type { LayerEntry } from '@/contracts/layer';
import type { Provenance } from '@/contracts/provenance';
import type { Text } from '@/contracts/text';
import { alarmRules, observedProperties } from '@/domain/definitions';
import type { FeatureSheet, LayerDefinition, SheetRow } from '@/scene/layer';
import { placeRow, row, same } from '@/scene/sheet';
import type { City } from '@/state/city';
import { dayTime, figure } from '@/state/wordsFormat';
import entryFile from '@data/layers/alarms.json';

const entry = { ...(entryFile as LayerEntry), id: 'alarms' } as const;

const severityTitles: Readonly<Record<Severity, Text>> = {
  attention: { zh: '● 关注', en: '● Attention' },
  warning: { zh: '◆ 预警', en: '◆ Warning' },
  alarm: { zh: '■ 告警', en: '■ Alarm' },
};
const conditionTitles: Readonly<Record<Alarm['condition'], Text>> = {
  active: { zh: '仍在发生', en: 'still present' },
  returned: { zh: '已恢复', en: 'returned to normal' },
};
const handlingTitles: Readonly<Record<Alarm['handling'], Text>> = {
  new: { zh: '未确认', en: 'not acknowledged' },
  acknowledged: { zh: '已确认', en: 'acknowledged' },
  assigned: { zh: '已派发', en: 'assigned' },
  closed: { zh: '已关闭', en: 'closed' },
};
const stepTitles: Readonly<Record<Alarm['notes'][number]['step'], Text>> = {
  acknowledged: { zh: '确认', en: 'Acknowledged' },
  commented: { zh: '备注', en: 'Comment' },
  closed: { zh: '关闭', en: 'Closed' },
};

function when(timeMs: number): Text {
  return { zh: dayTime(timeMs, 'zh'), en: dayTime(timeMs, 'en') };
}

function evidenceRows({ evidence }: Alarm): readonly SheetRow[] {
  const rule = alarmRules.find(({ id }) => id === evidence.rule);
  const property = observedProperties.find(({ id }) => id === rule?.property);
  const decimals = property?.decimals ?? 2;
  const side = rule?.direction === 'below' ? { zh: '低于', en: 'below' } : { zh: '高于', en: 'above' };
  const observed = when(evidence.observedAt);
  return [
    row(
      { zh: '触发读数', en: 'Reading that raised it' },
      figure(evidence.value, decimals),
      property?.unitTitle,
      {
        zh: `观测于 ${observed.zh}`,
        en: `observed ${observed.en}`,
      },
    ),
    row(
      { zh: '限值', en: 'Limit' },
      { zh: `${side.zh} ${evidence.limit}`, en: `${side.en} ${evidence.limit}` },
      property?.unitTitle,
      rule?.source,
    ),
    row(
      { zh: '规则', en: 'Rule' },
      rule?.title ?? evidence.rule,
      undefined,
      same(`v${evidence.ruleVersion}`),
    ),
  ];
}

function sheetOf(alarm: Alarm, provenance: Provenance): FeatureSheet {
  return {
    title: alarm.title,
    subtitle: severityTitles[alarm.severity],
    rows: [
      row({ zh: '状况', en: 'Condition' }, conditionTitles[alarm.condition]),
      row({ zh: '处置', en: 'Handling' }, handlingTitles[alarm.handling]),
      row({ zh: '发生', en: 'Raised' }, when(alarm.raisedAt)),
      ...(alarm.returnedAt === undefined
        ? []
        : [row({ zh: '恢复', en: 'Returned' }, when(alarm.returnedAt))]),
      ...evidenceRows(alarm),
      placeRow(alarm.place),
      row({ zh: '行政区', en: 'District' }, alarm.district),
      ...alarm.notes.map((note) => row(stepTitles[note.step], note.text, undefined, by(note.by, note.at))),
    ],
    provenance,
    series: [alarm.evidence.series],
  };
}

function by(who: string, at: number): Text {
  const time = when(at);
  return { zh: `${who}，${time.zh}`, en: `${who}, ${time.en}` };
}

function alarmOf(feature: string, city: City): Alarm | undefined {
  return city.alarms.getState().alarms.find(({ id }) => id === feature);
}

export const alarms = {
  entry,
  elements: () => import('./scene'),
  describe: async (feature, city) => {
    const alarm = alarmOf(feature, city);
    if (alarm === undefined) return undefined;
    const { series } = await city.query.catalogue();
    const source = series.find(({ id }) => id === alarm.evidence.series);
    return sheetOf(alarm, source?.provenance ?? entry.provenance);
  },
  list: (city) =>
    Promise.resolve(
      city.alarms
        .getState()
        .alarms.filter(({ handling }) => handling !== 'closed')
        .map(({ id, title, place }) => ({ feature: id, title, at: [place[0], place[1]] })),
    ),
  nameOf: (feature, city) => Promise.resolve(alarmOf(feature, city)?.title),
} as const satisfies LayerDefinition;
