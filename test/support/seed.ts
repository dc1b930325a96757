/** A run's dice: the same seed throws the same. Name another with CITY_SEED to look for what this one does not find. */
export const seed = Number(process.env['CITY_SEED'] ?? 20_260_302);

/** 0…1, by mulberry32; each name has its own row of throws. */
export function diceOf(name: string, from: number = seed): () => number {
  let state = [...name].reduce((sum, letter) => Math.imul(sum, 31) + letter.charCodeAt(0), from) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
