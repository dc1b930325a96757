import * as z from 'zod/mini';

/** Kinds of things a twin may hold, in the order of a cell's numbers. */
export const elementClasses = [
  'buildings',
  'streets',
  'water',
  'green',
  'bridges',
  'devices',
  'subdistricts',
  'terrain',
  'records',
] as const;
export type ElementClass = (typeof elementClasses)[number];

/**
 * `ground/panorama.json`, 要素全景: what the base holds of each square kilometre. A cell is its column and row, counted from the
 * south-west corner, the highest CIM level in it, and for each class how many come from a source (实测, 推导) and how many are
 * generated or simulated. Cells are those whose middle lies in the municipality, also where nothing is.
 */
export const panoramaFile = z.object({
  version: z.literal(1),
  /** West and south edge, degrees. */
  corner: z.readonly(z.tuple([z.number(), z.number()])),
  /** Width and height of a cell, degrees; a kilometre each in the middle of the city. */
  step: z.readonly(z.tuple([z.number(), z.number()])),
  classes: z.array(z.enum(elementClasses)),
  cells: z.array(z.array(z.int())),
});
export type PanoramaFile = Readonly<z.infer<typeof panoramaFile>>;

/** Where the file lies in the base. */
export const panoramaPath = 'ground/panorama.json';
