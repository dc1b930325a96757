import type { Role, Subject } from '@/contracts/session';
import type { Text } from '@/contracts/text';
import policyFile from '@data/policy.json';

export const actions = [
  'public.read',
  'record.building',
  'alarm.read',
  'alarm.acknowledge',
  'alarm.comment',
  'alarm.close',
  'alarm.assign',
  'alarm.shelve',
  'alarm.unshelve',
  'handover.read',
  'handover.write',
  'handover.sign',
  'audit.read',
  'ingest.read',
  'simulator.read',
  'simulator.switch',
  'metrics.read',
  'import.run',
] as const;
export type Action = (typeof actions)[number];

/** What is asked for. `district` is its code where it lies in one; `loopback` whether the asker is on this machine. */
export interface Resource {
  readonly kind:
    'public' | 'building' | 'alarm' | 'handover' | 'audit' | 'ingest' | 'simulator' | 'metrics' | 'import';
  readonly id?: string;
  readonly district?: string;
  readonly loopback?: boolean;
}

export const maskedFields = ['address', 'units', 'residents'] as const;

/**
 * How a field leaves the server. `exact`: as recorded, of this building; `street`, `cell`: generalised to the street's
 * name or summed over it, or over the 100 m cell; `withheld`: not at all. Counts below `k` are not told (0: no limit).
 */
export interface FieldMask {
  readonly field: (typeof maskedFields)[number];
  readonly show: 'exact' | 'street' | 'cell' | 'withheld';
  readonly k: number;
}

/** Every decision says why, by which rule of which version. */
export type Decision = (
  | { readonly effect: 'allow' }
  | { readonly effect: 'mask'; readonly fields: readonly FieldMask[] }
  | { readonly effect: 'aggregate'; readonly k: number }
  | { readonly effect: 'deny' }
) & { readonly reason: Text; readonly rule: string; readonly version: string };

/** A rule as written in the data file; the first that fits decides. */
export interface PolicyRule {
  readonly id: string;
  readonly action: Action;
  readonly roles: readonly Role[];
  readonly effect: Decision['effect'];
  readonly reason: Text;
  readonly source: Text;
  /** Only where the resource lies in the subject's own scope. */
  readonly scope?: 'own';
  readonly loopback?: boolean;
  readonly fields?: readonly FieldMask[];
  readonly k?: number;
}

export interface Policy {
  readonly version: string;
  readonly effective: string;
  readonly rules: readonly PolicyRule[];
}
export const policy = policyFile as Policy;

const nothingAllows: Text = { zh: '没有规则允许', en: 'No rule allows it' };

/**
 * The one decision about who may do or see what: pure, by the rules of the data file in their order; what no rule
 * allows is denied. Roles only count for a person: without a user everyone is an observer.
 */
export function decide(
  subject: Subject,
  action: Action,
  resource: Resource,
  context: { readonly at: number; readonly purpose?: string },
  rules: Policy = policy,
): Decision {
  const roles: readonly Role[] = subject.user === undefined ? ['observer'] : subject.roles;
  const because = { version: rules.version };
  if (context.at < Date.parse(rules.effective)) {
    return { effect: 'deny', reason: nothingAllows, rule: 'not-yet-effective', ...because };
  }
  const rule = rules.rules.find(
    (one) =>
      one.action === action &&
      one.roles.some((role) => roles.includes(role)) &&
      (one.scope === undefined || isOwn(subject, resource)) &&
      (one.loopback === undefined || one.loopback === (resource.loopback === true)),
  );
  if (rule === undefined) return { effect: 'deny', reason: nothingAllows, rule: 'none', ...because };
  const why = { reason: rule.reason, rule: rule.id, ...because };
  switch (rule.effect) {
    case 'mask':
      return { effect: 'mask', fields: rule.fields ?? [], ...why };
    case 'aggregate':
      return { effect: 'aggregate', k: rule.k ?? Infinity, ...why };
    case 'allow':
    case 'deny':
      return { effect: rule.effect, ...why };
  }
}

/** An empty scope is the whole city; what lies in no district is nobody's own unless the scope is the city. */
function isOwn(subject: Subject, resource: Resource): boolean {
  if (subject.scope.length === 0) return true;
  return resource.district !== undefined && subject.scope.includes(resource.district);
}

/** The count as it may be told: `undefined` where telling it would point at too few. */
export function tellCount(count: number, k: number): number | undefined {
  return count >= k ? count : undefined;
}
