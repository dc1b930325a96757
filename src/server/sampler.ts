import { quality, withResolution, type SeriesCatalogue } from '@/contracts/series';
import type { ObservationRow, StoredRow } from './database/tables';

/** Makes means of series that speak more often than their history needs. */
export interface Sampler {
  /** Which series are sampled: those whose own interval is shorter than a mean. Before this none is. */
  readonly know: (catalogue: SeriesCatalogue) => void;
  /** False for a reading that is kept as it came. */
  readonly take: (row: ObservationRow) => boolean;
  /** Lets go of the mean a series has open, if it has one. */
  readonly close: (series: number) => void;
  /** Lets go of every mean whose stretch of time has ended. */
  readonly closeEnded: (nowMs: number) => void;
  readonly closeAll: () => void;
  /** The means as they stand, of all series or of one. */
  readonly open: (series?: number) => readonly StoredRow[];
  /** How many readings stand in open means. */
  readonly readings: () => number;
}

/** A reading of the last moment is still on its way when its minute ends. */
const graceMs = 2_000;

interface OpenMean {
  readonly series: number;
  readonly stretch: number;
  readonly since: number;
  n: number;
  sum: number;
  low: number;
  high: number;
  last: ObservationRow;
  receivedMs: number;
  quality: number;
}

/** A reading in the form the store keeps it. */
export const asItCame = (row: ObservationRow): StoredRow => ({
  ...row,
  n: 1,
  since_ms: null,
  low: null,
  high: null,
  last: null,
});

function closed(mean: OpenMean): StoredRow {
  if (mean.n === 1) return asItCame(mean.last);
  return {
    series: mean.series,
    phenomenon_ms: mean.last.phenomenon_ms,
    received_ms: mean.receivedMs,
    value: mean.sum / mean.n,
    quality: withResolution(mean.quality, 1),
    n: mean.n,
    since_ms: mean.since,
    low: mean.low,
    high: mean.high,
    last: mean.last.value,
  };
}

/** `seconds` 0…60: how long one mean stands for; 0 keeps every reading. `keep` is given what is let go. */
export function createSampler(seconds: number, keep: (row: StoredRow) => void): Sampler {
  const lengthMs = seconds * 1_000;
  const means = new Map<number, OpenMean>();
  const sampled = new Set<number>();
  let readings = 0;

  const release = (mean: OpenMean) => {
    means.delete(mean.series);
    readings -= mean.n;
    keep(closed(mean));
  };

  return {
    know: ({ series }) => {
      sampled.clear();
      for (const { id, intervalS } of series) if (intervalS < seconds) sampled.add(id);
    },
    take: (row) => {
      // A late reading is news of its own: what was known before it came must stay tellable.
      if (!sampled.has(row.series) || (row.quality & quality.late) !== 0) return false;
      const stretch = Math.floor(row.phenomenon_ms / lengthMs);
      const open = means.get(row.series);
      if (open !== undefined && open.stretch !== stretch) release(open);
      const mean = means.get(row.series);
      readings += 1;
      if (mean === undefined) {
        means.set(row.series, {
          series: row.series,
          stretch,
          since: row.phenomenon_ms,
          n: 1,
          sum: row.value,
          low: row.value,
          high: row.value,
          last: row,
          receivedMs: row.received_ms,
          quality: row.quality,
        });
        return true;
      }
      mean.n += 1;
      mean.sum += row.value;
      mean.low = Math.min(mean.low, row.value);
      mean.high = Math.max(mean.high, row.value);
      mean.last = row;
      mean.receivedMs = Math.max(mean.receivedMs, row.received_ms);
      mean.quality |= row.quality;
      return true;
    },
    close: (series) => {
      const mean = means.get(series);
      if (mean !== undefined) release(mean);
    },
    closeEnded: (nowMs) => {
      const current = Math.floor((nowMs - graceMs) / lengthMs);
      for (const mean of [...means.values()]) if (mean.stretch < current) release(mean);
    },
    closeAll: () => {
      for (const mean of [...means.values()]) release(mean);
    },
    open: (series) => {
      if (series === undefined) return [...means.values()].map(closed);
      const mean = means.get(series);
      return mean === undefined ? [] : [closed(mean)];
    },
    readings: () => readings,
  };
}
