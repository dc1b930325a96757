import { notYet } from './problems';

export const answerWithinMs = 5_000;

/** A promise that keeps its time, or a 503 that says why; the work itself goes on, but nobody waits for it any longer. */
export async function within<T>(work: Promise<T>, ms: number, reason: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(notYet(reason));
    }, ms);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
