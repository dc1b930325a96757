import * as z from 'zod';
import { quality, type ObservedProperty, type SeriesCatalogue } from '@/contracts/series';
import type { ObservationRow } from './database/tables';
import type { Latest } from './latest';

/** Why a message was not taken; counted, with samples, at /api/ingest/refused. */
export const refusalReasons = [
  'topic',
  'not-own',
  'too-large',
  'not-utf8',
  'not-json',
  'shape',
  'unknown-series',
  'not-finite',
  'out-of-range',
  'bad-time',
  'future',
  'too-old',
  'duplicate',
  'starting',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

export interface Refusal {
  readonly reason: RefusalReason;
  readonly at: string;
  readonly from: string;
  readonly topic: string;
  /** The first characters of what came, control characters removed. */
  readonly sample: string;
}

export interface RefusalBook {
  readonly refuse: (reason: RefusalReason, message: Message) => void;
  /** Newest first. */
  readonly recent: () => readonly Refusal[];
  readonly total: () => number;
  readonly byReason: () => Readonly<Record<string, number>>;
}

export interface Message {
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly from: string;
  readonly receivedMs: number;
}

export interface Ingest {
  readonly take: (message: Message) => void;
  readonly accepted: () => number;
  readonly clamped: () => number;
  readonly late: () => number;
}

export const largestPayload = 64 * 1024;
export const mostAheadMs = 60_000;
/** Clocks a little fast are common; further ahead than this the time is clamped to ours and says so. */
const toleratedAheadMs = 5_000;
const oldestMs = 24 * 60 * 60 * 1000;
const samplesKept = 200;
const sampleLength = 160;
/** Readings remembered per series to know a repetition by. */
const remembered = 32;

const payload = z.object({
  phenomenonTime: z.string().max(64),
  result: z.unknown(),
  resultQuality: z.unknown().optional(),
});
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;
const topicShape = /^v1\.1\/Datastreams\((\d{1,9})\)\/Observations$/;

/** The Datastream a topic names, or `undefined` for any other topic. */
export function datastreamOf(topic: string): number | undefined {
  const id = topicShape.exec(topic)?.[1];
  return id === undefined ? undefined : Number(id);
}

export function createRefusalBook(): RefusalBook {
  const samples: Refusal[] = [];
  const counts = new Map<RefusalReason, number>();
  const utf8 = new TextDecoder();
  return {
    refuse: (reason, message) => {
      counts.set(reason, (counts.get(reason) ?? 0) + 1);
      const sample = utf8.decode(message.payload.subarray(0, sampleLength)).replace(/[\p{Cc}\p{Cf}]/gu, '·');
      samples.push({
        reason,
        at: new Date(message.receivedMs).toISOString(),
        from: message.from,
        topic: message.topic.slice(0, sampleLength).replace(/[\p{Cc}\p{Cf}]/gu, '·'),
        sample,
      });
      if (samples.length > samplesKept) samples.shift();
    },
    recent: () => samples.toReversed(),
    total: () => [...counts.values()].reduce((sum, count) => sum + count, 0),
    byReason: () => Object.fromEntries(counts),
  };
}

interface Door {
  readonly catalogue: SeriesCatalogue;
  readonly latest: Latest;
  readonly book: RefusalBook;
  /** Every accepted reading, also a late one. */
  readonly keep: (row: ObservationRow) => void;
  /** Only what became the newest of its slot. */
  readonly newest: (slot: number, row: ObservationRow) => void;
}

/** The door of the city: what devices say is checked here once and trusted from here on. */
export function createIngest(door: Door): Ingest {
  const slotOf = new Map(door.catalogue.series.map((series, slot) => [series.id, slot]));
  const propertyOf = new Map<string, ObservedProperty>(door.catalogue.properties.map((one) => [one.id, one]));
  const seenTimes = new Float64Array(door.catalogue.series.length * remembered).fill(Number.NaN);
  const seenValues = new Float64Array(seenTimes.length);
  const seenNext = new Uint8Array(door.catalogue.series.length);
  const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
  let accepted = 0;
  let clamped = 0;
  let late = 0;

  const repeated = (slot: number, time: number, value: number): boolean => {
    const start = slot * remembered;
    for (let at = start; at < start + remembered; at++) {
      if (seenTimes[at] === time && seenValues[at] === value) return true;
    }
    const next = start + seenNext[slot]!;
    seenTimes[next] = time;
    seenValues[next] = value;
    seenNext[slot] = (seenNext[slot]! + 1) % remembered;
    return false;
  };

  const read = (
    message: Message,
  ): { readonly slot: number; readonly row: ObservationRow } | RefusalReason => {
    const id = datastreamOf(message.topic);
    if (id === undefined) return 'topic';
    if (message.payload.byteLength > largestPayload) return 'too-large';
    const slot = slotOf.get(id);
    const property = slot === undefined ? undefined : propertyOf.get(door.catalogue.series[slot]!.property);
    if (slot === undefined || property === undefined) return 'unknown-series';
    let body: unknown;
    try {
      const words = strictUtf8.decode(message.payload);
      try {
        body = JSON.parse(words);
      } catch {
        return 'not-json';
      }
    } catch {
      return 'not-utf8';
    }
    const shaped = payload.safeParse(body);
    if (!shaped.success) return 'shape';
    const { phenomenonTime, result, resultQuality } = shaped.data;
    if (typeof result !== 'number')
      return typeof result === 'string' && /^[+-]?(nan|inf)/i.test(result) ? 'not-finite' : 'shape';
    if (!Number.isFinite(result)) return 'not-finite';
    if (result < property.min || result > property.max) return 'out-of-range';
    const stated = instant.test(phenomenonTime) ? Date.parse(phenomenonTime) : Number.NaN;
    if (Number.isNaN(stated)) return 'bad-time';
    const ahead = stated - message.receivedMs;
    if (ahead > mostAheadMs) return 'future';
    if (-ahead > oldestMs) return 'too-old';
    if (repeated(slot, stated, result)) return 'duplicate';
    let flags =
      resultQuality === undefined || resultQuality === 'good' || resultQuality === 0 ? 0 : quality.suspect;
    const time = ahead > toleratedAheadMs ? message.receivedMs : stated;
    if (time !== stated) flags |= quality.clamped;
    return {
      slot,
      row: {
        series: id,
        phenomenon_ms: time,
        received_ms: message.receivedMs,
        value: result,
        quality: flags,
      },
    };
  };

  return {
    take: (message) => {
      const outcome = read(message);
      if (typeof outcome === 'string') {
        door.book.refuse(outcome, message);
        return;
      }
      accepted += 1;
      const { slot, row } = outcome;
      if ((row.quality & quality.clamped) !== 0) clamped += 1;
      if (door.latest.write(slot, row.value, row.phenomenon_ms, row.received_ms, row.quality)) {
        door.keep(row);
        door.newest(slot, row);
      } else {
        late += 1;
        door.keep({ ...row, quality: row.quality | quality.late });
      }
    },
    accepted: () => accepted,
    clamped: () => clamped,
    late: () => late,
  };
}
