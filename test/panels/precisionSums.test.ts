import { describe, expect, it } from 'vitest';
import type { ComputeCentre } from '@/contracts/base';
import {
  figuresDisagree,
  sumsByPrecision,
  totalOf,
  type Precision,
} from '@/panels/computeCentres/precisionSums';

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

describe('figures from several sources', () => {
  const source = { zh: '某来源', en: 'a source' };
  it.each([
    ['the same twice agree', [{ pflops: 400, year: '2025' }, { pflops: 400 }], false],
    [
      'two of one year that differ disagree',
      [
        { pflops: 100, year: '2025' },
        { pflops: 250, year: '2025' },
      ],
      true,
    ],
    [
      'an older one is history',
      [
        { pflops: 400, year: '2025' },
        { pflops: 100, year: '2021' },
      ],
      false,
    ],
    ['one without a year may be today’s', [{ pflops: 400, year: '2025' }, { pflops: 300 }], true],
  ])('%s', (_, figures, expected) => {
    const found = figures.map((figure) => ({ ...figure, source, confidence: 'M' as const }));
    expect(figuresDisagree(found)).toBe(expected);
  });
});
