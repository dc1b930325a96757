import { describe, expect, it } from 'vitest';
import { trailPath } from '@/panels/Sparkline';
import { minuteMarks } from '@/panels/timeBar/TimeBar';
import { measuredWords } from '@/panels/toolBar/measuredWords';

describe('a measured figure', () => {
  it.each([
    [{ value: 1234.567, plusMinus: 2.83, unit: 'm' }, '1.235 km', '0.003 km'],
    [{ value: 532.18, plusMinus: 2.83, unit: 'm' }, '532 m', '3 m'],
    [{ value: 87.4, plusMinus: 0.71, unit: 'm' }, '87.4 m', '0.7 m'],
    [{ value: 2_510_000, plusMinus: 42_000, unit: 'm²' }, '2.51 km²', '0.04 km²'],
    [{ value: 531_670, plusMinus: 3_182, unit: 'm²' }, '532,000 m²', '3,000 m²'],
    [{ value: 0, plusMinus: 0, unit: 'm' }, '0.00 m', '0.00 m'],
  ] as const)('%o shows no more digits than its doubt allows', (measured, value, plusMinus) => {
    expect(measuredWords(measured)).toEqual({ value, plusMinus });
  });
});

describe('a trend', () => {
  const flat = [0, 1, 2, 3].map((step) => ({ at: step * 1000, value: 5 + (step % 2) * 0.01 }));

  it('of noise looks calm', () => {
    const ys = [...trailPath(flat, 2).matchAll(/ ([\d.]+)/g)].map(([, y]) => Number(y));
    expect(Math.max(...ys) - Math.min(...ys)).toBeLessThan(1);
  });

  it('breaks where readings are missing, and never joins a gap', () => {
    const gap = [...flat, { at: 60_000, value: 5 }];
    expect(trailPath(gap, 2).match(/M/g)).toHaveLength(2);
  });

  it('of one reading is no line', () => {
    expect(trailPath(flat.slice(0, 1), 2)).toBe('');
  });
});

describe('the time bar', () => {
  it('marks each whole minute of the stretch', () => {
    const marks = minuteMarks(90_000, 5 * 60_000);
    expect(marks).toEqual([120_000, 180_000, 240_000, 300_000]);
  });
});
