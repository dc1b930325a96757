import * as z from 'zod/mini';
import { text } from './text';

/** 实测 measured · 推导 derived · 示意生成 generated · 模拟 simulated. */
export const grade = z.enum(['measured', 'derived', 'generated', 'simulated']);
export type Grade = z.infer<typeof grade>;

export const gradeTitles = {
  measured: { zh: '实测', en: 'Measured' },
  derived: { zh: '推导', en: 'Derived' },
  generated: { zh: '示意生成', en: 'Generated, indicative' },
  simulated: { zh: '模拟', en: 'Simulated' },
} as const;

/** H: read in a source and cross-checked; M: one source; L: doubtful; K: not re-read in a source, shown as unverified. */
export const confidence = z.enum(['H', 'M', 'L', 'K']);
export type Confidence = z.infer<typeof confidence>;

/** Where something shown comes from. `date` is the day (or year) the source speaks of; `datum` names the reference frame. */
export const provenance = z.object({
  grade,
  source: text,
  licence: z.string(),
  date: z.string(),
  datum: z.string(),
  confidence: z.optional(confidence),
  note: z.optional(text),
});
export type Provenance = Readonly<z.infer<typeof provenance>>;
