import * as z from 'zod/mini';
import { provenance } from '@/contracts/provenance';
import { text } from '@/contracts/text';
import sampleFile from '@data/registers/utility-sample.json';

const line = z.object({
  /** A pipe is round, a tray flat. */
  kind: z.enum(['pipe', 'tray']),
  /** Its middle beside the compartment's middle, to the left of the way, metres. */
  asideM: z.number(),
  /** Its middle above the compartment's floor, metres. */
  upM: z.number(),
  /** A pipe's diameter, a tray's width, metres. */
  sizeM: z.number(),
});

const compartment = z.object({
  id: z.string(),
  name: text,
  content: text,
  /** CSS. */
  colour: z.string(),
  /** Clear width, metres. */
  widthM: z.number(),
  lines: z.array(line),
});

/** The sample as its file tells it: sizes in metres, places in WGS 84 degrees, depths below the ground. */
export const utilitySample = z.object({
  id: z.string(),
  name: text,
  provenance,
  axis: z.array(z.tuple([z.number(), z.number()])),
  roofDepthM: z.number(),
  widthM: z.number(),
  heightM: z.number(),
  /** Thickness of the outer walls, of the walls between compartments, of floor and roof, metres. */
  outerWallM: z.number(),
  innerWallM: z.number(),
  slabM: z.number(),
  shaftEveryM: z.number(),
  /** In the order they lie across, from the left of the way. */
  compartments: z.array(compartment),
});
export type UtilitySample = Readonly<z.infer<typeof utilitySample>>;
export type Compartment = UtilitySample['compartments'][number];

/** The one sample there is; throws where its file does not fit. */
export const sample: UtilitySample = utilitySample.parse(sampleFile);
