import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alarm } from '@/contracts/alarm';
import { infrastructureTable as tableSchema } from '@/contracts/infrastructure';
import { signDefinition } from '@/domain/definitions';
import { planFleet } from '@/domain/fleetPlan';
import { lookAtInfrastructure } from '@/domain/infrastructure';
import { infrastructureTable, infrastructureWithin, planInfrastructure } from '@/domain/infrastructurePlan';
import { depthAlarm } from '../support/fakeCity';
import { monday } from '../support/fakeClock';
import { fakeCentre, fakeFleet, fakePlaces } from '../support/fakeFleet';

const centres = [fakeCentre];
const plan = planInfrastructure(fakeFleet, centres);
const online = signDefinition('devices-online')!;
const count = fakeFleet.series.length;
const columns = (state: (slot: number) => number) => ({
  states: Uint8Array.from({ length: count }, (_, slot) => state(slot)),
  times: Float64Array.from({ length: count }, (_, slot) => monday - slot),
});
const look = (state: (slot: number) => number, alarms: readonly Alarm[] = [], of = plan) =>
  lookAtInfrastructure({
    plan: of,
    catalogue: fakeFleet,
    columns: columns(state),
    alarms,
    online,
    at: monday,
  });
const classOf = (found: ReturnType<typeof look>, id: string) => found.classes.find((one) => one.id === id)!;
const partOf = (found: ReturnType<typeof look>, id: string) =>
  found.classes.flatMap(({ parts }) => parts).find((one) => one.id === id)!;
const depthSlots = fakeFleet.series.flatMap(({ property }, slot) =>
  property === 'road-water-depth' ? [slot] : [],
);
const alarmAt = (slot: number, change: Partial<Alarm> = {}): Alarm => ({
  ...depthAlarm,
  id: `alarm-${slot}-${JSON.stringify(change)}`,
  evidence: { ...depthAlarm.evidence, series: slot + 1 },
  ...change,
});

describe('the table of infrastructure classes', () => {
  it('is what its schema says: four classes in the order of Article 10, ours until the owners have set it', () => {
    expect(tableSchema.safeParse(infrastructureTable).error).toBeUndefined();
    expect(infrastructureTable.classes.map(({ short }) => short.zh)).toEqual([
      '信息网络',
      '算力',
      '新技术',
      '融合',
    ]);
    expect(infrastructureTable.standing).toBe('ours');
  });

  it('has all eleven words of Article 16', () => {
    const converged = infrastructureTable.classes.find(({ id }) => id === 'converged')!;
    expect(converged.parts.map(({ title }) => title.zh)).toEqual([
      ...['能源', '交通', '城建', '物流', '农业', '水利', '环保', '应急', '医疗', '教育', '文化'],
    ]);
  });

  it('puts every series in exactly one part of one class, or outside with the reason', () => {
    const all = [...plan.classes.flatMap(({ parts }) => parts), ...plan.outside].flatMap(
      ({ slots }) => slots,
    );
    expect(all.sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, slot) => slot));
    const unlisted = plan.outside.at(-1)!;
    expect(unlisted.slots.map((slot) => fakeFleet.series[slot]!.property)).toEqual([]);
  });

  it('says why of every part that has nothing to tell of', () => {
    for (const { parts } of plan.classes)
      for (const { definition, slots } of parts)
        if (slots.length === 0) expect([definition.id, definition.absent?.zh]).not.toContain(undefined);
  });

  it('puts a centre where its register says, dust at a building site under construction, the city’s under environment', () => {
    const compute = [fakeCentre, { ...fakeCentre, id: 'ai', kind: 'intelligent' as const }];
    const fleet = planFleet({ ...fakePlaces, compute });
    const sorted = planInfrastructure(fleet, compute);
    const things = (id: string) =>
      new Set(
        sorted.classes
          .flatMap(({ parts }) => parts)
          .find(({ definition }) => definition.id === id)!
          .slots.map((slot) => fleet.series[slot]!.thing),
      );
    expect(things('super')).toEqual(new Set(['compute-super']));
    expect(things('intelligent')).toEqual(new Set(['compute-ai']));
    expect([...things('construction')].some((thing) => thing.startsWith('site-dust-'))).toBe(true);
    expect([...things('environment')].some((thing) => thing.startsWith('site-dust-'))).toBe(false);
    expect([...things('environment')].some((thing) => thing.startsWith('air-'))).toBe(true);
  });

  it('holds what nothing lists outside, as not listed', () => {
    const strange = { ...fakeFleet.series[5]!, property: 'of-tomorrow', thing: 'new-1' };
    const { outside } = planInfrastructure({ series: [strange] }, []);
    expect(outside.find(({ definition }) => definition.id === 'unlisted')?.slots).toEqual([0]);
  });
});

describe('a class of infrastructure', () => {
  it('without any source is 无数据, never normal', () => {
    const found = look(() => 1);
    for (const id of ['network', 'platforms'])
      expect(classOf(found, id)).toMatchObject({ series: 0, online: undefined, state: 'absent' });
    for (const id of ['agriculture', 'education', 'culture', 'edge'])
      expect(partOf(found, id)).toMatchObject({ series: 0, state: 'absent' });
  });

  it.each([
    ['all fresh', () => 1, 'normal', 100],
    ['every thirtieth stale', (slot: number) => (slot % 30 === 0 ? 2 : 1), 'attention', 96.7],
    ['every fifth lost', (slot: number) => (slot % 5 === 0 ? 3 : 1), 'alarm', 80],
    ['all stale', () => 2, 'stale', 0],
    ['never heard', () => 0, 'absent', 0],
  ] as const)('with %s stands as the limits of the sign say', (_, state, expected, rate) => {
    const converged = classOf(look(state), 'converged');
    expect(converged.state).toBe(expected);
    expect(converged.online).toBeCloseTo(rate, 0);
  });

  it('of a few series is not judged by a share, and not known where too few of them report', () => {
    const supercomputing = plan.classes
      .flatMap(({ parts }) => parts)
      .find(({ definition }) => definition.id === 'super')!.slots;
    const [one, ...others] = supercomputing;
    expect(
      partOf(
        look((slot) => (slot === one ? 2 : 1)),
        'super',
      ).state,
    ).toBe('normal');
    expect(
      partOf(
        look((slot) => (others.includes(slot) ? 2 : 1)),
        'super',
      ).state,
    ).toBe('stale');
    expect(
      partOf(
        look((slot) => (others.includes(slot) ? 0 : 1)),
        'super',
      ).state,
    ).toBe('absent');
  });

  it('counts open alarms and those nobody has acknowledged, and stands as the gravest that is active', () => {
    const [a, b, c, d, e] = depthSlots as [number, number, number, number, number];
    const found = look(
      () => 1,
      [
        alarmAt(a),
        alarmAt(b, { severity: 'alarm', handling: 'acknowledged' }),
        alarmAt(c, { severity: 'alarm', condition: 'returned' }),
        alarmAt(d, { handling: 'closed' }),
        alarmAt(e, { shelved: { until: monday + 1, by: 'operator', at: monday } }),
      ],
    );
    for (const group of [classOf(found, 'converged'), partOf(found, 'hydraulics')])
      expect(group).toMatchObject({ open: 4, unacknowledged: 2, gravest: 'alarm', state: 'alarm', worst: b });
    expect(partOf(found, 'transport')).toMatchObject({ open: 0, state: 'normal', worst: undefined });
  });

  it('is told of its sources apart from its emergencies, and not of what concerns the whole city', () => {
    const slot = depthSlots[0]!;
    const source = {
      level: 'class',
      state: 'stale',
      property: 'road-water-depth',
      series: 9,
      unheard: 9,
    } as const;
    const found = look(
      () => 1,
      [
        alarmAt(slot, { kind: 'source', severity: 'warning', source }),
        alarmAt(slot, { kind: 'source', source: { ...source, level: 'city' } }),
      ],
    );
    expect(partOf(found, 'hydraulics')).toMatchObject({
      open: 0,
      sources: 1,
      gravest: undefined,
      state: 'normal',
    });
  });

  it('names the device heard longest ago where no alarm stands', () => {
    const [a, b, c] = depthSlots as [number, number, number];
    const states = new Map([
      [a, 2],
      [b, 3],
      [c, 3],
    ]);
    // Later slots were heard longer ago.
    expect(
      partOf(
        look((slot) => states.get(slot) ?? 1),
        'hydraulics',
      ).worst,
    ).toBe(c);
  });

  it('within a part of the city counts only what lies there', () => {
    const there = infrastructureWithin(plan, (slot) => fakeFleet.series[slot]!.district === '420107');
    const found = look(() => 1, [], there);
    const all = found.classes.reduce((sum, { series }) => sum + series, found.outside);
    expect(all).toBe(fakeFleet.series.filter(({ district }) => district === '420107').length);
  });

  it('does not flap: a rate that has just come back over its limit is still held to be below', () => {
    const before = look((slot) => (slot % 45 === 0 ? 2 : 1));
    expect(classOf(before, 'converged').state).toBe('attention');
    const after = lookAtInfrastructure({
      plan,
      catalogue: fakeFleet,
      columns: columns((slot) => (slot % 60 === 0 ? 2 : 1)),
      alarms: [],
      online,
      at: monday + 1000,
      before,
    });
    expect(classOf(after, 'converged').state).toBe('attention');
    expect(
      classOf(
        look((slot) => (slot % 60 === 0 ? 2 : 1)),
        'converged',
      ).state,
    ).toBe('normal');
  });
});

describe('however the series stand and in whatever order they come', () => {
  const some = planInfrastructure({ series: fakeFleet.series.slice(0, 400) }, centres);
  const turnedAround = {
    classes: some.classes.map((one) => ({
      ...one,
      parts: one.parts.map((part) => ({ ...part, slots: [...part.slots].reverse() })),
    })),
    outside: some.outside,
  };
  const anyStates = fc.array(fc.constantFrom(0, 1, 2, 3), { minLength: 400, maxLength: 400 });
  const anyAlarms = fc.array(
    fc.record({
      slot: fc.nat(399),
      severity: fc.constantFrom('attention' as const, 'warning' as const, 'alarm' as const),
      handling: fc.constantFrom('new' as const, 'acknowledged' as const, 'closed' as const),
      condition: fc.constantFrom('active' as const, 'returned' as const),
    }),
    { maxLength: 12 },
  );

  it('the counts add up, parts make the class, and order changes nothing', () => {
    fc.assert(
      fc.property(anyStates, anyAlarms, (states, drawn) => {
        const alarms = drawn.map(({ slot, ...change }) => alarmAt(slot, change));
        const forwards = look((slot) => states[slot] ?? 1, alarms, some);
        const backwards = look((slot) => states[slot] ?? 1, alarms.toReversed(), turnedAround);
        expect(backwards).toEqual(forwards);
        for (const one of forwards.classes) {
          expect(one.fresh + one.stale + one.absent).toBe(one.series);
          for (const key of [
            'series',
            'fresh',
            'stale',
            'absent',
            'open',
            'unacknowledged',
            'sources',
          ] as const)
            expect(one.parts.reduce((sum, part) => sum + part[key], 0)).toBe(one[key]);
          for (const each of [one, ...one.parts]) if (each.fresh === 0) expect(each.state).not.toBe('normal');
        }
        expect(forwards.classes.reduce((sum, { series }) => sum + series, forwards.outside)).toBe(400);
      }),
      { numRuns: 60 },
    );
  });
});
