import * as z from 'zod/mini';
import { text, type Text } from './text';

/**
 * What a scope's id may look like: `city`, a district's six digits, a 街道's nine, or a functional zone. Anything else
 * names no scope in any city of ours.
 */
export const scopePattern = /^(?:city|[0-9]{6}|[0-9]{9}|zone-[a-z][a-z-]{0,30})$/;

/** A zone with an administration of its own, by the districts it runs as a whole and the 街道 it runs beside them. */
export const functionalZone = z.object({
  id: z.string(),
  title: text,
  /** The article that names it, or null. */
  clause: z.nullable(z.string()),
  districts: z.array(z.string()),
  subdistricts: z.array(z.string()),
  /** Residents by the census of 2020, or null where it did not count them. */
  residents: z.nullable(z.int()),
  /** `unverified` where what it consists of is general knowledge. */
  standing: z.enum(['verified', 'unverified']),
  source: text,
});
export type FunctionalZone = Readonly<z.infer<typeof functionalZone>>;

export const scopeKinds = ['city', 'district', 'zone', 'subdistrict'] as const;

/** A part of the city that signs are read of. */
export interface Scope {
  readonly id: string;
  readonly kind: (typeof scopeKinds)[number];
  readonly title: Text;
}
