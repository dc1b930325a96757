/** Time as the feeds see it, so that a test can be the clock. `after` and `every` return their own undo. */
export interface Clock {
  /** Unix ms, as this machine's clock says now; a person or a time service may set it. */
  readonly now: () => number;
  /** Ms since whenever; nobody sets it, and it may stand still while the machine sleeps. */
  readonly steady: () => number;
  readonly after: (ms: number, run: () => void) => () => void;
  readonly every: (ms: number, run: () => void) => () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  steady: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  every: (ms, run) => {
    const timer = setInterval(run, ms);
    return () => clearInterval(timer);
  },
};
