/** A stream of numbers in [0, 1) that depends on its keys alone. */
export type Random = () => number;

const mix = (hash: number, value: number): number => {
  let h = Math.imul(hash ^ value, 0x9e3779b1);
  h ^= h >>> 15;
  h = Math.imul(h, 0x85ebca6b);
  return (h ^ (h >>> 13)) >>> 0;
};

export const hashOf = (...keys: readonly number[]): number =>
  keys.reduce((hash, key) => mix(mix(hash, key | 0), Math.round((key % 1) * 0xffff)), 0x811c9dc5);

/** Mulberry32, seeded by the hash of the keys: the same city from the same seed, in any order of building. */
export const randomOf = (...keys: readonly number[]): Random => {
  let state = hashOf(...keys);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
};

export const between = (random: Random, low: number, high: number): number => low + (high - low) * random();

export const wholeBetween = (random: Random, low: number, high: number): number =>
  Math.floor(between(random, low, high + 1));

/** Smooth noise in [-1, 1] with features about `scale` metres wide. */
export const noise = (seed: number, x: number, y: number, scale: number): number => {
  const u = x / scale;
  const v = y / scale;
  const i = Math.floor(u);
  const j = Math.floor(v);
  const ease = (t: number): number => t * t * (3 - 2 * t);
  const at = (a: number, b: number): number => (hashOf(seed, a, b) / 4294967296) * 2 - 1;
  const s = ease(u - i);
  const t = ease(v - j);
  const low = at(i, j) * (1 - s) + at(i + 1, j) * s;
  const high = at(i, j + 1) * (1 - s) + at(i + 1, j + 1) * s;
  return low * (1 - t) + high * t;
};
