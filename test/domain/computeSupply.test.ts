import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { precisions, type ComputeCentre } from '@/contracts/base';
import { computeMeasure } from '@/contracts/computeMeasure';
import { computeLimits, computeMeasures, computeState } from '@/domain/computeMeasures';
import { ofUnstatedPrecision, supplyByPrecision, type Demand } from '@/domain/computeSupply';
import { observedProperties } from '@/domain/definitions';
import { fakeCentre } from '../support/fakeFleet';

const centre = (id: string, precision: ComputeCentre['precision'], pflops: number): ComputeCentre => ({
  ...fakeCentre,
  id,
  precision,
  pflops,
});
const fresh = (value: number, at = 5): Demand => ({ kind: 'fresh', value, at });

describe('supply and demand', () => {
  it('are kept apart by precision, and nothing is set off between centres', () => {
    const demands: Readonly<Record<string, Demand>> = { a: fresh(30, 9), b: fresh(130, 7), c: fresh(40) };
    const found = supplyByPrecision(
      [
        centre('a', 'FP16', 100),
        centre('b', 'FP16', 100),
        centre('c', 'FP64', 50),
        centre('d', 'unstated', 9),
      ],
      ({ id }) => demands[id] ?? { kind: 'absent' },
    );
    expect(found).toMatchObject([
      { precision: 'FP64', supply: 50, used: 40, free: 10, beyond: 0, centres: 1 },
      { precision: 'FP16', supply: 200, used: 130, free: 70, beyond: 30, centres: 2, observedAt: 7 },
    ]);
  });

  it('of a centre nobody hears of are unknown: neither used nor free', () => {
    const found = supplyByPrecision([centre('a', 'FP16', 100), centre('b', 'FP16', 60)], ({ id }) => ({
      kind: id === 'a' ? 'stale' : 'absent',
    }));
    expect(found).toMatchObject([
      { used: 0, free: 0, unknown: 160, stale: 1, absent: 1, observedAt: undefined },
    ]);
  });

  it('leave out what has no stated precision, and what has no figure', () => {
    const { pflops: figure, ...without } = fakeCentre;
    const centres = [centre('a', 'unstated', 2200), { ...without, precision: 'unstated' as const }];
    expect(figure).toBe(50);
    expect(supplyByPrecision(centres, () => fresh(1))).toEqual([]);
    expect(ofUnstatedPrecision(centres).map(({ id }) => id)).toEqual(['a']);
  });

  it('add up whatever is asked, in any order of the centres', () => {
    const anyDemand = fc.oneof(
      fc.integer({ min: 0, max: 400 }).map((value) => fresh(value)),
      fc.constantFrom<Demand>({ kind: 'stale' }, { kind: 'absent' }),
    );
    const anyCentre = fc.record({
      precision: fc.constantFrom(...precisions),
      pflops: fc.integer({ min: 1, max: 300 }),
      demand: anyDemand,
    });
    fc.assert(
      fc.property(fc.array(anyCentre, { maxLength: 9 }), (drawn) => {
        const centres = drawn.map(({ precision, pflops }, index) => centre(String(index), precision, pflops));
        const demandOf = ({ id }: ComputeCentre) => drawn[Number(id)]!.demand;
        const found = supplyByPrecision(centres, demandOf);
        expect(supplyByPrecision(centres.toReversed(), demandOf)).toEqual(found);
        for (const { supply, used, free, unknown, beyond } of found) {
          expect(used + free + unknown).toBe(supply);
          expect(Math.min(used, free, unknown, beyond)).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});

describe('what is read of a computing centre', () => {
  it('is what its schema says, each of a property the city knows, with limits somebody set', () => {
    expect(z.array(computeMeasure).safeParse(computeMeasures).error).toBeUndefined();
    const known = new Set(observedProperties.map(({ id }) => id));
    for (const measure of computeMeasures) {
      expect([measure.id, known.has(measure.property)]).toEqual([measure.id, true]);
      expect(computeLimits(measure).source.en).not.toBe('');
    }
  });

  it.each([
    ['load', 84.9, 'normal'],
    ['load', 85, 'attention'],
    ['load', 96, 'alarm'],
    ['pue', 1.35, 'attention'],
    ['pue', 1.45, 'warning'],
    ['delay', 0.99, 'normal'],
    ['delay', 1, 'attention'],
    ['delay', 10, 'alarm'],
    ['green', 20, 'normal'],
    ['green', 9, 'warning'],
    ['wait', 60, 'warning'],
  ] as const)('%s of %d is %s', (id, value, expected) => {
    expect(
      computeState(
        computeMeasures.find((one) => one.id === id)!,
        value,
      ),
    ).toBe(expected);
  });
});
