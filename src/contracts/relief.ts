import * as z from 'zod/mini';
import { provenance } from './provenance';

/**
 * Heights of the ground as regular grids of posts. A grid's file beside it holds `columns × rows` signed 16-bit
 * little-endian numbers, row by row from the north-west post, in `stepM` metres above the ellipsoid (WGS 84, CGCS2000
 * within a centimetre). Finer grids come first and cover less; outside them all the ground lies at `otherwiseM`.
 */
export const reliefGrid = z.object({
  /** Path under the base, as `ground/relief-inner.bin`. */
  file: z.string(),
  /** West, south, east, north of the outermost posts, degrees. */
  box: z.readonly(z.tuple([z.number(), z.number(), z.number(), z.number()])),
  columns: z.int(),
  rows: z.int(),
});
export type ReliefGrid = Readonly<z.infer<typeof reliefGrid>>;

export const reliefFile = z.object({
  version: z.literal(1),
  /** Metres one unit of the files stands for. */
  stepM: z.number(),
  otherwiseM: z.number(),
  grids: z.array(reliefGrid),
  /** The height system the source spoke, and what was done to bring it to the ellipsoid. */
  provenance,
});
export type ReliefFile = Readonly<z.infer<typeof reliefFile>>;
