/** A number in [0, 1) that depends on nothing but its arguments: the same on every machine, today and in replay. */
export function chance(a: number, b = 0, c = 0): number {
  let h = Math.imul(a | 0, 0x9e3779b1) ^ Math.imul((b | 0) + 0x7f4a7c15, 0x85ebca6b);
  h ^= Math.imul((c | 0) + 0x165667b1, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return ((h ^ (h >>> 16)) >>> 0) / 0x1_0000_0000;
}

/** FNV-1a over UTF-16 units, as an unsigned 32-bit integer. */
export function hashText(value: string): number {
  let h = 0x811c9dc5;
  for (let index = 0; index < value.length; index += 1)
    h = Math.imul(h ^ value.charCodeAt(index), 0x01000193);
  return h >>> 0;
}

/** Smooth noise in [-1, 1]: hashed values every `periodMs`, eased between, so that a replay sees the same curve. */
export function drift(seed: number, timeMs: number, periodMs: number): number {
  const place = timeMs / periodMs;
  const step = Math.floor(place);
  const part = place - step;
  const eased = part * part * (3 - 2 * part);
  const from = chance(seed, step, 17);
  const to = chance(seed, step + 1, 17);
  return (from + (to - from) * eased) * 2 - 1;
}

/** The same items in an order that depends only on the seed. */
export function shuffled<T>(items: readonly T[], seed: number): readonly T[] {
  return items
    .map((item, index) => ({ item, rank: chance(seed, index, 3) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}
