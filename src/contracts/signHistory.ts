import * as z from 'zod/mini';

/** How often the signs are kept, ms, and for how long; what was imagined of the time before lies up to an hour apart. */
export const signHistoryStepMs = 5 * 60_000;
export const signHistoryKeptMs = 8 * 24 * 60 * 60_000;

/** A sign's or a measure's state as its place in `signStates`: 0 正常 … 3 告警, 4 过期, 5 无数据; null where there was none. */
const stateCode = z.nullable(z.int());
const figure = z.nullable(z.number());

/**
 * The signs of a scope as they were shown, in parts of a span; parts without a look are left out. Every list is as long
 * as `t`. A measure that was not news then has no number, and its state says which.
 */
export const signHistory = z.object({
  scope: z.string(),
  /** The last look of each part, Unix ms, ascending. */
  t: z.array(z.number()),
  /** True where any look of the part was imagined: 示意生成, never shown to anybody. */
  generated: z.array(z.boolean()),
  signs: z.array(
    z.object({
      id: z.string(),
      /** At the last look of the part. */
      states: z.array(stateCode),
      /** In the definition's order, each in its own unit. */
      measures: z.array(
        z.object({
          id: z.string(),
          min: z.array(figure),
          max: z.array(figure),
          last: z.array(figure),
          states: z.array(stateCode),
        }),
      ),
    }),
  ),
});
export type SignHistory = Readonly<z.infer<typeof signHistory>>;
export type SignPastOf = SignHistory['signs'][number];
