import { describe, expect, it } from 'vitest';
import { roles, type Role, type Subject } from '@/contracts/session';
import {
  actions,
  decide,
  maskedFields,
  policy,
  tellCount,
  type Action,
  type Resource,
} from '@/domain/policy';
import { monday } from '../support/fakeClock';

const person = (role: Role, scope: readonly string[] = []): Subject => ({
  user: role === 'observer' ? undefined : role,
  roles: [role],
  clearance: 2,
  scope,
});
const resource: Readonly<Record<Action, Resource>> = {
  'public.read': { kind: 'public' },
  'record.building': { kind: 'building', id: 'b1', district: '420102' },
  'alarm.read': { kind: 'alarm' },
  'alarm.acknowledge': { kind: 'alarm', id: 'a', district: '420102' },
  'alarm.comment': { kind: 'alarm', id: 'a', district: '420102' },
  'alarm.close': { kind: 'alarm', id: 'a', district: '420102' },
  'alarm.assign': { kind: 'alarm', id: 'a', district: '420102' },
  'alarm.shelve': { kind: 'alarm', id: 'a', district: '420102' },
  'alarm.unshelve': { kind: 'alarm', id: 'a', district: '420102' },
  'handover.read': { kind: 'handover' },
  'handover.write': { kind: 'handover' },
  'handover.sign': { kind: 'handover' },
  'audit.read': { kind: 'audit' },
  'ingest.read': { kind: 'ingest' },
  'simulator.read': { kind: 'simulator' },
  'simulator.switch': { kind: 'simulator' },
  'metrics.read': { kind: 'metrics' },
  'import.run': { kind: 'import' },
};
const effect = (subject: Subject, action: Action, asked = resource[action]): string =>
  decide(subject, action, asked, { at: monday }).effect;

/** What each role may do to the whole city, in one table: a change of the policy file must be a change here. */
const matrix: Readonly<Record<Action, Readonly<Record<Role, string>>>> = {
  'public.read': {
    observer: 'allow',
    operator: 'allow',
    grid: 'allow',
    planner: 'allow',
    official: 'allow',
    steward: 'allow',
    auditor: 'allow',
  },
  'record.building': {
    observer: 'deny',
    operator: 'mask',
    grid: 'allow',
    planner: 'mask',
    official: 'mask',
    steward: 'mask',
    auditor: 'mask',
  },
  'alarm.read': {
    observer: 'allow',
    operator: 'allow',
    grid: 'allow',
    planner: 'allow',
    official: 'allow',
    steward: 'allow',
    auditor: 'allow',
  },
  'alarm.acknowledge': {
    observer: 'deny',
    operator: 'allow',
    grid: 'deny',
    planner: 'deny',
    official: 'deny',
    steward: 'deny',
    auditor: 'deny',
  },
  'alarm.comment': {
    observer: 'deny',
    operator: 'allow',
    grid: 'deny',
    planner: 'deny',
    official: 'deny',
    steward: 'deny',
    auditor: 'deny',
  },
  'alarm.close': {
    observer: 'deny',
    operator: 'allow',
    grid: 'deny',
    planner: 'deny',
    official: 'deny',
    steward: 'deny',
    auditor: 'deny',
  },
  'alarm.assign': {
    observer: 'deny',
    operator: 'allow',
    grid: 'deny',
    planner: 'deny',
    official: 'deny',
    steward: 'deny',
    auditor: 'deny',
  },
  'alarm.shelve': {
    observer: 'deny',
    operator: 'allow',
    grid: 'deny',
    planner: 'deny',
    official: 'deny',
    steward: 'deny',
    auditor: 'deny',
  },
  'alarm.unshelve': {
    observer: 'deny',
    operator: 'allow',
    grid: 'deny',
    planner: 'deny',
    official: 'deny',
    steward: 'deny',
    auditor: 'deny',
  },
  'handover.read': {
    observer: 'deny',
    operator: 'allow',
    grid: 'deny',
    planner: 'deny',
    official: 'allow',
    steward: 'allow',
    auditor: 'allow',
  },
  'handover.write': {
    observer: 'deny',
    operator: 'allow',
    grid: 'deny',
    planner: 'deny',
    official: 'deny',
    steward: 'deny',
    auditor: 'deny',
  },
  'handover.sign': {
    observer: 'deny',
    operator: 'allow',
    grid: 'deny',
    planner: 'deny',
    official: 'deny',
    steward: 'deny',
    auditor: 'deny',
  },
  'audit.read': {
    observer: 'deny',
    operator: 'deny',
    grid: 'deny',
    planner: 'deny',
    official: 'deny',
    steward: 'deny',
    auditor: 'allow',
  },
  'ingest.read': {
    observer: 'deny',
    operator: 'allow',
    grid: 'allow',
    planner: 'allow',
    official: 'allow',
    steward: 'allow',
    auditor: 'allow',
  },
  'simulator.read': {
    observer: 'allow',
    operator: 'allow',
    grid: 'allow',
    planner: 'allow',
    official: 'allow',
    steward: 'allow',
    auditor: 'allow',
  },
  'simulator.switch': {
    observer: 'deny',
    operator: 'allow',
    grid: 'deny',
    planner: 'allow',
    official: 'allow',
    steward: 'allow',
    auditor: 'deny',
  },
  'metrics.read': {
    observer: 'deny',
    operator: 'deny',
    grid: 'deny',
    planner: 'deny',
    official: 'deny',
    steward: 'deny',
    auditor: 'deny',
  },
  'import.run': {
    observer: 'deny',
    operator: 'deny',
    grid: 'deny',
    planner: 'deny',
    official: 'deny',
    steward: 'deny',
    auditor: 'deny',
  },
};

/** What those who have one district of duty may still do outside it. */
const outside: readonly Action[] = ['public.read', 'alarm.read'];

describe('the policy', () => {
  for (const action of actions) {
    it.each(roles.map((role) => [role, matrix[action][role]] as const))(
      `${action} by %s: %s`,
      (role, expected) => {
        expect(effect(person(role), action)).toBe(expected);
      },
    );

    it.each(roles)(`${action} by %s is the same inside the own district and never more outside`, (role) => {
      const inside = person(role, ['420102']);
      const elsewhere = person(role, ['420115']);
      expect(effect(inside, action)).toBe(matrix[action][role]);
      if (outside.includes(action) || resource[action].district === undefined) return;
      expect(effect(elsewhere, action)).toBe('deny');
    });
  }

  it('gives a reason in both languages, a rule and a version with every decision', () => {
    for (const action of actions) {
      for (const role of roles) {
        const decision = decide(person(role), action, resource[action], { at: monday });
        expect(decision.reason.zh).not.toBe('');
        expect(decision.reason.en).not.toBe('');
        expect(decision.version).toBe(policy.version);
        expect(policy.rules.some(({ id }) => id === decision.rule)).toBe(true);
      }
    }
  });

  it('tells the observer that a record needs a person', () => {
    expect(
      decide(person('observer'), 'record.building', resource['record.building'], { at: monday }).reason.en,
    ).toContain('person');
  });

  it('believes no role of one who has not signed in', () => {
    const pretender: Subject = {
      user: undefined,
      roles: ['operator', 'auditor', 'grid'],
      clearance: 4,
      scope: [],
    };
    for (const action of actions) expect(effect(pretender, action)).toBe(matrix[action].observer);
  });

  it('opens metrics and imports to this machine alone, whoever asks', () => {
    for (const role of roles) {
      expect(effect(person(role), 'import.run', { kind: 'import', loopback: true })).toBe('allow');
      expect(effect(person(role), 'import.run', { kind: 'import', loopback: false })).toBe('deny');
      expect(effect(person(role), 'metrics.read', { kind: 'metrics', loopback: true })).toBe('allow');
      expect(effect(person(role), 'metrics.read', { kind: 'metrics', loopback: false })).toBe('deny');
    }
  });

  it('denies what no rule speaks of, and everything before it is in force', () => {
    const mute = { ...policy, rules: [] };
    expect(
      decide(person('operator'), 'public.read', resource['public.read'], { at: monday }, mute),
    ).toMatchObject({ effect: 'deny', rule: 'none' });
    expect(decide(person('operator'), 'public.read', resource['public.read'], { at: 0 }).effect).toBe('deny');
  });

  it('takes what lies in no district for nobody’s own', () => {
    expect(effect(person('grid', ['420102']), 'record.building', { kind: 'building' })).toBe('deny');
    expect(effect(person('grid'), 'record.building', { kind: 'building' })).toBe('allow');
  });

  it.each([
    ['operator', 'exact', 'exact', 5],
    ['planner', 'cell', 'cell', 10],
    ['official', 'street', 'street', 10],
    ['steward', 'exact', 'withheld', 0],
    ['auditor', 'exact', 'withheld', 0],
  ] as const)(
    'shows a building’s card to %s: address %s, residents %s, none below %d',
    (role, address, residents, k) => {
      const decision = decide(person(role), 'record.building', resource['record.building'], { at: monday });
      const fields = decision.effect === 'mask' ? decision.fields : [];
      expect(fields.map(({ field }) => field)).toEqual(maskedFields);
      expect(fields[0]).toMatchObject({ show: address });
      expect(fields[2]).toEqual({ field: 'residents', show: residents, k });
    },
  );

  it('names the source of each rule and uses each: none is hidden behind another', () => {
    for (const rule of policy.rules) expect(rule.source.zh).not.toBe('');
    const used = new Set(
      actions.flatMap((action) =>
        roles.flatMap((role) =>
          [person(role), person(role, ['420102']), person(role, ['420115'])].flatMap((subject) =>
            [resource[action], { ...resource[action], loopback: true }].map(
              (asked) => decide(subject, action, asked, { at: monday }).rule,
            ),
          ),
        ),
      ),
    );
    expect(policy.rules.map(({ id }) => id).filter((id) => !used.has(id))).toEqual([]);
  });

  it('tells a count only where enough people hide in it', () => {
    expect(tellCount(4, 5)).toBeUndefined();
    expect(tellCount(5, 5)).toBe(5);
    expect(tellCount(0, 0)).toBe(0);
  });
});
