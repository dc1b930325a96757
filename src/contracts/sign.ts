import * as z from 'zod/mini';
import { text } from './text';

/** 正常 关注 预警 告警 过期 无数据. The last two are never green and never zero. */
export const signStates = ['normal', 'attention', 'warning', 'alarm', 'stale', 'absent'] as const;
export type SignState = (typeof signStates)[number];
export const stateTitles = {
  normal: { zh: '正常', en: 'Normal' },
  attention: { zh: '关注', en: 'Attention' },
  warning: { zh: '预警', en: 'Warning' },
  alarm: { zh: '告警', en: 'Alarm' },
  stale: { zh: '过期', en: 'Stale' },
  absent: { zh: '无数据', en: 'No data' },
} as const;

/** A vital sign as declared data. `thresholds` are the values at which 关注, 预警 and 告警 begin, in `unit`. */
export const signDefinition = z.object({
  id: z.string(),
  number: z.int(),
  title: text,
  unit: z.string(),
  decimals: z.int(),
  owner: text,
  clause: z.string(),
  /** Inputs: every series of this observed property; `online` counts reporting series of any property. */
  property: z.string(),
  aggregate: z.enum(['mean', 'max', 'min', 'online']),
  weight: z.enum(['equal']),
  direction: z.enum(['above', 'below']),
  thresholds: z.object({
    attention: z.number(),
    warning: z.number(),
    alarm: z.number(),
    hysteresis: z.number(),
  }),
  formula: text,
  source: text,
  version: z.string(),
  effective: z.string(),
  /** False for what domain notes mark [K]: shown as unverified; `ours` for [P]: our own proposal, to be set by the owner. */
  standing: z.enum(['verified', 'unverified', 'ours']),
  /** Below this share of the inputs' weight the sign is 无数据. */
  coverage: z.number(),
});
export type SignDefinition = Readonly<z.infer<typeof signDefinition>>;

export const traceInput = z.object({
  series: z.int(),
  value: z.nullable(z.number()),
  observedAt: z.nullable(z.number()),
  state: z.enum(['fresh', 'stale', 'absent']),
  weight: z.number(),
  /** Share of the result this input carries, 0…1; for max and min the deciding input carries all of it. */
  contribution: z.number(),
});
export const signReading = z.object({
  id: z.string(),
  value: z.nullable(z.number()),
  state: z.enum(signStates),
  /** Oldest observation that carries the value, Unix ms. */
  observedAt: z.nullable(z.number()),
  coverage: z.number(),
});
export type SignReading = Readonly<z.infer<typeof signReading>>;
export const signTrace = z.object({
  reading: signReading,
  formula: text,
  inputs: z.array(traceInput),
  missing: z.array(z.int()),
  threshold: z.object({
    crossed: z.nullable(z.enum(['attention', 'warning', 'alarm'])),
    limit: z.nullable(z.number()),
    source: text,
    version: z.string(),
    effective: z.string(),
    standing: z.enum(['verified', 'unverified', 'ours']),
  }),
  at: z.number(),
  knownAt: z.number(),
});
export type SignTrace = Readonly<z.infer<typeof signTrace>>;
