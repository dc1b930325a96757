import * as z from 'zod/mini';

/** RFC 9457 problem details; `errors` names each bad field. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.optional(z.string()),
  errors: z.optional(z.array(z.object({ field: z.string(), message: z.string() }))),
});
export type Problem = Readonly<z.infer<typeof problem>>;
