/** Why a message was not taken; counted, with samples, at /api/ingest/refused. */
export const refusalReasons = [
  'topic',
  'not-own',
  'too-large',
  'not-utf8',
  'not-json',
  'shape',
  'unit',
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

export interface Message {
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly from: string;
  readonly receivedMs: number;
  /** Its sender waits for the word that it is kept (MQTT quality of service 1 and 2). */
  readonly acknowledged?: boolean;
}

export interface Refusal {
  readonly reason: RefusalReason;
  readonly at: string;
  readonly from: string;
  readonly topic: string;
  /** The series it spoke for, where there is such a one and it was the sender's to speak for. */
  readonly series: number | null;
  /** The first characters of what came, control characters removed. */
  readonly sample: string;
}

/** How often, and when for the first and the last time (ms since the Unix epoch). */
export interface RefusalSpan {
  readonly count: number;
  readonly first: number;
  readonly last: number;
}

/** Everything refused of one device or one series, with the latest of it as it came. */
export interface RefusalTally<Key> {
  readonly key: Key;
  readonly count: number;
  readonly reasons: Readonly<Partial<Record<RefusalReason, RefusalSpan>>>;
  readonly latest: Refusal;
}

export interface RefusalBook {
  /** `series` only where it exists and is the sender's own, so that nobody fills another's page. */
  readonly refuse: (reason: RefusalReason, message: Message, series?: number) => void;
  /** Newest first. */
  readonly recent: () => readonly Refusal[];
  readonly total: () => number;
  readonly byReason: () => Readonly<Record<string, number>>;
  /** The latest of each reason, whichever device sent it. */
  readonly latestOf: (reason: RefusalReason) => Refusal | undefined;
  /** By who signed in to the broker, most recently refused first. */
  readonly byDevice: () => readonly RefusalTally<string>[];
  /** By the series it spoke for, most recently refused first. */
  readonly bySeries: () => readonly RefusalTally<number>[];
}

const samplesKept = 200;
const sampleLength = 160;
/** Devices and series remembered one by one; the one longest without a refusal makes room for the next. */
const talliesKept = 4_096;

interface OpenTally {
  count: number;
  readonly reasons: Partial<Record<RefusalReason, RefusalSpan>>;
  latest: Refusal;
}

function tallyInto<Key>(tallies: Map<Key, OpenTally>, key: Key, refusal: Refusal, atMs: number): void {
  const tally = tallies.get(key) ?? { count: 0, reasons: {}, latest: refusal };
  const span = tally.reasons[refusal.reason];
  tally.reasons[refusal.reason] = { count: (span?.count ?? 0) + 1, first: span?.first ?? atMs, last: atMs };
  tally.count += 1;
  tally.latest = refusal;
  // Put last again, so that the first of the map is always the one longest quiet.
  tallies.delete(key);
  tallies.set(key, tally);
  if (tallies.size <= talliesKept) return;
  const quietest = tallies.keys().next();
  if (quietest.done !== true) tallies.delete(quietest.value);
}

const talliesOf = <Key>(tallies: ReadonlyMap<Key, OpenTally>): readonly RefusalTally<Key>[] =>
  [...tallies].map(([key, tally]) => ({ key, ...tally, reasons: { ...tally.reasons } })).reverse();

const printable = (text: string) => text.slice(0, sampleLength).replace(/[\p{Cc}\p{Cf}]/gu, '·');

/** Bounded whatever comes: the last refusals as they were, and counts by reason, device and series. */
export function createRefusalBook(): RefusalBook {
  const samples: Refusal[] = [];
  const counts = new Map<RefusalReason, number>();
  const latest = new Map<RefusalReason, Refusal>();
  const devices = new Map<string, OpenTally>();
  const series = new Map<number, OpenTally>();
  const utf8 = new TextDecoder();
  return {
    refuse: (reason, message, spokeFor) => {
      const refusal: Refusal = {
        reason,
        at: new Date(message.receivedMs).toISOString(),
        from: printable(message.from),
        topic: printable(message.topic),
        series: spokeFor ?? null,
        sample: printable(utf8.decode(message.payload.subarray(0, sampleLength))),
      };
      counts.set(reason, (counts.get(reason) ?? 0) + 1);
      latest.set(reason, refusal);
      tallyInto(devices, refusal.from, refusal, message.receivedMs);
      if (spokeFor !== undefined) tallyInto(series, spokeFor, refusal, message.receivedMs);
      samples.push(refusal);
      if (samples.length > samplesKept) samples.shift();
    },
    recent: () => samples.toReversed(),
    total: () => [...counts.values()].reduce((sum, count) => sum + count, 0),
    byReason: () => Object.fromEntries(counts),
    latestOf: (reason) => latest.get(reason),
    byDevice: () => talliesOf(devices),
    bySeries: () => talliesOf(series),
  };
}
