import * as z from 'zod/mini';

/** A message that was not taken at the door: why, whose, and how it began. */
export const refusal = z.object({
  reason: z.string(),
  /** RFC 3339, when it came. */
  at: z.string(),
  /** Who sent it, as the broker knows them. */
  from: z.string(),
  topic: z.string(),
  /** The series it spoke for, where there is such a one and it was the sender's to speak for. */
  series: z.optional(z.nullable(z.int())),
  /** The first characters of what came; control characters are already replaced. */
  sample: z.string(),
});
export type Refusal = Readonly<z.infer<typeof refusal>>;

/** All that was refused of one sender, with the latest of it as it came. Times are Unix ms. */
export const refusalTally = z.object({
  key: z.string(),
  count: z.int(),
  reasons: z.record(z.string(), z.object({ count: z.int(), first: z.number(), last: z.number() })),
  latest: refusal,
});
export type RefusalTally = Readonly<z.infer<typeof refusalTally>>;

/** The newest refusals the server remembers, and how many there were of each reason since it started. */
export const refusals = z.object({
  items: z.array(refusal),
  total: z.int(),
  reasons: z.record(z.string(), z.int()),
  /** Most recently refused first. */
  devices: z.optional(z.array(refusalTally)),
});
export type Refusals = Readonly<z.infer<typeof refusals>>;

/** A clock that is off by less than this is told by nobody: the way of a message alone can take as long. */
export const clockTroubleMs = 2_000;

/**
 * What the door and the store say of themselves, now, since the server started; replay has no other. Series are told by
 * id, those without trouble are left out. Clock offsets are the device's clock minus ours in ms: positive is fast.
 */
export const ingestHealth = z.object({
  at: z.number(),
  revision: z.int(),
  refused: z.object({
    total: z.int(),
    byReason: z.record(z.string(), z.int()),
    bySeries: z.array(z.tuple([z.int(), z.int()])),
  }),
  clocks: z.array(z.tuple([z.int(), z.number(), z.int()])),
  /** Readings that wait to be written, those shed because too many waited, and those written. Alarms are never shed. */
  queue: z.object({ waiting: z.int(), shed: z.int(), written: z.int() }),
  /** Stretches of time in which readings were lost, Unix ms; `rows` is `null` where nobody can know how many. */
  gaps: z.array(
    z.object({ from: z.number(), to: z.number(), rows: z.nullable(z.int()), reason: z.string() }),
  ),
});
export type IngestHealth = Readonly<z.infer<typeof ingestHealth>>;
