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

/** What of the city a sign tells of; the board is cut by it. */
export const signDomains = [
  'water',
  'weather',
  'environment',
  'traffic',
  'lifeline',
  'safety',
  'services',
  'digital',
] as const;
export type SignDomain = (typeof signDomains)[number];

const thresholds = z.object({
  /** Null where the source sets none of this grade. */
  attention: z.nullable(z.number()),
  warning: z.nullable(z.number()),
  alarm: z.nullable(z.number()),
  /** How far the value must come back before a state is left, in the measure's unit. */
  hysteresis: z.number(),
});

/**
 * One number of a sign with its own unit and limits. A sign of several is never told without each of them, and stands as
 * the worst of them does. `thresholds` are the values at which 关注, 预警 and 告警 begin.
 */
export const signMeasure = z.object({
  id: z.string(),
  title: text,
  unit: text,
  decimals: z.int(),
  /** Every series of this observed property; `*` any; without one there is no source yet, and the texts say why. */
  property: z.optional(z.string()),
  /** Only series of Things of this kind: one property may be observed for several purposes. */
  things: z.optional(z.string()),
  /**
   * Over the inputs that are news: their mean, greatest or least; `online` the share, per cent, of inputs that report;
   * `beyond` how many of them are past `counts`; `ageP95` the 95th percentile of their age, in their own intervals.
   */
  aggregate: z.enum(['mean', 'max', 'min', 'online', 'beyond', 'ageP95']),
  counts: z.optional(z.object({ when: z.enum(['above', 'below']), limit: z.number() })),
  /** The value is the excess over this limit, which is another by night (22–6 h in Wuhan). */
  less: z.optional(z.object({ day: z.number(), night: z.number() })),
  /** Hours the devices themselves report over; 0 or absent: the moment. */
  windowH: z.optional(z.number()),
  /** Share of the sign's weight, in proportion to its other measures. */
  weight: z.number(),
  direction: z.enum(['above', 'below']),
  thresholds,
});
export type SignMeasure = Readonly<z.infer<typeof signMeasure>>;

/** A vital sign as declared data; what a person reads of how and why is in `signText`. */
export const signDefinition = z.object({
  id: z.string(),
  /** Its number in the table of thirty-six. */
  number: z.int(),
  title: text,
  domain: z.enum(signDomains),
  clause: z.string(),
  measures: z.array(signMeasure),
  /** Seconds a worse state must last before it is shown, and a better one. */
  dwell: z.object({ worseS: z.number(), betterS: z.number() }),
  /** Below this share of the measures' weight the sign is 无数据. */
  coverage: z.number(),
  version: z.string(),
  effective: z.string(),
  /** False for what domain notes mark [K]: shown as unverified; `ours` for [P]: our own proposal, to be set by the owner. */
  standing: z.enum(['verified', 'unverified', 'ours']),
});
export type SignDefinition = Readonly<z.infer<typeof signDefinition>>;

/** What a person reads of a sign when asking why. */
export const signText = z.object({
  id: z.string(),
  owner: text,
  formula: text,
  source: text,
  /** Why a measure has no source, by the measure's id. */
  gaps: z.optional(z.record(z.string(), text)),
});
export type SignText = Readonly<z.infer<typeof signText>>;

/** A measure as it stands. */
export const measureReading = z.object({
  id: z.string(),
  value: z.nullable(z.number()),
  state: z.enum(signStates),
  /** Oldest observation that carries the value, Unix ms. */
  observedAt: z.nullable(z.number()),
  coverage: z.number(),
});
export type MeasureReading = Readonly<z.infer<typeof measureReading>>;

export const signReading = z.object({
  id: z.string(),
  /** Of the measure named by `measure`: the worst one, or the first where all are alike. */
  value: z.nullable(z.number()),
  measure: z.string(),
  state: z.enum(signStates),
  /** When the state began, Unix ms. */
  since: z.number(),
  /** Oldest observation that carries the value, Unix ms. */
  observedAt: z.nullable(z.number()),
  coverage: z.number(),
  /** Every measure, in the definition's order. */
  parts: z.array(measureReading),
});
export type SignReading = Readonly<z.infer<typeof signReading>>;

/** For each of the three limits: whether it is held to be passed, and since when the value says otherwise, Unix ms. */
const latch = z.object({ on: z.boolean(), turning: z.nullable(z.number()) });
export type Latch = Readonly<z.infer<typeof latch>>;

/** What must be remembered of a sign from one look to the next, so that its state does not flap. */
export const signMemory = z.object({
  state: z.enum(signStates),
  since: z.number(),
  /** By measure, in the definition's order: 关注, 预警, 告警. Absent while the measure has no value. */
  latches: z.array(z.nullable(z.tuple([latch, latch, latch]))),
});
export type SignMemory = Readonly<z.infer<typeof signMemory>>;

/** Body of the numbered log `signs`: a sign of a scope is in another state. Times are Unix ms. */
export const signEvent = z.object({
  kind: z.literal('changed'),
  sign: z.string(),
  /** `city`, or a district's code. */
  scope: z.string(),
  before: z.enum(signStates),
  state: z.enum(signStates),
  value: z.nullable(z.number()),
  measure: z.string(),
  at: z.number(),
  known: z.number(),
  /** What was remembered then: the past is read with it as the present was. */
  memory: signMemory,
});
export type SignEvent = Readonly<z.infer<typeof signEvent>>;

export const traceInput = z.object({
  series: z.int(),
  /** Which measure it is an input of. */
  measure: z.string(),
  value: z.nullable(z.number()),
  observedAt: z.nullable(z.number()),
  state: z.enum(['fresh', 'stale', 'absent']),
  /** Share of its measure's coverage. */
  weight: z.number(),
  /**
   * Share of its measure's value this input carries, 0…1. For the greatest and the least the deciding input carries all;
   * for a mean each its part of the sum; for a count those that are counted; for a share of reporting ones those that
   * do not report carry what is missing.
   */
  contribution: z.number(),
});
export type TraceInput = Readonly<z.infer<typeof traceInput>>;

const level = z.enum(['attention', 'warning', 'alarm']);
export const signTrace = z.object({
  reading: signReading,
  formula: text,
  inputs: z.array(traceInput),
  /** Series that are not news. */
  missing: z.array(z.int()),
  /** Measures without a source, and why. */
  gaps: z.array(z.object({ measure: z.string(), reason: text })),
  /** Of the measure that is shown. */
  threshold: z.object({
    crossed: z.nullable(level),
    limit: z.nullable(z.number()),
    source: text,
    version: z.string(),
    effective: z.string(),
    standing: z.enum(['verified', 'unverified', 'ours']),
  }),
  /** A state that the value already says and that has not lasted long enough; since when, Unix ms. */
  pending: z.nullable(
    z.object({ state: z.enum(['normal', 'attention', 'warning', 'alarm']), since: z.number() }),
  ),
  at: z.number(),
  knownAt: z.number(),
});
export type SignTrace = Readonly<z.infer<typeof signTrace>>;
