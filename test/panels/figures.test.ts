import { describe, expect, it } from 'vitest';
import { trailPath } from '@/panels/Sparkline';
import { barHeight } from '@/panels/timeBar/density';
import { fromLocalField, toLocalField } from '@/panels/timeBar/JumpTo';
import { timeMarks } from '@/panels/timeBar/timeMarks';
import { clockTime } from '@/state/wordsFormat';
import { monday } from '../support/fakeClock';
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
  const hour = 3_600_000;
  it('marks round times of Wuhan’s clock, few enough to be read', () => {
    const marks = timeMarks({ from: monday - 24 * hour, to: monday });
    expect(marks.map(({ at }) => clockTime(at).slice(0, 5))).toEqual([
      '12:00',
      '15:00',
      '18:00',
      '21:00',
      '00:00',
      '03:00',
      '06:00',
      '09:00',
    ]);
    expect(marks.filter(({ day }) => day)).toHaveLength(1);
    for (const span of [hour / 4, hour, 6 * hour]) {
      const some = timeMarks({ from: monday - span, to: monday });
      expect(some.length).toBeGreaterThan(2);
      expect(some.length).toBeLessThan(11);
    }
  });

  it('draws a bar for whatever was heard, and none where nothing was', () => {
    expect(barHeight(0, 100)).toBe(0);
    expect(barHeight(1, 1_000_000)).toBeGreaterThan(0.05);
    expect(barHeight(100, 100)).toBe(1);
  });

  it('reads and writes times as clocks in Wuhan show them, whatever the machine’s zone', () => {
    expect(toLocalField(monday)).toBe('2026-03-02T10:00:00');
    expect(fromLocalField('2026-03-02T10:00')).toBe(monday);
    expect(fromLocalField('2026-03-02T10:00:30')).toBe(monday + 30_000);
    for (const wrong of ['', '2026-13-45T10:00', 'gestern']) expect(fromLocalField(wrong)).toBeUndefined();
  });
});
