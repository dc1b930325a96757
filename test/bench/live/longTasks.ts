/** What kept the page's one thread busy for longer than a person does not notice. */
export interface LongTasks {
  readonly count: number;
  readonly longestMs: number;
  /** Their time together. */
  readonly busyMs: number;
}

/** Begins to watch; the answer ends it. The browser counts tasks of 50 ms and more. */
export function watchLongTasks(): () => LongTasks {
  const lengths: number[] = [];
  const take = (list: { readonly getEntries: () => PerformanceEntryList }) =>
    lengths.push(...list.getEntries().map(({ duration }) => duration));
  const observer = new PerformanceObserver(take);
  observer.observe({ type: 'longtask' });
  return () => {
    take({ getEntries: () => observer.takeRecords() });
    observer.disconnect();
    return {
      count: lengths.length,
      longestMs: Math.round(Math.max(0, ...lengths)),
      busyMs: Math.round(lengths.reduce((sum, length) => sum + length, 0)),
    };
  };
}

export const passes = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
