import * as z from 'zod/mini';
import { sourceStates } from './alarm';
import { text } from './text';

/**
 * A limit on how much of a source may be silent or stale. `on` and `off` are percent of the series of a class in one
 * district, `onWide` and `offWide` those of anything wider, with the delays of any rule; a class has to have `least` series
 * in a district to be judged there. Never as grave as an `alarm`.
 */
export const sourceRule = z.object({
  id: z.string(),
  title: text,
  state: z.enum(sourceStates),
  on: z.number(),
  off: z.number(),
  onWide: z.number(),
  offWide: z.number(),
  onDelayS: z.number(),
  offDelayS: z.number(),
  least: z.int(),
  severity: z.enum(['attention', 'warning']),
  source: text,
  version: z.string(),
  effective: z.string(),
  verified: z.boolean(),
  clause: z.string(),
});
export type SourceRule = Readonly<z.infer<typeof sourceRule>>;
