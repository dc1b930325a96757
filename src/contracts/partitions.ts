import * as z from 'zod/mini';
import type { Community } from './base';
import { text } from './text';

const ring = z.array(z.array(z.number()));

/** `ground/subdistricts.json`: 街道 and 镇 with real names and codes on generated areas (示意生成). */
export const subdistrictAreas = z.object({
  features: z.array(
    z.object({
      properties: z.object({ code: z.string(), name: text, district: z.string() }),
      geometry: z.discriminatedUnion('type', [
        z.object({ type: z.literal('Polygon'), coordinates: z.array(ring) }),
        z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring)) }),
      ]),
    }),
  ),
});
export type SubdistrictArea = Readonly<z.infer<typeof subdistrictAreas>['features'][number]>;

export interface Partitions {
  readonly subdistricts: readonly SubdistrictArea[];
  readonly communities: readonly Community[];
}
