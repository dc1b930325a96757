import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signTrace, type SignDefinition, type SignMemory, type SignState } from '@/contracts/sign';
import { signDefinition, signDefinitions } from '@/domain/definitions';
import { planSigns, readSign, traceSign } from '@/domain/signs';
import { createSignBeat, wholeCity } from '@/domain/signs/beat';
import { signTextOf } from '@/domain/signTexts';
import { liveAt } from '@/domain/time';
import { monday } from '../support/fakeClock';
import { fakeFleet } from '../support/fakeFleet';
import { planOf, tableOf, type ToldInput } from '../support/signTable';

const sign = (id: string): SignDefinition => {
  const found = signDefinition(id);
  if (found === undefined) throw new Error(id);
  return found;
};
const now = liveAt(monday);
const fresh = (property: string, value: number): ToldInput => ({ property, value, ageMs: 1_000 });
const stale = (property: string, value: number): ToldInput => ({ property, value, ageMs: 60_000 });
const absent = (property: string): ToldInput => ({ property, value: 0 });

const look = (id: string, inputs: readonly ToldInput[], memory?: SignMemory, at = monday) => {
  const { plan, table } = planOf(sign(id), inputs);
  return readSign(plan, table, at, memory);
};
const trace = (id: string, inputs: readonly ToldInput[]) => {
  const { plan, table } = planOf(sign(id), inputs);
  return traceSign(plan, table, now, signTextOf(id));
};

describe('a vital sign', () => {
  it.each([
    [24.99, 'normal', null],
    [25, 'attention', 25],
    [27.3, 'warning', 27.3],
    [29.73, 'alarm', 29.73],
  ] as const)('river stage %d m is %s', (stage, state, limit) => {
    const told = trace('river-stage', [fresh('river-stage', stage)]);
    expect(told.reading).toMatchObject({ value: stage, state, coverage: 1 });
    expect(told.threshold).toMatchObject({ limit, standing: 'verified' });
  });

  it.each([
    [41, 'normal'],
    [39, 'attention'],
    [24, 'warning'],
    [14, 'alarm'],
  ] as const)('the slowest crossing decides: %d km/h is %s', (speed, state) => {
    const told = trace(
      'bridge-speed',
      [80, speed, 70].map((value) => fresh('bridge-speed', value)),
    );
    expect(told.reading).toMatchObject({ value: speed, state });
    expect(told.inputs.map(({ contribution }) => contribution)).toEqual([0, 1, 0]);
  });

  it('says why: formula, each input, the threshold with its source, and the time it was asked about', () => {
    const told = trace('aqi', [fresh('aqi', 60), fresh('aqi', 40), fresh('aqi', 62), stale('aqi', 400)]);
    expect(signTrace.safeParse(told).error).toBeUndefined();
    expect(told.reading).toMatchObject({ value: 54, state: 'attention', coverage: 0.75 });
    expect(told.missing).toEqual([4]);
    expect(told.inputs[3]).toMatchObject({ state: 'stale', contribution: 0, value: 400 });
    expect(told.inputs[0]?.contribution).toBeCloseTo(60 / 162, 9);
    expect(told.threshold).toMatchObject({ crossed: 'attention', limit: 51, standing: 'unverified' });
    expect(told).toMatchObject({ at: monday, knownAt: monday, pending: null });
  });

  it('gives a device a greater share of a mean when that device reads more', () => {
    const share = (value: number) =>
      trace('aqi', [fresh('aqi', value), fresh('aqi', 40), fresh('aqi', 62)]).inputs[0]?.contribution ?? 0;
    expect(share(80)).toBeGreaterThan(share(60));
  });

  it('has no value where less than seventy in a hundred of its inputs are news', () => {
    const { reading } = look('aqi', [fresh('aqi', 60), fresh('aqi', 60), stale('aqi', 60)]);
    expect(reading).toMatchObject({ value: null, state: 'absent', observedAt: null });
  });

  it('gives the last value with its age, as stale, where nothing is news any more', () => {
    const { reading } = look('river-stage', [stale('river-stage', 28)]);
    expect(reading).toMatchObject({ value: 28, state: 'stale', observedAt: monday - 60_000, coverage: 0 });
    expect(look('river-stage', [absent('river-stage')]).reading.state).toBe('absent');
    expect(look('river-stage', []).reading.state).toBe('absent');
  });

  it('without a source is no data, and says why it has none', () => {
    for (const definition of signDefinitions.filter(({ measures }) =>
      measures.every((one) => one.property === undefined),
    )) {
      const { plan, table } = planOf(definition, [fresh('aqi', 60)]);
      const told = traceSign(plan, table, now, signTextOf(definition.id));
      expect(told.reading).toMatchObject({ value: null, state: 'absent', coverage: 0 });
      expect(told.gaps).toHaveLength(definition.measures.length);
    }
  });

  it('of several measures stands as the worst of them, and tells each', () => {
    const { reading } = look('compute-load', [fresh('compute-load', 60), fresh('compute-pue', 1.45)]);
    expect(reading).toMatchObject({ measure: 'pue', value: 1.45, state: 'warning' });
    expect(reading.parts.map(({ id, value, state }) => [id, value, state])).toEqual([
      ['main', 60, 'normal'],
      ['pue', 1.45, 'warning'],
    ]);
  });

  it('is no data where measures of more than three tenths of its weight have no value', () => {
    const { reading } = look('compute-load', [fresh('compute-load', 60), absent('compute-pue')]);
    expect(reading).toMatchObject({ value: null, state: 'absent', coverage: 0.6 });
    expect(look('metro-load', [fresh('metro-load', 50)]).reading).toMatchObject({
      value: 50,
      state: 'normal',
      coverage: 0.75,
    });
  });

  it('counts who reports: a silent city is no alarm, a silent tenth is', () => {
    const reporting = (share: number): readonly ToldInput[] =>
      Array.from({ length: 100 }, (_, index) => (index < share ? fresh('aqi', 1) : stale('aqi', 1)));
    expect(look('devices-online', reporting(99)).reading.parts[0]).toMatchObject({
      value: 99,
      state: 'normal',
    });
    expect(look('devices-online', reporting(89)).reading).toMatchObject({ value: 89, state: 'alarm' });
    expect(look('devices-online', reporting(0)).reading).toMatchObject({ value: null, state: 'stale' });
    const mostlyUnheard = [fresh('aqi', 1), ...Array.from({ length: 9 }, () => absent('aqi'))];
    expect(look('devices-online', mostlyUnheard).reading.state).toBe('absent');
  });

  it('tells the age of the readings in their own intervals', () => {
    const aged = (ageMs: number): ToldInput => ({ property: 'aqi', value: 1, ageMs });
    const inputs = Array.from({ length: 20 }, (_, index) => aged(index < 18 ? 5_000 : 30_000));
    const age = look('devices-online', inputs).reading.parts.find(({ id }) => id === 'age');
    expect(age).toMatchObject({ value: 3, state: 'attention' });
  });

  it('counts sites past a limit, and only the things it is about', () => {
    const site = (value: number): ToldInput => ({ ...fresh('pm10', value), thing: 'site-dust-00001' });
    const { reading } = look('site-dust', [site(149), site(150), site(300), fresh('pm10', 400)]);
    expect(reading).toMatchObject({ value: 2, state: 'attention', coverage: 1 });
  });

  it('measures noise against the limit of the hour', () => {
    const [day, night] = [Date.UTC(2026, 2, 2, 4), Date.UTC(2026, 2, 2, 15)];
    const at = (time: number) => {
      const { plan, table } = planOf(sign('noise'), [fresh('noise', 56)]);
      return readSign(plan, { ...table, times: [time] }, time).reading;
    };
    expect(at(day)).toMatchObject({ value: -4, state: 'normal' });
    expect(at(night)).toMatchObject({ value: 6, state: 'alarm' });
  });

  it('is made of every series of its property; who is online of all series', () => {
    const slotsOf = (id: string) => [...planSigns([sign(id)], fakeFleet)[0]!.measures[0]!.slots];
    expect(slotsOf('river-stage')).toEqual([0]);
    expect(slotsOf('devices-online')).toHaveLength(fakeFleet.series.length);
    for (const slot of slotsOf('aqi')) expect(fakeFleet.series[slot]?.property).toBe('aqi');
  });
});

describe('the state of a sign over time', () => {
  /** Stages one after another, so many seconds apart; the states that were shown. */
  const shown = (
    id: string,
    property: string,
    values: readonly number[],
    stepS: number,
  ): readonly SignState[] => {
    let memory: SignMemory | undefined;
    return values.map((value, step) => {
      const at = monday + step * stepS * 1000;
      const { plan, table } = planOf(sign(id), [{ property, value, ageMs: 0 }]);
      const told = readSign(plan, { ...table, times: [at] }, at, memory);
      ({ memory } = told);
      return told.reading.state;
    });
  };

  it('leaves a grade only when the value has come back by the hysteresis and stayed there', () => {
    const stages = [25.1, 24.97, 24.9, 24.9, 24.9];
    expect(shown('river-stage', 'river-stage', stages, 30)).toEqual([
      'attention',
      'attention',
      'attention',
      'attention',
      'normal',
    ]);
  });

  it('does not flap where the value crosses a limit to and fro', () => {
    const states = shown('crowd-density', 'crowd-density', [0.5, 1.1, 0.5, 1.1, 0.5, 1.1, 1.1, 1.1], 10);
    expect(states).toEqual([
      'normal',
      'normal',
      'normal',
      'normal',
      'normal',
      'normal',
      'normal',
      'attention',
    ]);
  });

  it('says since when it stands, and what the value says meanwhile', () => {
    const { plan, table } = planOf(sign('crowd-density'), [fresh('crowd-density', 0.5)]);
    const calm = readSign(plan, table, monday);
    const later = monday + 5_000;
    const dense = { ...table, values: [2.5], times: [later] };
    const told = traceSign(plan, dense, liveAt(later), signTextOf('crowd-density'), calm.memory);
    expect(told.reading).toMatchObject({ state: 'normal', since: monday, value: 2.5 });
    expect(told.pending).toEqual({ state: 'warning', since: later });
  });

  it('shows stale at once: what is not known must never stay green', () => {
    const { plan, table } = planOf(sign('crowd-density'), [fresh('crowd-density', 0.5)]);
    const calm = readSign(plan, table, monday);
    const silent = monday + 60_000;
    expect(readSign(plan, table, silent, calm.memory).reading).toMatchObject({
      state: 'stale',
      since: silent,
    });
  });
});

/** Quarters add without rounding, so that order cannot show in the last digit. */
const quarters = fc.integer({ min: 0, max: 400 }).map((n) => n / 4);
const measured = signDefinitions.filter(({ measures }) =>
  measures.some(({ property }) => property !== undefined),
);
const anySign = fc.constantFrom(...measured);
const inputsFor = (definition: SignDefinition) => {
  const properties = definition.measures.flatMap(({ property }) =>
    property === undefined ? [] : [property === '*' ? 'aqi' : property],
  );
  const thing = definition.measures[0]?.things;
  return fc
    .array(
      fc.record({
        property: fc.constantFrom(...properties),
        value: quarters,
        ageMs: fc.option(fc.constantFrom(0, 5_000, 20_000, 20_001, 60_000, 500_000), { nil: undefined }),
        district: fc.constantFrom('420102', '420106'),
        thing: fc.constant(thing === undefined ? 'some-1' : `${thing}-1`),
      }),
      { maxLength: 30 },
    )
    .map((list) =>
      list.map(({ ageMs, ...rest }): ToldInput => (ageMs === undefined ? rest : { ...rest, ageMs })),
    );
};
const signAndInputs = anySign.chain((definition) => fc.tuple(fc.constant(definition), inputsFor(definition)));
const rank = (state: SignState): number => ['normal', 'attention', 'warning', 'alarm'].indexOf(state);
const readingOf = (definition: SignDefinition, inputs: readonly ToldInput[]) => {
  const { plan, table } = planOf(definition, inputs);
  return readSign(plan, table, monday).reading;
};

describe('every vital sign', () => {
  it('does not depend on the order of its inputs', () => {
    fc.assert(
      fc.property(signAndInputs, fc.integer(), ([definition, list], turn) => {
        const middle = list.length === 0 ? 0 : Math.abs(turn) % list.length;
        const other = [...list.slice(middle), ...list.slice(0, middle)].reverse();
        expect(readingOf(definition, other)).toEqual(readingOf(definition, list));
      }),
    );
  });

  it('never gets better when every input gets worse', () => {
    fc.assert(
      fc.property(signAndInputs, quarters, ([definition, list], more) => {
        const senses = new Set(definition.measures.map(({ direction, counts }) => counts?.when ?? direction));
        // Who reports does not depend on what they say; and no input can get worse for two limits at once.
        if (senses.size > 1 || definition.measures.some(({ aggregate }) => aggregate === 'online')) return;
        const sense = senses.has('above') ? 1 : -1;
        const worse = list.map((one) => ({ ...one, value: one.value + sense * more }));
        const before = readingOf(definition, list).state;
        const after = readingOf(definition, worse).state;
        if (rank(before) < 0) expect(after).toBe(before);
        else expect(rank(after)).toBeGreaterThanOrEqual(rank(before));
      }),
    );
  });

  it('never lets a stale reading carry a value that passes for fresh', () => {
    fc.assert(
      fc.property(signAndInputs, quarters, ([definition, list], other) => {
        const disturbed = list.map((one) => ((one.ageMs ?? 0) > 20_000 ? { ...one, value: other } : one));
        const { plan, table } = planOf(definition, list);
        const told = traceSign(plan, table, now, signTextOf(definition.id));
        const reading = readingOf(definition, disturbed);
        if (rank(told.reading.state) < 0) expect(rank(reading.state)).toBeLessThan(0);
        else expect(reading.state).toEqual(told.reading.state);
        told.reading.parts.forEach((part, index) => {
          if (rank(part.state) >= 0) expect(reading.parts[index]).toEqual(part);
        });
      }),
    );
  });

  it('accounts for the whole value: the contributions to a measure that has one add up to one', () => {
    fc.assert(
      fc.property(signAndInputs, ([definition, list]) => {
        const { plan, table } = planOf(definition, list);
        const told = traceSign(plan, table, now, signTextOf(definition.id));
        for (const part of told.reading.parts) {
          const lines = told.inputs.filter(({ measure }) => measure === part.id);
          const sum = lines.reduce((all, { contribution }) => all + contribution, 0);
          const carried = lines.some(({ contribution }) => contribution > 0);
          expect(sum).toBeCloseTo(carried ? 1 : 0, 9);
          if (part.state === 'absent') expect(carried).toBe(false);
        }
      }),
    );
  });

  it('reads the same by itself, with its trace, and in the beat of all signs', () => {
    fc.assert(
      fc.property(signAndInputs, ([definition, list]) => {
        const { plan, table } = planOf(definition, list);
        const alone = readSign(plan, table, monday).reading;
        expect(traceSign(plan, table, now, signTextOf(definition.id)).reading).toEqual(alone);
        const { series } = tableOf(list);
        const beat = createSignBeat([definition], { series: [...series] }).beat(table, monday);
        expect(beat.find(({ scope }) => scope === wholeCity)?.readings).toEqual([alone]);
        for (const { scope, readings } of beat.filter((one) => one.scope !== wholeCity)) {
          const own = list.filter(({ district }) => district === scope);
          expect(readings[0]).toEqual(readingOf(definition, own));
        }
      }),
    );
  });
});
