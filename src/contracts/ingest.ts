import * as z from 'zod/mini';

/** Why a message may not be taken at the door, in the order a message is looked at. */
export const refusal = z.object({
  reason: z.string(),
  /** RFC 3339, when it came. */
  at: z.string(),
  /** Who sent it, as the broker knows them. */
  from: z.string(),
  topic: z.string(),
  /** The first characters of what came; control characters are already replaced. */
  sample: z.string(),
});
export type Refusal = Readonly<z.infer<typeof refusal>>;

/** The newest refusals the server remembers, and how many there were of each reason since it started. */
export const refusals = z.object({
  items: z.array(refusal),
  total: z.int(),
  reasons: z.record(z.string(), z.int()),
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
  /** Stretches of time of which readings were lost, Unix ms. */
  gaps: z.array(z.object({ from: z.number(), to: z.number(), rows: z.int(), reason: z.string() })),
});
export type IngestHealth = Readonly<z.infer<typeof ingestHealth>>;
