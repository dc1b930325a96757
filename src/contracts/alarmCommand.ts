import * as z from 'zod/mini';

/** Bodies of commands. A shelving lasts `minutes`, or until a moment (RFC 3339 or Unix ms), eight hours at most. */
export const longestShelvingMs = 8 * 3_600_000;
export const longestComment = 1000;
const comment = z._default(z.string().check(z.maxLength(longestComment)), '');
export const plainCommand = z.object({ comment });
/** `to` is a login that `assignees` names; without one the command is refused. */
export const assignCommand = z.object({ comment, to: z._default(z.string().check(z.maxLength(64)), '') });
export const shelveCommand = z.object({
  comment,
  minutes: z.optional(z.number().check(z.positive(), z.maximum(480))),
  until: z.optional(z.union([z.iso.datetime({ offset: true }), z.number()])),
});

/** Who can be given an alarm. */
export const assignees = z.object({ items: z.array(z.object({ user: z.string() })) });
export type Assignees = Readonly<z.infer<typeof assignees>>;
