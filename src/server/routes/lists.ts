import * as z from 'zod';
import { badField } from '../problems';

export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(1000),
  cursor: z.string().max(64).optional(),
});

export const listOf = <T extends z.core.$ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable() });

/** One page of a list that is held whole; the cursor is the place to go on from. */
export function page<T>(
  all: readonly T[],
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): { readonly items: T[]; readonly next: string | null } {
  const start = cursor === undefined ? 0 : Number(cursor);
  if (!Number.isInteger(start) || start < 0) throw badField('cursor', 'is not one we gave');
  const end = start + limit;
  return { items: all.slice(start, end), next: end < all.length ? String(end) : null };
}
