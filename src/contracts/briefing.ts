import * as z from 'zod/mini';
import { layerIds, themes } from './ids';
import { text } from './text';

/** Longitude, latitude (degrees), ellipsoidal height (m), heading and pitch (degrees). */
export const cameraPose = z.object({
  lon: z.number(),
  lat: z.number(),
  height: z.number(),
  heading: z.number(),
  pitch: z.number(),
});
export type CameraPose = Readonly<z.infer<typeof cameraPose>>;

/** A number in a briefing. Frozen: value, time and source are written down when captured. Live: read at playing time. */
export const briefingNumber = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('frozen'),
    label: text,
    value: z.number(),
    decimals: z.int(),
    /** In one language where it is the same in both. */
    unit: z.union([z.string(), text]),
    observedAt: z.string(),
    source: text,
    grade: z.enum(['measured', 'derived', 'generated', 'simulated']),
  }),
  z.object({ kind: z.literal('sign'), label: text, sign: z.string() }),
]);
export const briefingScene = z.object({
  id: z.string(),
  title: text,
  narration: text,
  camera: cameraPose,
  layers: z.array(z.enum(layerIds)),
  dwellS: z.number(),
  number: z.optional(briefingNumber),
});
export const briefing = z.object({
  id: z.string(),
  title: text,
  theme: z.optional(z.enum(themes)),
  scenes: z.array(briefingScene),
});
export type Briefing = Readonly<z.infer<typeof briefing>>;
