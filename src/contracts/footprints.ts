import * as z from 'zod/mini';
import { buildingUses } from './base';
import { lonLat } from './geo';

/** The outline a building stands on: open ring in degrees, heights in metres, `ground` ellipsoidal. */
export const footprint = z.object({
  id: z.string(),
  use: z.enum(buildingUses),
  height: z.number(),
  ground: z.number(),
  ring: z.array(lonLat),
});
export type Footprint = Readonly<z.infer<typeof footprint>>;

/** What `GET /api/footprints?bbox=` answers: those nearest the middle of the box. */
export const footprints = z.object({ items: z.array(footprint) });

/** As many as one answer holds. */
export const mostFootprints = 2_000;
