import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alarm } from '@/contracts/alarm';
import { groupAlarms, groupings, nearM } from '@/domain/alarmGroups';
import { loadOf } from '@/domain/alarmLoad';
import { alarmRules, alarmCauses, alarmLoadRule } from '@/domain/alarmDefinitions';
import { monday } from '../support/fakeClock';
import { depthAlarm } from '../support/fakeCity';

const minute = 60_000;
const at = (id: string, rest: Partial<Alarm> = {}): Alarm => ({
  ...depthAlarm,
  id,
  raisedAt: rest.activeSince ?? monday,
  activeSince: monday,
  ...rest,
});
const idsOf = (alarms: readonly Alarm[], by: (typeof groupings)[number]) =>
  groupAlarms(alarms, by).map((group) => [group.id, group.alarms.map(({ id }) => id).sort()]);

describe('alarms grouped by their root', () => {
  it('are one heavy rain, pumps and crossings with the water, and a warm cold store apart', () => {
    const storm = [
      at('underpass'),
      at('pump', { rule: 'pump-load', activeSince: monday + 20 * minute }),
      at('bridge', { rule: 'crossing-speed', activeSince: monday - 10 * minute }),
      at('store', { rule: 'cold-store' }),
    ];
    expect(idsOf(storm, 'root')).toEqual([
      ['cause rain', ['bridge', 'pump', 'underpass']],
      ['cold-store', ['store']],
    ]);
    expect(groupAlarms(storm, 'root')[0]?.title.zh).toBe('强降雨');
  });

  it('follow no rain that was too long ago, nor one that is not there', () => {
    const pump = at('pump', { rule: 'pump-load', activeSince: monday + 2 * 60 * minute });
    expect(idsOf([at('underpass'), pump], 'root')).toEqual([
      ['cause rain', ['underpass']],
      ['pump-load', ['pump']],
    ]);
    expect(idsOf([pump], 'root')).toEqual([['pump-load', ['pump']]]);
  });

  it('are of their owner where they are about a source', () => {
    const owner = { zh: '水务', en: 'Water affairs' };
    const source = at('silent', { kind: 'source', rule: 'source-silent', owner });
    expect(idsOf([source, at('underpass')], 'root')).toEqual([
      ['cause rain', ['underpass']],
      ['owner Water affairs', ['silent']],
    ]);
  });
});

describe('alarms about sources, grouped by their root', () => {
  const owners = ['Water affairs', 'Traffic police', 'Metro'];
  const silent = (id: string, owner: string, rest: Partial<Alarm> = {}): Alarm =>
    at(id, {
      kind: 'source',
      rule: 'source-silent',
      owner: { zh: owner, en: owner },
      source: { level: 'district', state: 'silent', series: 9, unheard: 9 },
      ...rest,
    });
  const outage = owners.map((owner) => silent(owner, owner));

  it('lie beneath their district where three owners of it fall silent together, and not where two do', () => {
    expect(idsOf(outage, 'root')).toEqual([['area 420102', [...owners].sort()]]);
    expect(idsOf(outage.slice(1), 'root').map(([id]) => id)).toEqual(['owner Metro', 'owner Traffic police']);
    const elsewhere = silent('far', 'Metro', { district: '420106' });
    expect(idsOf([...outage, elsewhere], 'root').map(([id]) => id)).toEqual(['area 420102', 'owner Metro']);
  });

  it('are no root any more once they have returned', () => {
    const [first, ...others] = outage;
    const returned = { ...first!, condition: 'returned', returnedAt: monday } as const;
    expect(idsOf([returned, ...others], 'root').map(([id]) => id)).toHaveLength(3);
  });

  it('all lie beneath the city where nearly everything is silent', () => {
    const source = { level: 'city', state: 'silent', series: 99, unheard: 99 } as const;
    const everything = silent('all', 'The platform', { source, district: '420100' });
    expect(idsOf([...outage, everything], 'root')).toEqual([['source all', [...owners, 'all'].sort()]]);
  });
});

describe('alarms grouped by where they are', () => {
  it('are together where the oldest is near, and do not chain across the city', () => {
    const step = 1_000 / 111_195;
    const line = [0, 1, 2, 3].map((north) =>
      at(`n${north}`, {
        place: [114.3, 30.5 + north * step, 8],
        activeSince: monday + north,
        raisedAt: monday + north,
      }),
    );
    expect(idsOf(line, 'near')).toEqual([
      ['near n0', ['n0', 'n1']],
      ['near n2', ['n2', 'n3']],
    ]);
  });

  it('are together in one district', () => {
    const two = [at('a'), at('b', { district: '420106' }), at('c')];
    expect(idsOf(two, 'district')).toEqual([
      ['420102', ['a', 'c']],
      ['420106', ['b']],
    ]);
  });
});

const anyAlarm = fc
  .record({
    rule: fc.constantFrom(...alarmRules.map(({ id }) => id), 'of-another-version'),
    severity: fc.constantFrom('attention' as const, 'warning' as const, 'alarm' as const),
    kind: fc.constantFrom('condition' as const, 'condition' as const, 'source' as const),
    handling: fc.constantFrom('new' as const, 'acknowledged' as const, 'assigned' as const),
    condition: fc.constantFrom('active' as const, 'returned' as const),
    district: fc.constantFrom('420102', '420106', '420111'),
    minutes: fc.integer({ min: 0, max: 240 }),
    east: fc.integer({ min: 0, max: 60 }),
    north: fc.integer({ min: 0, max: 60 }),
    shelved: fc.boolean(),
  })
  .map(({ minutes, east, north, shelved, ...rest }): Omit<Alarm, 'id'> => ({
    ...depthAlarm,
    ...rest,
    raisedAt: monday + minutes * minute,
    activeSince: monday + minutes * minute,
    place: [114.2 + east / 500, 30.5 + north / 500, 8],
    ...(shelved ? { shelved: { by: 'operator', at: monday, until: monday + 600 * minute } } : {}),
  }));
const anyAlarms = fc
  .array(anyAlarm, { maxLength: 60 })
  .map((alarms) => alarms.map((alarm, place): Alarm => ({ ...alarm, id: `a${place}` })));

describe('the groups of any alarms', () => {
  it.each(groupings)('by %s lose none, count right, and do not depend on the order', (by) => {
    fc.assert(
      fc.property(anyAlarms, fc.func(fc.nat()), (alarms, rank) => {
        const groups = groupAlarms(alarms, by);
        const members = groups.flatMap((group) => group.alarms);
        expect(members.map(({ id }) => id).sort()).toEqual(alarms.map(({ id }) => id).sort());
        expect(new Set(groups.map(({ id }) => id)).size).toBe(groups.length);
        for (const group of groups) {
          const { alarms: mine } = group;
          expect(group.active).toBe(mine.filter(({ condition }) => condition === 'active').length);
          expect(group.shelved).toBe(mine.filter(({ shelved }) => shelved !== undefined).length);
          expect(group.unacknowledged + group.shelved).toBeLessThanOrEqual(mine.length);
          expect(group.severity).toBe(mine[0]?.severity);
          expect(group.since).toBe(Math.min(...mine.map(({ raisedAt }) => raisedAt)));
        }
        const shuffled = alarms.toSorted((a, b) => rank(a.id) - rank(b.id));
        expect(groupAlarms(shuffled, by)).toEqual(groups);
      }),
    );
  });

  it('near each other are no wider than twice the way to the oldest', () => {
    fc.assert(
      fc.property(anyAlarms, (alarms) => {
        for (const { alarms: mine } of groupAlarms(alarms, 'near')) {
          for (const { place: a } of mine) {
            for (const { place: b } of mine) {
              const north = (b[1] - a[1]) * 111_195;
              const east = (b[0] - a[0]) * 111_195 * Math.cos((30.56 * Math.PI) / 180);
              expect(Math.hypot(north, east)).toBeLessThan(2 * nearM * 1.01);
            }
          }
        }
      }),
    );
  });

  it('by root put every alarm of a lead with its cause', () => {
    fc.assert(
      fc.property(anyAlarms, (alarms) => {
        for (const group of groupAlarms(alarms, 'root')) {
          for (const { kind, rule } of group.alarms) {
            const led = alarmCauses.find(({ leads }) => leads.includes(rule));
            if (kind === 'condition' && led !== undefined) expect(group.id).toMatch(/^cause /);
          }
        }
      }),
    );
  });
});

describe('the load of a seat', () => {
  const every = (minutes: readonly number[], rest: Partial<Alarm> = {}) =>
    minutes.map((when, place) => at(`l${place}`, { activeSince: monday + when * minute, ...rest }));
  const upTo = (count: number) => Array.from({ length: count }, (_, place) => place / 10);

  it('is a flood above ten in ten minutes, and stays one until fewer than five', () => {
    expect(loadOf(every(upTo(10)), monday + minute)).toMatchObject({ count: 10, flood: false });
    const eleven = every(upTo(11));
    expect(loadOf(eleven, monday + 2 * minute)).toEqual({
      count: 11,
      flood: true,
      since: monday + minute,
    });
    // At 10.6 minutes the first seven have left.
    expect(loadOf(eleven, monday + 10.6 * minute)).toMatchObject({ count: 4, flood: false });
    expect(loadOf(eleven, monday + 10.5 * minute)).toMatchObject({ count: 5, flood: true });
  });

  it('counts the seat’s own districts, and no sources', () => {
    const alarms = [
      ...every(upTo(6)),
      ...every(upTo(3), { district: '420106' }),
      ...every(upTo(20), { kind: 'source' }),
    ];
    expect(loadOf(alarms, monday + 3 * minute).count).toBe(9);
    expect(loadOf(alarms, monday + 3 * minute, ['420106']).count).toBe(3);
  });

  it('over any alarms counts what came up in the window, and floods only after more than ten of them', () => {
    fc.assert(
      fc.property(anyAlarms, fc.integer({ min: 0, max: 300 }), (alarms, minutes) => {
        const now = monday + minutes * minute;
        const load = loadOf(alarms, now);
        const windowMs = alarmLoadRule.windowS * 1000;
        const inside = alarms.filter(
          ({ kind, activeSince }) =>
            kind === 'condition' && activeSince <= now && activeSince > now - windowMs,
        );
        expect(load.count).toBe(inside.length);
        if (load.count > alarmLoadRule.floodAbove) expect(load.flood).toBe(true);
        if (load.count < alarmLoadRule.floodEndsBelow) expect(load.flood).toBe(false);
      }),
    );
  });
});
