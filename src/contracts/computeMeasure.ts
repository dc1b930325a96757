import * as z from 'zod/mini';
import { text } from './text';

/** What is read of each computing centre, and where its states begin: with a sign of the city's, or by this table. */
export const computeMeasure = z.object({
  id: z.enum(['load', 'wait', 'pue', 'green', 'delay']),
  property: z.string(),
  short: text,
  unit: text,
  decimals: z.int(),
  /** A property that counts what the measure is the length of: jobs beside their minutes. */
  count: z.optional(z.string()),
  limits: z.discriminatedUnion('by', [
    z.object({ by: z.literal('sign'), sign: z.string(), measure: z.string() }),
    z.object({
      by: z.literal('table'),
      direction: z.enum(['above', 'below']),
      attention: z.nullable(z.number()),
      warning: z.nullable(z.number()),
      alarm: z.nullable(z.number()),
      source: text,
      standing: z.enum(['verified', 'unverified', 'ours']),
      version: z.string(),
      effective: z.string(),
    }),
  ]),
});
export type ComputeMeasure = Readonly<z.infer<typeof computeMeasure>>;
