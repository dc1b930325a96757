import * as z from 'zod/mini';
import { text } from './text';

/**
 * What alarms can have in common beneath their rules: an alarm of `follows` belongs to the cause while one of `leads` was
 * raised within `windowS` of it. Data, never code; the first that fits counts.
 */
export const alarmCause = z.object({
  id: z.string(),
  title: text,
  leads: z.array(z.string()),
  follows: z.array(z.string()),
  windowS: z.number(),
  source: text,
  version: z.string(),
  effective: z.string(),
  verified: z.boolean(),
});
export type AlarmCause = Readonly<z.infer<typeof alarmCause>>;

/** How many alarms a seat can bear: counts within `windowS`. A flood is more than `floodAbove`, until fewer than `floodEndsBelow`. */
export const alarmLoadRule = z.object({
  id: z.string(),
  windowS: z.number(),
  benchmark: z.int(),
  floodAbove: z.int(),
  floodEndsBelow: z.int(),
  source: text,
  version: z.string(),
  effective: z.string(),
  verified: z.boolean(),
});
export type AlarmLoadRule = Readonly<z.infer<typeof alarmLoadRule>>;
