import type { AlarmLine } from '@/domain/alarm';
import type { Grouping } from '@/domain/alarmGroups';
import type { AlarmSource } from '@/contracts/alarm';
import type { Text } from '@/contracts/text';
import { clockTime, stretch } from './wordsFormat';

/** Words of one alarm that is open: they come with it. */
export const alarmWords = {
  step: {
    raised: { zh: '触发', en: 'raised' },
    escalated: { zh: '升级', en: 'escalated' },
    returned: { zh: '恢复', en: 'returned' },
    acknowledged: { zh: '确认', en: 'acknowledged' },
    assigned: { zh: '指派', en: 'assigned' },
    shelved: { zh: '搁置', en: 'shelved' },
    unshelved: { zh: '搁置结束', en: 'shelving ended' },
    commented: { zh: '备注', en: 'commented' },
    closed: { zh: '关闭', en: 'closed' },
  } satisfies Readonly<Record<AlarmLine['step'], Text>>,
  timeRanOut: { zh: '到时自动结束', en: 'its time ran out' },
  to: (person: string): Text => ({ zh: `给 ${person}`, en: `to ${person}` }),
  until: (timeMs: number): Text => ({ zh: `至 ${clockTime(timeMs)}`, en: `until ${clockTime(timeMs)}` }),
  assignedTo: (person: string): Text => ({ zh: `指派给 ${person}`, en: `assigned to ${person}` }),
  shelvedBy: (person: string, untilMs: number): Text => ({
    zh: `${person} 搁置至 ${clockTime(untilMs)}`,
    en: `shelved by ${person} until ${clockTime(untilMs)}`,
  }),
  source: { zh: '数据来源', en: 'Source of readings' },
  addressedTo: { zh: '致', en: 'Addressed to' },
  unheard: { zh: '未收到', en: 'Not heard' },
  unheardOf: ({ unheard, series }: AlarmSource): Text => ({
    zh: `${unheard} / ${series} 条序列`,
    en: `${unheard} of ${series} series`,
  }),
  share: { zh: '占比', en: 'Share' },
  notTheCity: {
    zh: '这是数据来源的告警，不表示城市出了险情。',
    en: 'This is about a source of readings; it does not mean an emergency in the city.',
  },
  longestSilent: { zh: '最久未报的设备', en: 'Silent longest' },
  newest: { zh: '最近一次观测', en: 'Last observation' },
  delays: (onS: number, offS: number): Text => ({
    zh: `${onS === 0 ? '立即' : `持续 ${stretch(onS * 1000).zh}后`}触发，${offS === 0 ? '立即' : `恢复 ${stretch(offS * 1000).zh}后`}解除`,
    en: `raised ${onS === 0 ? 'at once' : `after ${stretch(onS * 1000).en}`}, returns ${offS === 0 ? 'at once' : `after ${stretch(offS * 1000).en}`}`,
  }),
  load: (count: number, minutes: number): Text => ({
    zh: `${minutes} 分钟内 ${count} 条`,
    en: `${count} in ${minutes} min`,
  }),
  loadName: { zh: '本席报警负荷', en: 'Alarm load of this seat' },
  loadMeaning: (benchmark: number, flood: number): Text => ({
    zh: `基准约 ${benchmark} 条，超过 ${flood} 条按组显示`,
    en: `about ${benchmark} is normal; above ${flood} alarms are shown in groups`,
  }),
  flood: { zh: '告警洪泛：按组显示', en: 'Alarm flood: shown in groups' },
  groupBy: { zh: '分组', en: 'Group by' },
  grouping: {
    root: { zh: '起因', en: 'cause' },
    near: { zh: '周边 1.5 公里', en: 'within 1.5 km' },
    district: { zh: '行政区', en: 'district' },
    type: { zh: '类型', en: 'type' },
  } satisfies Readonly<Record<Grouping, Text>>,
  group: (count: number, active: number, unacknowledged: number): Text => ({
    zh: `${count} 条 · ${active} 条持续 · ${unacknowledged} 条未确认`,
    en: `${count} · ${active} active · ${unacknowledged} unacknowledged`,
  }),
  pinned: (count: number): Text => ({
    zh: `■ 红色告警 ${count} 条未确认`,
    en: `■ ${count} red, unacknowledged`,
  }),
  sources: (count: number): Text => ({
    zh: `数据来源 ${count} 条`,
    en: `${count} about sources of readings`,
  }),
  sourcesMeaning: {
    zh: '无数据与过期，交数据权属单位处理；不是城市险情，不计入负荷，不响铃。',
    en: 'No data and stale: for the owners of the sources. No emergency, not in the load, never sounded.',
  },
  area: (district: Text): Text => ({
    zh: `${district.zh} · 多个来源同时中断`,
    en: `${district.en} · many sources at once`,
  }),
  sourceGroup: (count: number, unacknowledged: number): Text => ({
    zh: `${count} 条 · ${unacknowledged} 条未确认`,
    en: `${count} · ${unacknowledged} unacknowledged`,
  }),
  quick: {
    kind: {
      acknowledge: { zh: '确认', en: 'Acknowledge' },
      assign: { zh: '指派', en: 'Assign' },
      shelve: { zh: '搁置', en: 'Shelve' },
      comment: { zh: '备注', en: 'Comment' },
      close: { zh: '关闭', en: 'Close' },
    },
    hint: { zh: '回车提交，Esc 放弃。', en: 'Enter gives the order, Escape leaves it.' },
    leave: { zh: '按 Esc 返回列表。', en: 'Escape leads back to the list.' },
    cancel: { zh: '放弃', en: 'Leave it' },
    impossible: {
      closed: { zh: '告警已关闭。', en: 'The alarm is closed.' },
      acknowledged: { zh: '告警已确认。', en: 'The alarm is already acknowledged.' },
      shelved: { zh: '告警已搁置。', en: 'The alarm is already shelved.' },
    },
  },
  around: { zh: '触发前后', en: 'Around the raise' },
  moment: {
    raised: { zh: '触发', en: 'raised' },
    returned: { zh: '恢复', en: 'returned' },
  },
  chartFailed: (reason: string): Text => ({
    zh: `没有取到曲线：${reason}`,
    en: `The curve did not come: ${reason}`,
  }),
  again: { zh: '重试', en: 'Try again' },
  replayFrom: { zh: '点击回放此刻', en: 'press to replay this moment' },
  device: { zh: '查看设备', en: 'The device' },
  ofDevice: (count: number): Text => ({
    zh: `此设备未关闭的告警 ${count} 条`,
    en: `${count} open ${count === 1 ? 'alarm' : 'alarms'} of this device`,
  }),
  assignTo: { zh: '指派给', en: 'Assign to' },
  assign: { zh: '指派', en: 'Assign' },
  shelveFor: { zh: '搁置', en: 'Shelve for' },
  minutes: (minutes: number): Text => stretch(minutes * 60_000),
  shelve: { zh: '搁置告警', en: 'Shelve' },
  unshelve: { zh: '结束搁置', en: 'End shelving' },
  assigneesMissing: (reason: string): Text => ({
    zh: `没有取到人员名单，只能指派给自己：${reason}`,
    en: `The list of people did not come; you can only take it yourself: ${reason}`,
  }),
} as const;
