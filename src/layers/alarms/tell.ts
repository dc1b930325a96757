import type { Alarm, AlarmSource, Severity } from '@/contracts/alarm';
import type { Provenance } from '@/contracts/provenance';
import type { Text } from '@/contracts/text';
import { alarmRules } from '@/domain/alarmDefinitions';
import { observedProperties } from '@/domain/definitions';
import type { FeatureSheet, SheetRow } from '@/scene/layer';
import { placeRow, row, same } from '@/scene/sheet';
import { dayTime, figure } from '@/state/wordsFormat';

const severityTitles: Readonly<Record<Severity, Text>> = {
  attention: { zh: '● 关注', en: '● Attention' },
  warning: { zh: '◆ 预警', en: '◆ Warning' },
  alarm: { zh: '■ 告警', en: '■ Alarm' },
};
const sourceTitles: Readonly<Record<AlarmSource['state'], Text>> = {
  silent: { zh: '－ 无数据', en: '－ No data' },
  stale: { zh: '⊘ 过期', en: '⊘ Stale' },
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
  assigned: { zh: '指派', en: 'Assigned' },
  shelved: { zh: '搁置', en: 'Shelved' },
  unshelved: { zh: '结束搁置', en: 'Shelving ended' },
  commented: { zh: '备注', en: 'Comment' },
  closed: { zh: '关闭', en: 'Closed' },
};

function when(timeMs: number): Text {
  return { zh: dayTime(timeMs, 'zh'), en: dayTime(timeMs, 'en') };
}

/** Of an alarm about a source: whom it is for, and how much was not heard. */
function sourceRows({ evidence, owner }: Alarm, { unheard, series }: AlarmSource): readonly SheetRow[] {
  return [
    ...(owner === undefined ? [] : [row({ zh: '致', en: 'Addressed to' }, owner)]),
    row(
      { zh: '未收到', en: 'Not heard' },
      { zh: `${unheard} / ${series} 条序列`, en: `${unheard} of ${series} series` },
      undefined,
      same(`${figure(evidence.value, 1)} %`),
    ),
    row({ zh: '限值', en: 'Limit' }, `≥ ${figure(evidence.limit)}`, '%'),
  ];
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

/** What the card of an alarm says. */
export function sheetOf(alarm: Alarm, provenance: Provenance): FeatureSheet {
  return {
    title: alarm.title,
    subtitle: alarm.source === undefined ? severityTitles[alarm.severity] : sourceTitles[alarm.source.state],
    rows: [
      row({ zh: '状况', en: 'Condition' }, conditionTitles[alarm.condition]),
      row({ zh: '处置', en: 'Handling' }, handlingTitles[alarm.handling]),
      ...(alarm.assignee === undefined ? [] : [row({ zh: '指派给', en: 'Assigned to' }, alarm.assignee)]),
      ...(alarm.shelved === undefined
        ? []
        : [row({ zh: '搁置至', en: 'Shelved until' }, when(alarm.shelved.until))]),
      row({ zh: '发生', en: 'Raised' }, when(alarm.raisedAt)),
      ...(alarm.returnedAt === undefined
        ? []
        : [row({ zh: '恢复', en: 'Returned' }, when(alarm.returnedAt))]),
      ...(alarm.source === undefined ? evidenceRows(alarm) : sourceRows(alarm, alarm.source)),
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
