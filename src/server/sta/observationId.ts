/** Ids of Observations stay below 2^53, so that every client reads them as whole numbers. */
const mostId = 2 ** 53;
const leastStride = 2 ** 15;

/**
 * An Observation's id holds its series and its moment: `(ms mod window) × stride + series`. With up to 32,767 series
 * the window is 2^38 ms, 8.7 years: within it no two moments share an id, and it needs no table to be found again.
 */
export interface ObservationIds {
  readonly stride: number;
  readonly windowMs: number;
  readonly of: (series: number, phenomenonMs: number) => number;
  /** The series and the latest moment not after `latestMs` that the id can mean. */
  readonly read: (id: number, latestMs: number) => { readonly series: number; readonly phenomenonMs: number };
}

export function observationIds(mostSeries: number): ObservationIds {
  let stride = leastStride;
  while (stride <= mostSeries) stride *= 2;
  const windowMs = mostId / stride;
  const part = (ms: number) => ((ms % windowMs) + windowMs) % windowMs;
  return {
    stride,
    windowMs,
    of: (series, phenomenonMs) => part(phenomenonMs) * stride + series,
    read: (id, latestMs) => {
      const moment = Math.floor(id / stride);
      const back = part(latestMs) - moment;
      return { series: id % stride, phenomenonMs: latestMs - (back < 0 ? back + windowMs : back) };
    },
  };
}
