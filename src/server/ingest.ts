import { quality, type ObservedProperty, type SeriesCatalogue } from '@/contracts/series';
import { createClocks, lateAfterMs, toleratedAheadMs, type ClockColumns } from './clocks';
import type { ObservationRow } from './database/tables';
import type { Latest } from './latest';
import { datastreamOf, readMessage } from './message';
import type { Message, RefusalBook, RefusalReason } from './refusalBook';

export interface Ingest {
  /**
   * Checks, shows and keeps one message. For an acknowledged one the promise resolves when it is kept for good, also
   * where an earlier copy was; it rejects where it had to be let go, so that its sender tries again. A refused message
   * has nothing to wait for.
   */
  readonly take: (message: Message) => Promise<void> | undefined;
  /** Lets readings come again that were taken but could not be kept. */
  readonly forget: (rows: readonly ObservationRow[]) => void;
  /** Readings known to be kept already, so that their copies are told as such; newest last. */
  readonly recall: (rows: readonly ObservationRow[]) => void;
  readonly clocks: () => ClockColumns;
  readonly accepted: () => number;
  readonly clamped: () => number;
  readonly late: () => number;
}

export const mostAheadMs = 60_000;
const oldestMs = 24 * 60 * 60 * 1000;
/** Readings remembered per series to know a repetition by. */
const remembered = 32;

interface Door {
  readonly catalogue: SeriesCatalogue;
  readonly latest: Latest;
  readonly book: RefusalBook;
  /** Every accepted reading, also a late one. */
  readonly keep: (row: ObservationRow, acknowledged: boolean) => Promise<void> | undefined;
  /** Resolves when all that was taken of a series until now is kept. */
  readonly settled: (series: number) => Promise<void>;
  /** Only what became the newest of its slot. */
  readonly newest: (slot: number, row: ObservationRow) => void;
}

/** The last readings of every slot by the time they stated, to know one that comes again. */
function createMemory(slots: number) {
  const times = new Float64Array(slots * remembered).fill(Number.NaN);
  const values = new Float64Array(times.length);
  const next = new Uint8Array(slots);
  return {
    has: (slot: number, time: number, value: number): boolean => {
      const start = slot * remembered;
      for (let at = start; at < start + remembered; at++) {
        if (times[at] === time && values[at] === value) return true;
      }
      return false;
    },
    add: (slot: number, time: number, value: number) => {
      const at = slot * remembered + next[slot]!;
      times[at] = time;
      values[at] = value;
      next[slot] = (next[slot]! + 1) % remembered;
    },
    /** One that said `value` at `from` or later, but not after `to`. */
    remove: (slot: number, from: number, to: number, value: number) => {
      const start = slot * remembered;
      for (let at = start; at < start + remembered; at++) {
        if (times[at]! >= from && times[at]! <= to && values[at] === value) times[at] = Number.NaN;
      }
    },
  };
}

/** The door of the city: what devices say is checked here once and trusted from here on. */
export function createIngest(door: Door): Ingest {
  const slotOf = new Map(door.catalogue.series.map((series, slot) => [series.id, slot]));
  const propertyOf = new Map<string, ObservedProperty>(door.catalogue.properties.map((one) => [one.id, one]));
  const memory = createMemory(door.catalogue.series.length);
  const clocks = createClocks(door.catalogue.series.map(({ id }) => id));
  let accepted = 0;
  let clamped = 0;
  let late = 0;

  const refuse = (reason: RefusalReason, message: Message, series?: number): undefined => {
    door.book.refuse(reason, message, series);
    return undefined;
  };

  const isNewest = (slot: number, timeMs: number) => !(door.latest.times[slot]! >= timeMs);

  const admit = (slot: number, row: ObservationRow, acknowledged: boolean) => {
    accepted += 1;
    if ((row.quality & quality.clamped) !== 0) clamped += 1;
    const behind = row.received_ms - row.phenomenon_ms > lateAfterMs;
    const newest = isNewest(slot, row.phenomenon_ms);
    const kept = newest && !behind ? row : { ...row, quality: row.quality | quality.late };
    if (kept !== row) late += 1;
    if (newest) {
      door.latest.write(slot, kept.value, kept.phenomenon_ms, kept.received_ms, kept.quality);
      door.newest(slot, kept);
    }
    return door.keep(kept, acknowledged);
  };

  return {
    take: (message) => {
      const id = datastreamOf(message.topic);
      if (id === undefined) return refuse('topic', message);
      const slot = slotOf.get(id);
      const property = slot === undefined ? undefined : propertyOf.get(door.catalogue.series[slot]!.property);
      if (slot === undefined || property === undefined) return refuse('unknown-series', message);
      const told = readMessage(message.payload, property);
      if (typeof told === 'string') return refuse(told, message, id);
      const { receivedMs, acknowledged = false } = message;
      const { statedMs, value } = told;
      const ahead = statedMs - receivedMs;
      const inTime = ahead <= mostAheadMs && -ahead <= oldestMs;
      if (!inTime) {
        clocks.heard(slot, statedMs, receivedMs);
        return refuse(ahead > 0 ? 'future' : 'too-old', message, id);
      }
      if (memory.has(slot, statedMs, value)) {
        refuse('duplicate', message, id);
        // The copy is as good a claim to an answer as the first was.
        return acknowledged ? door.settled(id) : undefined;
      }
      memory.add(slot, statedMs, value);
      if (isNewest(slot, Math.min(statedMs, receivedMs))) clocks.heard(slot, statedMs, receivedMs);
      const trusted = ahead <= toleratedAheadMs;
      return admit(
        slot,
        {
          series: id,
          phenomenon_ms: trusted ? statedMs : receivedMs,
          received_ms: receivedMs,
          value,
          quality: told.flags | (trusted ? 0 : quality.clamped),
        },
        acknowledged,
      );
    },
    forget: (rows) => {
      for (const row of rows) {
        const slot = slotOf.get(row.series);
        if (slot === undefined) continue;
        // The time a fast clock stated is not kept; it was no more than so much later than ours.
        const mostLater = (row.quality & quality.clamped) === 0 ? 0 : mostAheadMs;
        memory.remove(slot, row.phenomenon_ms, row.phenomenon_ms + mostLater, row.value);
      }
    },
    recall: (rows) => {
      for (const row of rows) {
        const slot = slotOf.get(row.series);
        if (slot !== undefined && !memory.has(slot, row.phenomenon_ms, row.value))
          memory.add(slot, row.phenomenon_ms, row.value);
      }
    },
    clocks: clocks.columns,
    accepted: () => accepted,
    clamped: () => clamped,
    late: () => late,
  };
}
