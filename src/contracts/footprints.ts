import * as z from 'zod/mini';
import { baseSource, buildingUses } from './base';
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
export const footprints = z.object({
  items: z.array(footprint),
  /** Whom outlines of this base come from, with what their licences ask to be told. */
  sources: z.optional(z.array(baseSource)),
});

/** As many as one answer holds. */
export const mostFootprints = 2_000;
