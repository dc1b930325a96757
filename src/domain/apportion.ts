/**
 * A whole number of people over places by weight, to the person: everyone gets the whole part of the share, and those left
 * over go where the part cut off was largest (largest remainder, Hamilton), the earlier place first among equals. Nothing
 * where nothing weighs anything.
 */
export function apportion(people: number, weights: readonly number[]): readonly number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(whole > 0)) return weights.map(() => 0);
  const shares = weights.map((weight) => (people * weight) / whole);
  const counts = shares.map(Math.floor);
  const left = people - counts.reduce((sum, count) => sum + count, 0);
  shares
    .map((share, index) => [share - Math.floor(share), index] as const)
    .sort(([a, i], [b, j]) => b - a || i - j)
    .slice(0, left)
    .forEach(([, index]) => {
      counts[index]! += 1;
    });
  return counts;
}
