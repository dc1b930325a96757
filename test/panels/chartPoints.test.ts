import { describe, expect, it } from 'vitest';
import { quality, withResolution } from '@/contracts/series';
import { gapsBefore, markOf, pointsOf, reachOf } from '@/panels/chart/points';

const minute = 60_000;
const point = (at: number, value = 1, byte = 0) => ({
  at,
  low: value,
  high: value,
  last: value,
  quality: byte,
});

describe('a chart', () => {
  it('breaks its line where readings are missing, and not where each stands for a longer time', () => {
    const readings = [0, 1, 2, 9, 10].map((at) => point(at * minute));
    expect(gapsBefore(readings, minute)).toEqual([false, false, false, true, false]);
    const quarters = [0, 15, 30, 90].map((at) => point(at * minute, 1, withResolution(0, 2)));
    expect(gapsBefore(quarters, minute)).toEqual([false, false, false, true]);
  });

  it('reaches to a limit near its values and leaves a far one to words', () => {
    const values = [point(0, 10), point(minute, 12)];
    const [low, high] = reachOf(values, [15, 400], 1);
    expect(high).toBeGreaterThan(15);
    expect(high).toBeLessThan(20);
    expect(low).toBeLessThan(10);
  });

  it('does not make a storm of the last digit', () => {
    const [low, high] = reachOf([point(0, 20), point(minute, 20.1)], [], 1);
    expect(high - low).toBeGreaterThan(0.5);
  });

  it('gives one mark to a point, the worst of what its quality says', () => {
    expect(markOf(0)).toBeUndefined();
    expect(markOf(quality.backfilled | withResolution(0, 1))).toBeUndefined();
    expect(markOf(quality.late)).toBe('late');
    expect(markOf(quality.late | quality.suspect)).toBe('suspect');
  });

  it('reads what the server answers, part by part', () => {
    expect(pointsOf({ series: 1, t: [5], min: [1], max: [3], last: [2], quality: [4] })).toEqual([
      { at: 5, low: 1, high: 3, last: 2, quality: 4 },
    ]);
  });
});
