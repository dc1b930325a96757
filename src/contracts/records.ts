import * as z from 'zod/mini';
import { provenance } from './provenance';

/** A field's value, or why it is not here. Masked values are absent from the bytes, not hidden in the page. */
export const cardField = z.union([
  z.object({ field: z.string(), value: z.union([z.string(), z.number()]), unit: z.optional(z.string()) }),
  z.object({ field: z.string(), withheld: z.string() }),
]);

/** The 一标三实 card of one building, as much of it as the reader's role allows. */
export const buildingCard = z.object({
  id: z.string(),
  fields: z.array(cardField),
  masked: z.array(z.string()),
  reason: z.string(),
  policyVersion: z.string(),
  provenance,
});
export type BuildingCard = Readonly<z.infer<typeof buildingCard>>;
