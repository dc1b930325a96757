import type { Metres } from './plane';

function hash(x: number, y: number, seed: number): number {
  let h = Math.imul(x, 374761393) ^ Math.imul(y, 668265263) ^ Math.imul(seed, 2147483647);
  h = Math.imul(h ^ (h >>> 13), 1274126177);
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 31 - 1;
}

function fade(t: number): number {
  return t * t * t * (t * (t * 6 - 15) + 10);
}

/** Smooth value noise in [−1, 1] with features of about `wavelength` metres; the same seed gives the same shore for ever. */
export function noise(p: Metres, wavelength: number, seed: number): number {
  const [x, y] = [p[0] / wavelength, p[1] / wavelength];
  const [col, row] = [Math.floor(x), Math.floor(y)];
  const [u, v] = [fade(x - col), fade(y - row)];
  const south = hash(col, row, seed) * (1 - u) + hash(col + 1, row, seed) * u;
  const north = hash(col, row + 1, seed) * (1 - u) + hash(col + 1, row + 1, seed) * u;
  return south * (1 - v) + north * v;
}
