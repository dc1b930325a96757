import * as z from 'zod/mini';
import { baseSource, buildingUses, heightSources, type BuildingProperties } from './base';
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

/** What `GET /api/footprints/{id}` answers: a building as its tile tells it, for whoever has not met its tile. */
export const standingBuilding = z.object({
  ...{ id: z.string(), code: z.string(), name: z.string(), use: z.enum(buildingUses) },
  ...{ floors: z.number(), height: z.number(), heightOrigin: z.string(), year: z.number() },
  ...{ area: z.number(), district: z.string(), grade: z.string(), lon: z.number(), lat: z.number() },
  ...{ ground: z.number(), street: z.string(), heightSource: z.enum(heightSources), source: z.string() },
  ...{ cim: z.number(), surveyed: z.string() },
}) satisfies z.ZodMiniType<BuildingProperties>;

/** As many as one answer holds. */
export const mostFootprints = 2_000;
