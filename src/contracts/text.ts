import * as z from 'zod/mini';

/** What people read, in both languages of the product. */
export const text = z.object({ zh: z.string(), en: z.string() });
export type Text = Readonly<z.infer<typeof text>>;
export type Language = keyof Text;
