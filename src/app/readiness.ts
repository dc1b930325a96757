import * as z from 'zod/mini';

const report = z.object({
  dependencies: z.record(
    z.string(),
    z.object({
      state: z.enum(['waiting', 'building', 'ready', 'failed']),
      progress: z.optional(z.number()),
      detail: z.optional(z.string()),
    }),
  ),
  coming: z.array(z.string()),
});

/** One thing the server is still preparing. */
export interface Coming {
  readonly part: string;
  readonly progress: number | undefined;
  /** Why it will not come, where it failed. */
  readonly failed: string | undefined;
}

const everyMs = 2_000;

/** Asks the server what is still coming until nothing is; returns the undo. */
export function followReadiness(hear: (coming: readonly Coming[]) => void): () => void {
  let timer: number | undefined;
  const stopping = new AbortController();
  const ask = async () => {
    const coming = await askOnce(stopping.signal);
    if (stopping.signal.aborted) return;
    hear(coming ?? []);
    // No answer means a server that restarts: the feed says so, and this goes on asking.
    if (coming === undefined || coming.some(({ failed }) => failed === undefined)) {
      timer = window.setTimeout(() => void ask(), everyMs);
    }
  };
  void ask();
  return () => {
    stopping.abort();
    window.clearTimeout(timer);
  };
}

async function askOnce(signal: AbortSignal): Promise<readonly Coming[] | undefined> {
  const answer: unknown = await fetch('./readyz', { signal })
    .then((response) => response.json())
    .catch(() => undefined);
  const read = z.safeParse(report, answer);
  if (!read.success) return undefined;
  const { coming, dependencies } = read.data;
  return coming.map((part) => {
    const state = dependencies[part];
    return {
      part,
      progress: state?.progress,
      failed: state?.state === 'failed' ? (state.detail ?? '') : undefined,
    };
  });
}
