import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signTrace, type SignDefinition, type SignState } from '@/contracts/sign';
import { signDefinition, signDefinitions } from '@/domain/definitions';
import { evaluateSign, inputsOf, readSign, type SignInput } from '@/domain/signs';
import { liveAt } from '@/domain/time';
import { monday } from '../support/fakeClock';
import { fakeFleet } from '../support/fakeFleet';

const sign = (id: string): SignDefinition => {
  const found = signDefinition(id);
  if (found === undefined) throw new Error(id);
  return found;
};
const now = liveAt(monday);
const fresh = (series: number, value: number): SignInput => ({
  series,
  intervalS: 10,
  value,
  observedAt: monday - 1000,
});
const stale = (series: number, value: number): SignInput => ({
  ...fresh(series, value),
  observedAt: monday - 60_000,
});
const absent = (series: number): SignInput => ({ series, intervalS: 10, value: NaN, observedAt: NaN });

/** Quarters add without rounding, so that order cannot show in the last digit. */
const quarters = fc.integer({ min: 0, max: 400 }).map((n) => n / 4);
const input = fc.record({
  value: quarters,
  age: fc.constantFrom(0, 5_000, 20_000, 20_001, 60_000, 500_000),
  heard: fc.boolean(),
});
const inputs = fc
  .array(input, { maxLength: 30 })
  .map((list) =>
    list.map(({ value, age, heard }, index): SignInput =>
      heard ? { series: index + 1, intervalS: 10, value, observedAt: monday - age } : absent(index + 1),
    ),
  );
const anySign = fc.constantFrom(...signDefinitions);
const rank = (state: SignState): number => ['normal', 'attention', 'warning', 'alarm'].indexOf(state);

describe('a vital sign', () => {
  it.each([
    [24.99, 'normal', null],
    [25, 'attention', 25],
    [27.3, 'warning', 27.3],
    [29.73, 'alarm', 29.73],
  ] as const)('river stage %d m is %s', (stage, state, limit) => {
    const trace = evaluateSign(sign('river-stage'), [fresh(1, stage)], now);
    expect(trace.reading).toMatchObject({ value: stage, state, coverage: 1 });
    expect(trace.threshold).toMatchObject({ limit, standing: 'verified' });
  });

  it.each([
    [41, 'normal'],
    [39, 'attention'],
    [24, 'warning'],
    [14, 'alarm'],
  ] as const)('the slowest crossing decides: %d km/h is %s', (speed, state) => {
    const trace = evaluateSign(sign('bridge-speed'), [fresh(1, 80), fresh(2, speed), fresh(3, 70)], now);
    expect(trace.reading).toMatchObject({ value: speed, state });
    expect(trace.inputs.map(({ contribution }) => contribution)).toEqual([0, 1, 0]);
  });

  it('says why: formula, each input, the threshold with its source, and the time it was asked about', () => {
    const trace = evaluateSign(sign('aqi'), [fresh(1, 60), fresh(2, 40), fresh(3, 62), stale(4, 400)], now);
    expect(signTrace.safeParse(trace).error).toBeUndefined();
    expect(trace.reading).toMatchObject({ value: 54, state: 'attention', coverage: 0.75 });
    expect(trace.missing).toEqual([4]);
    expect(trace.inputs[3]).toMatchObject({ state: 'stale', contribution: 0, value: 400 });
    expect(trace.threshold).toMatchObject({ crossed: 'attention', limit: 51, standing: 'unverified' });
    expect(trace).toMatchObject({ at: monday, knownAt: monday });
  });

  it('has no value where less than seventy in a hundred of its inputs are news', () => {
    const { reading } = evaluateSign(sign('aqi'), [fresh(1, 60), fresh(2, 60), stale(3, 60)], now);
    expect(reading).toMatchObject({ value: null, state: 'absent', observedAt: null });
  });

  it('gives the last value with its age, as stale, where nothing is news any more', () => {
    const { reading } = evaluateSign(sign('river-stage'), [stale(1, 28)], now);
    expect(reading).toMatchObject({ value: 28, state: 'stale', observedAt: monday - 60_000, coverage: 0 });
    expect(evaluateSign(sign('river-stage'), [absent(1)], now).reading.state).toBe('absent');
    expect(evaluateSign(sign('river-stage'), [], now).reading.state).toBe('absent');
  });

  it('leaves a state only when the value has come back by the hysteresis', () => {
    const at = (stage: number, before: SignState): SignState =>
      evaluateSign(sign('river-stage'), [fresh(1, stage)], now, before).reading.state;
    expect(at(24.97, 'attention')).toBe('attention');
    expect(at(24.97, 'normal')).toBe('normal');
    expect(at(24.9, 'attention')).toBe('normal');
    expect(at(26, 'alarm')).toBe('attention');
    expect(at(29.8, 'attention')).toBe('alarm');
    expect(at(24.97, 'stale')).toBe('normal');
  });

  it('counts who reports: a silent city is no alarm, a silent tenth is', () => {
    const online = sign('devices-online');
    const reporting = (share: number): readonly SignInput[] =>
      Array.from({ length: 100 }, (_, index) => (index < share ? fresh(index, 1) : stale(index, 1)));
    expect(readSign(online, reporting(99), now)).toMatchObject({ value: 99, state: 'normal' });
    expect(readSign(online, reporting(89), now)).toMatchObject({ value: 89, state: 'alarm' });
    expect(readSign(online, reporting(0), now)).toMatchObject({ value: null, state: 'stale' });
    expect(
      readSign(online, [fresh(1, 1), ...Array.from({ length: 9 }, (_, i) => absent(i + 2))], now).state,
    ).toBe('absent');
  });

  it('is made of every series of its property; who is online of all series', () => {
    expect(inputsOf(sign('river-stage'), fakeFleet)).toEqual([0]);
    expect(inputsOf(sign('devices-online'), fakeFleet)).toHaveLength(fakeFleet.series.length);
    for (const slot of inputsOf(sign('aqi'), fakeFleet)) expect(fakeFleet.series[slot]?.property).toBe('aqi');
  });

  it('does not depend on the order of its inputs', () => {
    fc.assert(
      fc.property(anySign, inputs, fc.integer(), (definition, list, turn) => {
        const middle = list.length === 0 ? 0 : Math.abs(turn) % list.length;
        const other = [...list.slice(middle), ...list.slice(0, middle)].reverse();
        expect(readSign(definition, other, now)).toEqual(readSign(definition, list, now));
      }),
    );
  });

  it('never gets better when every input gets worse', () => {
    fc.assert(
      fc.property(anySign, inputs, quarters, (definition, list, more) => {
        if (definition.aggregate === 'online') return;
        const sense = definition.direction === 'above' ? 1 : -1;
        const worse = list.map((one) => ({ ...one, value: one.value + sense * more }));
        const before = readSign(definition, list, now).state;
        const after = readSign(definition, worse, now).state;
        if (rank(before) < 0) expect(after).toBe(before);
        else expect(rank(after)).toBeGreaterThanOrEqual(rank(before));
      }),
    );
  });

  it('never lets a stale reading carry a value that passes for fresh', () => {
    fc.assert(
      fc.property(anySign, inputs, quarters, (definition, list, other) => {
        const trace = evaluateSign(definition, list, now);
        const disturbed = list.map((one) =>
          monday - one.observedAt > 20_000 ? { ...one, value: other } : one,
        );
        if (rank(trace.reading.state) < 0) {
          expect(rank(evaluateSign(definition, disturbed, now).reading.state)).toBeLessThan(0);
          return;
        }
        expect(evaluateSign(definition, disturbed, now).reading).toEqual(trace.reading);
        for (const line of trace.inputs) if (line.state !== 'fresh') expect(line.contribution).toBe(0);
      }),
    );
  });

  it('accounts for the whole value: contributions of a value add up to one', () => {
    fc.assert(
      fc.property(anySign, inputs, (definition, list) => {
        const { reading, inputs: lines } = evaluateSign(definition, list, now);
        const sum = lines.reduce((all, { contribution }) => all + contribution, 0);
        expect(sum).toBeCloseTo(reading.state === 'absent' ? 0 : 1, 9);
      }),
    );
  });
});
