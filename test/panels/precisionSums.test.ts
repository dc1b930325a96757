import { describe, expect, it } from 'vitest';
import type { ComputeCentre } from '@/contracts/base';
import { sumsByPrecision, totalOf, type Precision } from '@/panels/computeCentres/precisionSums';

const centre = (precision: Precision, pflops?: number): ComputeCentre => ({
  id: `${precision}-${pflops ?? 'none'}`,
  name: { zh: '某中心', en: 'A centre' },
  kind: 'intelligent',
  precision,
  ...(pflops === undefined ? {} : { pflops }),
  figures: [],
  facts: [],
  provenance: {
    grade: 'derived',
    source: { zh: '测试', en: 'test' },
    licence: 'CC0-1.0',
    date: '2025',
    datum: 'WGS 84',
  },
});

describe('computing power', () => {
  it('is summed within a precision only', () => {
    expect(
      sumsByPrecision([
        centre('FP16', 400),
        centre('FP64', 100),
        centre('FP16', 2200),
        centre('unstated', 300),
      ]),
    ).toEqual([
      { precision: 'FP16', pflops: 2600, centres: 2 },
      { precision: 'FP64', pflops: 100, centres: 1 },
      { precision: 'unstated', pflops: 300, centres: 1 },
    ]);
  });

  it('of a centre without a figure is not counted as zero', () => {
    expect(sumsByPrecision([centre('FP16'), centre('FP16', 5)])).toEqual([
      { precision: 'FP16', pflops: 5, centres: 1 },
    ]);
  });

  it('in FP16 and FP64 is never added up', () => {
    expect(totalOf(sumsByPrecision([centre('FP16', 400), centre('FP64', 100)]))).toEqual({
      kind: 'refused',
      precisions: ['FP16', 'FP64'],
    });
  });

  it('nobody stated the precision of is not added either', () => {
    expect(totalOf(sumsByPrecision([centre('unstated', 400), centre('unstated', 1)])).kind).toBe('refused');
  });

  it('of one stated precision has a sum', () => {
    expect(totalOf(sumsByPrecision([centre('FP64', 100), centre('FP64', 150)]))).toEqual({
      kind: 'sum',
      pflops: 250,
    });
  });
});
