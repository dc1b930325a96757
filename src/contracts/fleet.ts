import * as z from 'zod/mini';
import { precisions } from './base';
import { text } from './text';

/** What a simulated device may stand on. */
export const fleetStands = [
  'street',
  'shore',
  'roof',
  'works',
  'crossing',
  'centre',
  'station',
  'lake',
  'district',
] as const;

/**
 * One kind of device of the simulated fleet. With `share` there are so many of it, in proportion to the other shares, that
 * the fleet is complete; without there is one on every stand. `mast` is metres above the stand.
 */
export const fleetKind = z.object({
  /** Begins the Thing's name; a number or the stand's id follows. */
  thing: z.string(),
  word: text,
  on: z.enum(fleetStands),
  share: z.optional(z.int()),
  mast: z.number(),
  owner: text,
  /**
   * Each is a series of the Thing; `word` tells them apart in the series' names. One with a `precision` is observed only
   * where the register states a capacity in it: of what nobody states nothing is made up.
   */
  observes: z.array(
    z.object({
      property: z.string(),
      intervalS: z.number(),
      word: z.optional(text),
      precision: z.optional(z.enum(precisions)),
    }),
  ),
});
export type FleetKind = Readonly<z.infer<typeof fleetKind>>;
