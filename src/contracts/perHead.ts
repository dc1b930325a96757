import * as z from 'zod/mini';
import { text } from './text';

/** Which measures may be set against residents, and where the classes above none begin, per so many residents. */
export const perHeadFile = z.object({
  source: text,
  per: z.int(),
  measures: z.array(z.object({ sign: z.string(), measure: z.string(), starts: z.array(z.number()) })),
});
export type PerHeadFile = Readonly<z.infer<typeof perHeadFile>>;
