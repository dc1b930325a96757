/** Something that is tried until it succeeds, a little later each time. */
export interface Again {
  /** Tries once the pause is over; asked twice meanwhile it is tried once. */
  readonly soon: () => void;
  /** Tries at once, in the place of the next time. */
  readonly now: () => void;
  /** It went well: the next pause is short again. */
  readonly well: () => void;
  readonly stop: () => void;
}

export function createAgain(attempt: () => void, firstMs = 2_000, longestMs = 120_000): Again {
  let wait = firstMs;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  return {
    soon: () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        wait = Math.min(wait * 2, longestMs);
        attempt();
      }, wait);
    },
    now: () => {
      stop();
      wait = firstMs;
      attempt();
    },
    well: () => {
      wait = firstMs;
    },
    stop,
  };
}

/** Nobody answered in time. */
export class Silent extends Error {
  readonly seconds: number;

  constructor(ms: number) {
    super(`no answer within ${ms / 1000} s`);
    this.seconds = ms / 1000;
  }
}

/** Rejects with `Silent` where the promise takes longer: a host that is silent is a host that is away. */
export function within<T>(promise: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Silent(ms)), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
