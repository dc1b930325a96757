import * as z from 'zod/mini';
import { layerIds } from './ids';
import { provenance } from './provenance';
import { text } from './text';

export const layerGroups = [
  'base',
  'network',
  'sensing',
  'newtech',
  'compute',
  'fusion',
  'standard',
  'construction',
  'governance',
] as const;

/** `point` is a disc; `diamond` and `square` with it are the three states that need a person; `hollow` is a disc without news. */
export const legendShapes = [
  'area',
  'line',
  'dash',
  'point',
  'diamond',
  'square',
  'hollow',
  'column',
  'ring',
] as const;

/** A layer as the catalogue tells it: everything but how it is drawn. */
export const layerEntry = z.object({
  id: z.enum(layerIds),
  title: text,
  group: z.enum(layerGroups),
  clause: z.string(),
  /** `swatch` names a colour token of the look; `shape` is drawn beside the words. */
  legend: z.array(z.object({ label: text, swatch: z.string(), shape: z.enum(legendShapes) })),
  provenance,
  defaults: z.object({ visible: z.boolean(), opacity: z.number() }),
});
export type LayerEntry = Readonly<z.infer<typeof layerEntry>>;
