import type { AlarmEvent } from '@/contracts/alarm';
import type { AlarmEntry } from '@/domain/alarm';
import { monday } from './fakeClock';

/** What a gauge on a road saw on Monday morning, too much water. */
export const evidence = {
  series: 3,
  value: 18,
  observedAt: monday,
  receivedAt: monday + 500,
  limit: 15,
  rule: 'water-depth',
  ruleVersion: '1',
};
export const raised = (at = monday, id = 'a'): AlarmEvent => ({
  kind: 'raised',
  alarm: id,
  at,
  known: at + 500,
  rule: 'water-depth',
  severity: 'warning',
  title: { zh: '积水', en: 'Water' },
  place: [114.29, 30.58, 10],
  district: '420102',
  evidence,
});
export const returned = (at: number, id = 'a'): AlarmEvent => ({
  kind: 'returned',
  alarm: id,
  at,
  known: at + 500,
  value: 3,
});
export const did = (
  kind: 'acknowledged' | 'commented' | 'closed' | 'unshelved',
  at: number,
  id = 'a',
): AlarmEvent => ({
  kind,
  alarm: id,
  at,
  known: at,
  by: 'operator',
  comment: '已派人',
});
export const shelved = (at: number, until: number, id = 'a'): AlarmEvent => ({
  kind: 'shelved',
  alarm: id,
  at,
  known: at,
  by: 'operator',
  comment: '已知施工',
  until,
});
export const assigned = (at: number, to: string, id = 'a'): AlarmEvent => ({
  kind: 'assigned',
  alarm: id,
  at,
  known: at,
  by: 'operator',
  comment: '请处理',
  to,
});
export const numbered = (...bodies: readonly AlarmEvent[]): readonly AlarmEntry[] =>
  bodies.map((body, index) => ({ seq: index + 1, body }));
