import * as z from 'zod/mini';
import { position } from './geo';
import { text } from './text';

export const severities = ['attention', 'warning', 'alarm'] as const;
export type Severity = (typeof severities)[number];

/**
 * `condition`: something in the city is past a limit. `source`: a source of readings is silent or stale; it is told to
 * the source's owner and is never the citizen's emergency.
 */
export const alarmKinds = ['condition', 'source'] as const;
export type AlarmKind = (typeof alarmKinds)[number];

/**
 * A limit on one observed property, with a deadband: past `on` for `onDelayS` raises, back past `off` for `offDelayS`
 * returns, between the two nothing changes. Data, never code.
 */
export const alarmRule = z.object({
  id: z.string(),
  title: text,
  property: z.string(),
  direction: z.enum(['above', 'below']),
  on: z.number(),
  off: z.number(),
  onDelayS: z.number(),
  offDelayS: z.number(),
  severity: z.enum(severities),
  /** A graver grade of the same condition: past `on` for `onDelayS` the alarm is escalated, and stays so until it returns. */
  worse: z.optional(z.object({ on: z.number(), onDelayS: z.number(), severity: z.enum(severities) })),
  source: text,
  version: z.string(),
  effective: z.string(),
  verified: z.boolean(),
  clause: z.string(),
});
export type AlarmRule = Readonly<z.infer<typeof alarmRule>>;

/** How wide a source is: all there is, all of one owner, one class of devices of an owner, that class in one district. */
export const sourceLevels = ['city', 'owner', 'class', 'district'] as const;
export type SourceLevel = (typeof sourceLevels)[number];

/** `silent` is 无数据: nothing came for so long that nothing is known. `stale` is 过期: what came last is too old to trust. */
export const sourceStates = ['silent', 'stale'] as const;
export type SourceState = (typeof sourceStates)[number];

/** Which source it is about, and how many of its series were not heard when it was raised. */
export const alarmSource = z.object({
  level: z.enum(sourceLevels),
  state: z.enum(sourceStates),
  property: z.optional(z.string()),
  series: z.int(),
  unheard: z.int(),
});
export type AlarmSource = Readonly<z.infer<typeof alarmSource>>;

/**
 * What the alarm saw when it was raised: kept, so that "why" never depends on what came later. Of a source alarm `value`
 * and `limit` are percent of its series, `series` is the one heard longest ago, and `observedAt` the newest reading of all.
 */
export const alarmEvidence = z.object({
  series: z.int(),
  value: z.number(),
  observedAt: z.number(),
  receivedAt: z.number(),
  limit: z.number(),
  rule: z.string(),
  ruleVersion: z.string(),
});

const byPerson = {
  alarm: z.string(),
  at: z.number(),
  known: z.number(),
  by: z.string(),
  comment: z.string(),
} as const;

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
    /** Absent: a condition of the city. */
    about: z.optional(z.enum(alarmKinds)),
    owner: z.optional(text),
    source: z.optional(alarmSource),
  }),
  z.object({
    kind: z.literal('returned'),
    alarm: z.string(),
    at: z.number(),
    known: z.number(),
    value: z.number(),
  }),
  /** Its condition became graver while it was open: whoever acknowledged it has acknowledged less. */
  z.object({
    kind: z.literal('escalated'),
    alarm: z.string(),
    at: z.number(),
    known: z.number(),
    severity: z.enum(severities),
    value: z.number(),
    limit: z.number(),
  }),
  z.object({ kind: z.literal('acknowledged'), ...byPerson }),
  z.object({ kind: z.literal('assigned'), ...byPerson, to: z.string() }),
  /** It ends by itself at `until`: nothing is written then, the fold knows the time. */
  z.object({ kind: z.literal('shelved'), ...byPerson, until: z.number() }),
  z.object({ kind: z.literal('unshelved'), ...byPerson }),
  z.object({ kind: z.literal('commented'), ...byPerson }),
  z.object({ kind: z.literal('closed'), ...byPerson }),
]);
export type AlarmEvent = Readonly<z.infer<typeof alarmEvent>>;

/** What people do to an alarm. */
export const alarmSteps = [
  'acknowledged',
  'assigned',
  'shelved',
  'unshelved',
  'commented',
  'closed',
] as const;
export type AlarmStep = (typeof alarmSteps)[number];

export const alarm = z.object({
  id: z.string(),
  kind: z.enum(alarmKinds),
  title: text,
  severity: z.enum(severities),
  rule: z.string(),
  place: position,
  district: z.string(),
  condition: z.enum(['active', 'returned']),
  handling: z.enum(['new', 'acknowledged', 'assigned', 'closed']),
  /** Login of who it was given to last. */
  assignee: z.optional(z.string()),
  /** Put aside until then, Unix ms; as told for a time it is there only while it lasts. */
  shelved: z.optional(z.object({ until: z.number(), by: z.string(), at: z.number() })),
  raisedAt: z.number(),
  /** When its condition last came up: later than `raisedAt` where it came back while the alarm was open. */
  activeSince: z.number(),
  returnedAt: z.optional(z.number()),
  /** When it became graver than it was raised, and what was read then. */
  escalated: z.optional(z.object({ at: z.number(), value: z.number(), limit: z.number() })),
  evidence: alarmEvidence,
  /** Whom a source alarm is addressed to, and what it is about. */
  owner: z.optional(text),
  source: z.optional(alarmSource),
  notes: z.array(
    z.object({
      by: z.string(),
      at: z.number(),
      text: z.string(),
      step: z.enum(alarmSteps),
      to: z.optional(z.string()),
      until: z.optional(z.number()),
    }),
  ),
  /** The log entry that last changed it; also its version for `If-Match`. */
  seq: z.int(),
});
export type Alarm = Readonly<z.infer<typeof alarm>>;
