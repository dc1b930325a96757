import { chance } from '../hash';

const ease = (part: number): number => part * part * (3 - 2 * part);

/** Smooth noise over a plane in [0, 1]: hashed values at whole coordinates, eased between. `turn` picks another field. */
export function patch(seed: number, x: number, y: number, turn = 0): number {
  const column = Math.floor(x);
  const row = Math.floor(y);
  const u = ease(x - column);
  const v = ease(y - row);
  const field = Math.imul(seed, 8191) + turn;
  const near = chance(column, row, field) * (1 - u) + chance(column + 1, row, field) * u;
  const far = chance(column, row + 1, field) * (1 - u) + chance(column + 1, row + 1, field) * u;
  return near * (1 - v) + far * v;
}

/** The same, changing its shape: one field every `periodMs`, eased between. */
export function livingPatch(seed: number, x: number, y: number, timeMs: number, periodMs: number): number {
  const place = timeMs / periodMs;
  const turn = Math.floor(place);
  const part = ease(place - turn);
  return patch(seed, x, y, turn) * (1 - part) + patch(seed, x, y, turn + 1) * part;
}
