import { describe, expect, it } from 'vitest';
import { draped } from '@/scene/model/drape';

/** A hill of 60 m about 114.305°, some 400 m to either side. */
const hill = (lon: number) => 8.4 + 60 * Math.max(0, 1 - Math.abs(lon - 114.305) / 0.004);
const line = [
  [114.3, 30.55],
  [114.31, 30.55],
] as const;

/** Of a line's own heights, that at a longitude. */
function heightOn(laid: readonly (readonly [number, number, number])[], lon: number): number {
  const next = laid.findIndex(([x]) => x >= lon);
  const [a, b] = [laid[Math.max(0, next - 1)]!, laid[next]!];
  return a[0] === b[0] ? b[2] : a[2] + ((b[2] - a[2]) * (lon - a[0])) / (b[0] - a[0]);
}

describe('a line laid over the ground', () => {
  it('goes over a hill that lies between its corners', () => {
    const laid = draped(line, hill, () => 3);
    expect(laid[0]![2]).toBeCloseTo(11.4, 6);
    expect(laid.at(-1)![2]).toBeCloseTo(11.4, 6);
    for (let lon = 114.3; lon <= 114.31; lon += 0.0001)
      expect(Math.abs(heightOn(laid, lon) - hill(lon) - 3)).toBeLessThan(3);
  });

  it('keeps its corners alone where the ground is level', () => {
    expect(
      draped(
        line,
        () => 8.4,
        () => 3,
      ),
    ).toHaveLength(2);
  });

  it('climbs evenly from the height of one corner to that of the next', () => {
    const laid = draped(line, hill, (corner) => corner * 10);
    const [lon, , height] = laid.find(([x]) => Math.abs(x - 114.305) < 1e-9)!;
    expect(height - hill(lon)).toBeCloseTo(5, 6);
  });
});
