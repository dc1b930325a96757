import { describe, expect, it } from 'vitest';
import { signDefinition, signDefinitions } from '@/domain/definitions';
import { traceSign } from '@/domain/signs';
import { signTextOf } from '@/domain/signTexts';
import { liveAt } from '@/domain/time';
import { monday } from '../support/fakeClock';
import { planOf, type ToldInput } from '../support/signTable';

/** The share of each device in a sign's first measure. */
function shares(id: string, values: readonly (number | undefined)[]): readonly number[] {
  const sign = signDefinition(id)!;
  const [measure] = sign.measures;
  const property = measure!.property === '*' ? 'aqi' : measure!.property!;
  const inputs = values.map((value, index): ToldInput => ({
    property,
    value: value ?? 0,
    ...(value === undefined ? {} : { ageMs: 1_000 }),
    thing: `${measure!.things ?? 'thing'}-${String(index + 1)}`,
  }));
  const { plan, table } = planOf(sign, inputs);
  return traceSign(plan, table, liveAt(monday), signTextOf(id))
    .inputs.filter(({ measure: of }) => of === measure!.id)
    .map(({ contribution }) => Math.round(contribution * 1000) / 1000);
}

/** The first sign whose first measure comes together in this way, of a property some device observes. */
const signOf = (aggregate: string) =>
  signDefinitions.find(
    ({ measures: [first] }) => first?.aggregate === aggregate && first.property !== undefined,
  )!.id;

describe('a device that changes changes its share', () => {
  it('of a mean, by what it adds to the sum', () => {
    expect(shares(signOf('mean'), [10, 10, 20])).toEqual([0.25, 0.25, 0.5]);
    expect(shares(signOf('mean'), [40, 10, 20])).toEqual([0.571, 0.143, 0.286]);
  });

  it('of a greatest value, by becoming the greatest', () => {
    expect(shares(signOf('max'), [10, 12, 11])).toEqual([0, 1, 0]);
    expect(shares(signOf('max'), [10, 12, 13])).toEqual([0, 0, 1]);
  });

  it('of a least value, by becoming the least', () => {
    expect(shares(signOf('min'), [40, 30, 50])).toEqual([0, 1, 0]);
    expect(shares(signOf('min'), [20, 30, 50])).toEqual([1, 0, 0]);
  });

  it('of a share of those that report, by falling silent', () => {
    const talking = [1, 1, 1, 1, 1, 1];
    expect(shares('devices-online', [...talking, 1, undefined])).toEqual([0, 0, 0, 0, 0, 0, 0, 1]);
    expect(shares('devices-online', [...talking, undefined, undefined])).toEqual([
      0, 0, 0, 0, 0, 0, 0.5, 0.5,
    ]);
  });
});
