import type { ReadingsFrame } from '@/contracts/live';
import type { SeriesCatalogue } from '@/contracts/series';
import type { ReadingRows } from '@/contracts/readingRows';
import type { Knowing, TimeContext } from '@/contracts/time';
import type { Clock } from '@/feeds/clock';
import { createReplayFeed, type ReplayFeedOptions } from '@/feeds/replayFeed';
import { createTelemetryTable, type TelemetryTable } from '@/feeds/telemetryTable';

export interface ReadingsOptions {
  readonly catalogue: SeriesCatalogue;
  readonly load: ReplayFeedOptions['load'];
  /** The city about then, where it lies ready. */
  readonly glance: (at: number) => ReadingRows | undefined;
  /** By the server's clock. */
  readonly clock: Pick<Clock, 'now' | 'after'>;
  /** The shown table was written. */
  readonly changed: () => void;
  readonly trouble: (failing: boolean) => void;
}

/** The one table people look at, and what arrives while they look at the past. */
export interface Readings {
  readonly table: TelemetryTable;
  readonly take: (frame: ReadingsFrame) => void;
  /** Shows another time; in live mode also ages what is shown. */
  readonly showAt: (context: TimeContext, knowing: Knowing, pace: number) => void;
  /** Rows the contract's rules refused, whichever table they came to. */
  readonly refused: () => number;
  readonly destroy: () => void;
}

export function createReadings(options: ReadingsOptions): Readings {
  const { catalogue, load, glance, clock, changed, trouble } = options;
  const intervals = catalogue.series.map((series) => series.intervalS);
  const table = createTelemetryTable(intervals, catalogue.revision);
  // While the past is shown the present keeps arriving here, so that going live shows it at once.
  const aside = createTelemetryTable(intervals, catalogue.revision);
  const replay = createReplayFeed({
    load,
    glance,
    table: () => table,
    revision: catalogue.revision,
    clock,
    shown: changed,
    trouble,
  });
  let mode: TimeContext['mode'] = 'live';

  const goInto = (next: TimeContext['mode']): void => {
    if (next === mode) return;
    mode = next;
    if (next === 'replay') {
      aside.clear();
      aside.write(wholeOf(table, catalogue.revision));
      table.clear();
    } else {
      replay.pause();
      trouble(false);
      table.clear();
      table.write(wholeOf(aside, catalogue.revision));
    }
    changed();
  };
  return {
    table,
    take: (frame) => {
      (mode === 'live' ? table : aside).write(frame);
      if (mode === 'live') changed();
    },
    showAt: (context, knowing, pace) => {
      goInto(context.mode);
      if (context.mode === 'replay') return replay.show(context.at, knowing, pace);
      const before = table.tally().fresh;
      table.expire(context.at);
      if (table.tally().fresh !== before) changed();
    },
    refused: () => table.tally().refused + aside.tally().refused,
    destroy: replay.destroy,
  };
}

function wholeOf(table: TelemetryTable, revision: number): ReadingsFrame {
  const heard = Uint32Array.from([...table.states.keys()].filter((slot) => table.states[slot] !== 0));
  return {
    epoch: 0,
    seq: 0,
    revision,
    value: Float64Array.from(heard, (slot) => table.values[slot]!),
    timeMs: Float64Array.from(heard, (slot) => table.times[slot]!),
    slot: heard,
    quality: Uint8Array.from(heard, (slot) => table.qualities[slot]!),
  };
}
