import type { SignMemory, SignReading } from '@/contracts/sign';

/** The vital signs as of the last beat, and a short trail of each for its trend (newest last, at most 180 points). */
export interface SignBoard {
  /** What part of the city it is of: `city`, a district's code, a functional zone, or a 街道's code. */
  readonly scope: string;
  readonly readings: Readonly<Record<string, SignReading>>;
  readonly trails: Readonly<Record<string, readonly { readonly at: number; readonly value: number }[]>>;
  /** What the next look needs of this one. */
  readonly memories: Readonly<Record<string, SignMemory>>;
}

/** The scope a page opens on; `domain/signs/scopes` knows it by the same word. */
export const wholeCity = 'city';

export const emptyBoard: SignBoard = { scope: wholeCity, readings: {}, trails: {}, memories: {} };
