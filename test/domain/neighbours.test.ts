import { describe, expect, it } from 'vitest';
import { medianOf, metresBetween, neighboursOf, standingAmong } from '@/domain/neighbours';
import { fakeFleet } from '../support/fakeFleet';

describe('the neighbours of a device', () => {
  it('lie as far away as the sphere says', () => {
    expect(metresBetween([114.3, 30.58], [114.3, 30.589])).toBeCloseTo(1000.8, 0);
    expect(metresBetween([114.3, 30.58], [114.31, 30.58])).toBeCloseTo(957.3, 0);
  });

  it('are the nearest of its own kind, never itself nor another series of the same device', () => {
    const own = fakeFleet.series.find(({ property }) => property === 'road-water-depth')!;
    const twin = { ...own, id: 999_999 };
    const near = neighboursOf(own, [...fakeFleet.series, twin], 5, 3000);
    expect(near).toHaveLength(5);
    for (const [index, { series, distanceM }] of near.entries()) {
      expect(series.property).toBe(own.property);
      expect(series.thing).not.toBe(own.thing);
      expect(distanceM).toBeLessThanOrEqual(3000);
      expect(distanceM).toBeGreaterThanOrEqual(near[index - 1]?.distanceM ?? 0);
    }
  });

  it.each([
    ['as all others', 2, [2, 2, 2, 2], 0.1, false],
    ['a digit off where all are equal', 2.2, [2, 2, 2, 2], 0.1, false],
    ['far off where all are equal', 2.4, [2, 2, 2, 2], 0.1, true],
    ['far off, with one odd neighbour that does not move the rest', 9, [2, 2.1, 1.9, 40], 0.1, true],
    ['within what is usual here', 5, [2, 4, 6, 8], 0.1, false],
  ] as const)('%s', (_words, own, others, least, apart) => {
    expect(standingAmong(own, others, least)?.apart).toBe(apart);
  });

  it('say nothing where there are fewer than three', () => {
    expect(standingAmong(2, [2, 2], 0.1)).toBeUndefined();
    expect(standingAmong(Number.NaN, [2, 2, 2], 0.1)).toBeUndefined();
    expect(medianOf([4, 1, 3, 2])).toBe(2.5);
  });
});
