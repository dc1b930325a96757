import type { SignMemory, SignReading } from '@/contracts/sign';

/** The vital signs as of the last beat, and a short trail of each for its trend (newest last, at most 180 points). */
export interface SignBoard {
  readonly readings: Readonly<Record<string, SignReading>>;
  readonly trails: Readonly<Record<string, readonly { readonly at: number; readonly value: number }[]>>;
  /** What the next look needs of this one. */
  readonly memories: Readonly<Record<string, SignMemory>>;
}

export const emptyBoard: SignBoard = { readings: {}, trails: {}, memories: {} };
