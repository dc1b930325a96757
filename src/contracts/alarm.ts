import * as z from 'zod/mini';
import { position } from './geo';
import { text } from './text';

export const severities = ['attention', 'warning', 'alarm'] as const;
export type Severity = (typeof severities)[number];

/** A limit on one observed property, with hysteresis: on at `on`, off again below `off`. Data, never code. */
export const alarmRule = z.object({
  id: z.string(),
  title: text,
  property: z.string(),
  direction: z.enum(['above', 'below']),
  on: z.number(),
  off: z.number(),
  onDelayS: z.number(),
  severity: z.enum(severities),
  source: text,
  version: z.string(),
  effective: z.string(),
  verified: z.boolean(),
  clause: z.string(),
});
export type AlarmRule = Readonly<z.infer<typeof alarmRule>>;

/** What the alarm saw when it was raised: kept, so that "why" never depends on what came later. */
export const alarmEvidence = z.object({
  series: z.int(),
  value: z.number(),
  observedAt: z.number(),
  receivedAt: z.number(),
  limit: z.number(),
  rule: z.string(),
  ruleVersion: z.string(),
});

/** Bodies of the numbered log `alarms`. `at` is when it happened; the log adds when it was known. Times are Unix ms. */
export const alarmEvent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('raised'),
    alarm: z.string(),
    at: z.number(),
    known: z.number(),
    rule: z.string(),
    severity: z.enum(severities),
    title: text,
    place: position,
    district: z.string(),
    evidence: alarmEvidence,
  }),
  z.object({
    kind: z.literal('returned'),
    alarm: z.string(),
    at: z.number(),
    known: z.number(),
    value: z.number(),
  }),
  z.object({
    kind: z.literal('acknowledged'),
    alarm: z.string(),
    at: z.number(),
    known: z.number(),
    by: z.string(),
    comment: z.string(),
  }),
  z.object({
    kind: z.literal('commented'),
    alarm: z.string(),
    at: z.number(),
    known: z.number(),
    by: z.string(),
    comment: z.string(),
  }),
  z.object({
    kind: z.literal('closed'),
    alarm: z.string(),
    at: z.number(),
    known: z.number(),
    by: z.string(),
    comment: z.string(),
  }),
]);
export type AlarmEvent = Readonly<z.infer<typeof alarmEvent>>;

export const alarm = z.object({
  id: z.string(),
  title: text,
  severity: z.enum(severities),
  rule: z.string(),
  place: position,
  district: z.string(),
  condition: z.enum(['active', 'returned']),
  handling: z.enum(['new', 'acknowledged', 'assigned', 'closed']),
  raisedAt: z.number(),
  returnedAt: z.optional(z.number()),
  evidence: alarmEvidence,
  notes: z.array(
    z.object({
      by: z.string(),
      at: z.number(),
      text: z.string(),
      step: z.enum(['acknowledged', 'commented', 'closed']),
    }),
  ),
  /** The log entry that last changed it; also its version for `If-Match`. */
  seq: z.int(),
});
export type Alarm = Readonly<z.infer<typeof alarm>>;
