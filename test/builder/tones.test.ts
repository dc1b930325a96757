import { describe, expect, it } from 'vitest';
import type { Subdistrict } from '@/builder/partitions/partitions';
import { areaNumbers, tones } from '@/builder/partitions/tones';

/** A chequered town of square 街道 a kilometre wide, six by four, in two districts. */
const town = Array.from({ length: 24 }, (_, index): Subdistrict => {
  const [x, y] = [(index % 6) * 1000, Math.floor(index / 6) * 1000];
  const district = x < 3000 ? '420106' : '420102';
  return {
    code: `${district}${String(index).padStart(3, '0')}`,
    name: { zh: `街道${index}`, en: `Street ${index}` },
    district,
    rings: [
      [
        [x, y],
        [x + 1000, y],
        [x + 1000, y + 1000],
        [x, y + 1000],
      ],
    ],
  };
});

describe('the numbers of districts and 街道', () => {
  it('give no two 街道 the same number, and none a number that says there is no 街道', () => {
    const { street } = areaNumbers(town);
    expect(street.size).toBe(24);
    expect(new Set(street.values()).size).toBe(24);
    expect(Math.max(...street.values())).toBeLessThan(252);
  });

  it('give neighbours different colours', () => {
    const { street } = areaNumbers(town);
    const tone = (index: number) => street.get(town[index]!.code)! % tones;
    for (const index of town.keys()) {
      if (index % 6 < 5) expect(tone(index)).not.toBe(tone(index + 1));
      if (index < 18) expect(tone(index)).not.toBe(tone(index + 6));
    }
  });

  it('number the districts in the order of their codes, and are the same whatever order they come in', () => {
    const numbers = areaNumbers(town);
    expect([...numbers.district]).toEqual([
      ['420102', 0],
      ['420106', 1],
    ]);
    expect(new Map([...areaNumbers([...town].reverse()).street].sort())).toEqual(
      new Map([...numbers.street].sort()),
    );
  });
});
