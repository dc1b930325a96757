import * as z from 'zod/mini';

/**
 * What can be replayed (`from`, `to`, ms since the Unix epoch; `from` is null while the history does not answer, so that
 * nobody takes its silence for an empty past), and in each part of the span asked about, by when things
 * happened: readings taken, alarms raised, and how many of the readings came late.
 */
export const timeline = z.object({
  from: z.nullable(z.number()),
  to: z.number(),
  bins: z.object({
    t: z.array(z.number()),
    readings: z.array(z.int()),
    alarms: z.array(z.int()),
    late: z.array(z.int()),
  }),
});
export type Timeline = Readonly<z.infer<typeof timeline>>;
