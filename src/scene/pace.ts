/** What the pictures of the last moments say: step down, step up, or leave it. */
export type Verdict = 'slower' | 'faster' | 'keep';

/** Judges the time between pictures while the camera moves. */
export interface Pace {
  /** Takes the milliseconds since the picture before. */
  readonly take: (ms: number) => Verdict;
  /** The 95th percentile of what was taken since the last verdict, or `undefined` where that is too little to say. */
  readonly p95: () => number | undefined;
  /** Forgets what was taken: after a step the pictures are others. */
  readonly reset: () => void;
}

export interface PaceOptions {
  /** Milliseconds a picture may take. */
  readonly budgetMs: number;
  /** Pictures a verdict needs at least. */
  readonly pictures?: number;
}

/** Longer than this nothing was drawn because nothing was asked, or the page was hidden. */
const pauseMs = 1_500;
/** Room that must be left before more is drawn again, so that the same two steps do not take turns. */
const room = 0.55;
/** Going up needs this many times the pictures that going down does. */
const patience = 4;

/** Too slow when the 95th percentile misses the budget, quick when it leaves nearly half of it. */
export function createPace({ budgetMs, pictures = 16 }: PaceOptions): Pace {
  let taken: number[] = [];
  const p95 = () => {
    if (taken.length < pictures) return undefined;
    const sorted = [...taken].sort((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * 0.95) - 1)];
  };
  return {
    p95,
    reset: () => {
      taken = [];
    },
    take: (ms) => {
      if (!(ms > 0) || ms > pauseMs) return 'keep';
      taken.push(ms);
      if (taken.length > pictures * patience) taken.shift();
      const slowest = p95();
      if (slowest === undefined) return 'keep';
      // One hitch (a tile that arrives) is not a slow machine: most of the pictures must be late, too.
      const late = taken.filter((each) => each > budgetMs).length;
      if (slowest > budgetMs && late * 2 > taken.length) return 'slower';
      return slowest < budgetMs * room && taken.length === pictures * patience ? 'faster' : 'keep';
    },
  };
}
