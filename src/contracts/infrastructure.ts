import * as z from 'zod/mini';
import { computeCentre } from './base';
import { text } from './text';

/**
 * What belongs somewhere: the series of a property, of a kind of Things, of both together, or of the computing centres of
 * one kind of the register. A rule that names Things is heard before one that names a property alone.
 */
const holding = z.union([
  z.object({ property: z.string(), things: z.optional(z.string()) }),
  z.object({ things: z.string() }),
  z.object({ centre: computeCentre.def.shape.kind }),
]);
export type InfrastructureHolding = Readonly<z.infer<typeof holding>>;

const part = z.object({
  id: z.string(),
  title: text,
  clause: z.string(),
  holds: z.array(holding),
  /** Why nothing is known of it while it has no series. */
  absent: z.optional(text),
});

/** Article 10's classes of digital infrastructure with the words of Articles 12 to 16, and what belongs to each. */
export const infrastructureTable = z.object({
  version: z.string(),
  effective: z.string(),
  standing: z.enum(['verified', 'unverified', 'ours']),
  source: text,
  /** With fewer series than this the share that reports is told and not judged by the sign's limits. */
  least: z.int(),
  classes: z.array(
    z.object({ id: z.string(), title: text, short: text, clause: z.string(), parts: z.array(part) }),
  ),
  /** What is in no class, and why; the last holds what nothing else does. */
  outside: z.array(z.object({ id: z.string(), reason: text, holds: z.array(holding) })),
});
export type InfrastructureTable = Readonly<z.infer<typeof infrastructureTable>>;
export type InfrastructureClass = InfrastructureTable['classes'][number];
export type InfrastructurePart = InfrastructureClass['parts'][number];
