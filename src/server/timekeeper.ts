import type { SeriesCatalogue } from '@/contracts/series';
import type { ObservationRow } from './database/tables';
import type { History } from './history';
import { firstKeyframe, frameOfLatest, thinKeyframes, writeKeyframe } from './keyframes';
import type { Latest } from './latest';
import { addCounts, countReading, type MinuteCounts } from './readingCounts';
import { seek } from './seek';

const keyframeMs = 5 * 60_000;
const countsMs = 15_000;

export interface Timekeeper {
  /** Every reading the door took, counted to its minute. */
  readonly count: (row: ObservationRow) => void;
  /** The newest readings are what the history says: from now on the city is kept whole every five minutes. */
  readonly start: () => Promise<void>;
  /**
   * A past up to `at` was written after we had started: who has not spoken since is known by it, and the pictures made
   * meanwhile, which lack it, are made anew.
   */
  readonly remember: (at: number) => Promise<void>;
  /** Counted, but not yet in the database. */
  readonly unwritten: () => MinuteCounts;
  /** Since when the city can be shown as it was, ms; `undefined` while there is no keyframe. */
  readonly keptSince: () => Promise<number | undefined>;
  readonly close: () => Promise<void>;
}

/** Writes what makes the past quick to find: the whole city every five minutes, and how much was heard each minute. */
export function createTimekeeper(
  history: Pick<History, 'ask' | 'pending'>,
  catalogue: SeriesCatalogue,
  latest: Latest,
  keepMs: number,
  report: (error: unknown, what: string) => void,
): Timekeeper {
  let counts: MinuteCounts = new Map();
  let timer: NodeJS.Timeout | undefined;
  let counting: NodeJS.Timeout | undefined;
  let work: Promise<void> = Promise.resolve();

  const writeCounts = async () => {
    const mine = counts;
    counts = new Map();
    try {
      await history.ask((database) => addCounts(database, mine));
    } catch {
      // The history tells its own trouble; what could not be written is counted again with the next.
      for (const [minute, { readings, late }] of mine) {
        countReading(counts, minute, 0, readings - late);
        countReading(counts, minute, 4, late);
      }
    }
  };
  const writeCity = async () => {
    const now = Date.now();
    const frame = frameOfLatest(latest, catalogue.revision);
    try {
      await history.ask((database) => writeKeyframe(database, now, catalogue.revision, frame));
      await history.ask((database) => thinKeyframes(database, now, keepMs));
    } catch (error) {
      report(error, 'the city as it is now could not be kept; looking back to now will be slower');
    }
  };
  const inTurn = (next: () => Promise<void>): Promise<void> => {
    const turn = work.then(next);
    work = turn.catch(() => undefined);
    return turn;
  };
  const schedule = () => {
    timer = setTimeout(
      () => {
        void inTurn(writeCity).then(schedule, schedule);
      },
      keyframeMs - (Date.now() % keyframeMs),
    );
  };

  return {
    count: (row) => {
      countReading(counts, row.phenomenon_ms, row.quality);
    },
    start: async () => {
      await inTurn(writeCity);
      schedule();
      counting = setInterval(() => void inTurn(writeCounts), countsMs);
    },
    remember: (at) =>
      inTurn(async () => {
        try {
          const { values, times, qualities } = await seek(history, catalogue, at, at);
          times.forEach((time, slot) => {
            if (!Number.isNaN(time)) latest.write(slot, values[slot]!, time, time, qualities[slot]!);
          });
          await history.ask((database) =>
            database.deleteFrom('keyframes').where('at_ms', '>', Math.floor(at)).execute(),
          );
        } catch (error) {
          report(error, 'what was written of the past could not be read back');
        }
        await writeCity();
      }),
    unwritten: () => counts,
    keptSince: () => history.ask((database) => firstKeyframe(database, catalogue.revision)),
    close: async () => {
      clearInterval(counting);
      const started = timer !== undefined;
      clearTimeout(timer);
      await work;
      clearTimeout(timer);
      if (!started) return;
      await writeCounts();
      await writeCity();
    },
  };
}
