import * as z from 'zod/mini';
import { alarmKinds, alarmSource, severities } from './alarm';
import { signStates } from './sign';
import { text } from './text';

/** RFC 3339, UTC. */
const moment = z.string();
const person = z.object({ by: z.string(), at: moment });

/** Characters of a note, and notes of a page, at most. */
export const longestNote = 2_000;
export const mostNotes = 100;
/** Alarms written out on a page at most; those beyond are counted. */
export const mostListed = 1_000;

/** When shifts usually begin (Beijing time) and how ages are banded (minutes, ascending). Data, never code. */
export const shiftScheme = z.object({
  id: z.string(),
  starts: z.array(z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))),
  ages: z.array(z.int()),
  /** A shift begins at most so long ago. */
  longestDays: z.int(),
  source: text,
  version: z.string(),
  effective: z.string(),
  verified: z.boolean(),
});
export type ShiftScheme = Readonly<z.infer<typeof shiftScheme>>;

/** An alarm as it stood when the page was composed. */
export const handOverAlarm = z.object({
  id: z.string(),
  kind: z.enum(alarmKinds),
  title: text,
  severity: z.enum(severities),
  district: z.string(),
  condition: z.enum(['active', 'returned']),
  handling: z.enum(['new', 'acknowledged', 'assigned', 'closed']),
  raisedAt: moment,
  /** Its condition last came up then. */
  activeSince: moment,
  returnedAt: z.optional(moment),
  acknowledged: z.optional(person),
  closed: z.optional(person),
  assignee: z.optional(z.string()),
  shelved: z.optional(z.object({ until: moment, by: z.string(), at: moment, reason: z.string() })),
  /** Whom a source alarm is addressed to, and what it is about. */
  owner: z.optional(text),
  source: z.optional(alarmSource),
  /** What was last said about it. */
  said: z.optional(z.object({ by: z.string(), at: moment, text: z.string() })),
});
export type HandOverAlarm = Readonly<z.infer<typeof handOverAlarm>>;

/** Alarms of an age from `from` minutes on, up to `below`; `null`: without end. Oldest first. */
export const ageBand = z.object({ from: z.int(), below: z.nullable(z.int()), alarms: z.array(z.string()) });
export type AgeBand = Readonly<z.infer<typeof ageBand>>;

/** A vital sign of the whole city that turned, or that is not well. */
export const handOverSign = z.object({
  id: z.string(),
  title: text,
  before: z.enum(signStates),
  state: z.enum(signStates),
  /** The worst it was in between. */
  worst: z.enum(signStates),
  /** How often it turned. */
  turns: z.int(),
  lastAt: z.nullable(moment),
  value: z.nullable(z.number()),
  unit: text,
  /** Districts whose own sign stands otherwise than when the shift began. */
  districts: z.array(
    z.object({ district: z.string(), before: z.enum(signStates), state: z.enum(signStates) }),
  ),
});
export type HandOverSign = Readonly<z.infer<typeof handOverSign>>;

export const handOverCounts = z.object({
  raised: z.int(),
  cameBack: z.int(),
  returned: z.int(),
  acknowledged: z.int(),
  closed: z.int(),
  open: z.int(),
  unacknowledged: z.int(),
  shelved: z.int(),
  sources: z.int(),
  signs: z.int(),
  refused: z.int(),
  notes: z.int(),
});
export type HandOverCounts = Readonly<z.infer<typeof handOverCounts>>;

export const handOverNote = z.object({ by: z.string(), at: moment, text: z.string() });
export type HandOverNote = Readonly<z.infer<typeof handOverNote>>;

/** What is handed over. It depends on the logs, the notes and the two moments alone. */
export const handOverContent = z.object({
  from: moment,
  to: moment,
  city: z.object({
    /** Readings are made by our simulator: 演示城市 · 模拟. */
    simulated: z.boolean(),
    scenario: z.nullable(z.string()),
    switches: z.array(z.object({ at: moment, scenario: z.string(), by: z.string() })),
  }),
  counts: handOverCounts,
  /** Every alarm that is named below, the graver first. */
  alarms: z.array(handOverAlarm),
  /** Alarms that are counted and for which there was no room. */
  unlisted: z.int(),
  /** Ids, in the order it happened: after the shift began, up to now. */
  since: z.object({
    raised: z.array(z.string()),
    /** Open ones whose condition came up again. */
    cameBack: z.array(z.string()),
    returned: z.array(z.string()),
    acknowledged: z.array(z.string()),
    closed: z.array(z.string()),
  }),
  /** Conditions that are neither closed nor shelved, by how long ago they were raised. */
  open: z.array(ageBand),
  /** Whatever is shelved, likewise. */
  shelved: z.array(ageBand),
  /** Sources of readings that are silent or stale. */
  sources: z.array(z.string()),
  /** Worst first. */
  signs: z.array(handOverSign),
  /** Signs that have no data, and have had none. */
  signsWithoutData: z.int(),
  /** Counted by the minute since `from`; `from` is later than the shift where nobody counted before. */
  refused: z.object({
    from: moment,
    total: z.int(),
    reasons: z.array(z.object({ reason: z.string(), count: z.int() })),
  }),
  notes: z.array(handOverNote),
  /** The version of the scheme of shifts and ages. */
  scheme: z.string(),
});
export type HandOverContent = Readonly<z.infer<typeof handOverContent>>;

/** `draft`: composed anew at every look; `offered`: signed by one and frozen; `signed`: by both, for ever. */
export const handOverStates = ['draft', 'offered', 'signed'] as const;
export type HandOverState = (typeof handOverStates)[number];

/**
 * What does not fit: the content its hash in the head, the head its hash, the chain the page before, the seal what the
 * numbered log noted when it was signed.
 */
export const handOverFaults = ['content', 'head', 'chain', 'seal'] as const;
export type HandOverFault = (typeof handOverFaults)[number];

/** A page without its content. */
export const handOver = z.object({
  id: z.string(),
  /** 1, 2, 3 … without gaps. */
  number: z.int(),
  state: z.enum(handOverStates),
  /** Grows with every change until it is signed; `If-Match`. */
  version: z.int(),
  from: moment,
  /** `null` while it is a draft. */
  to: z.nullable(moment),
  begun: person,
  handsOver: z.nullable(person),
  takesOver: z.nullable(person),
  counts: z.nullable(handOverCounts),
  /** SHA-256 (hex) of the canonical JSON of the content (RFC 8785), from the first signature on. */
  contentHash: z.nullable(z.string()),
  /** SHA-256 (hex) of the canonical JSON of the head: number, moments, counts, signatures, content and previous hash. */
  hash: z.nullable(z.string()),
  /** The hash of the page before; `null` for the first. */
  previous: z.nullable(z.string()),
  /** Found when it was read just now. Empty: it is as it was signed. */
  faults: z.array(z.enum(handOverFaults)),
});
export type HandOver = Readonly<z.infer<typeof handOver>>;

export const handOverPage = z.object({
  ...handOver.shape,
  /** `null` where what is stored cannot be read any more. */
  content: z.nullable(handOverContent),
  /** The very text that was hashed, once both have signed. */
  head: z.nullable(z.string()),
});
export type HandOverPage = Readonly<z.infer<typeof handOverPage>>;

/** What both sign: its canonical JSON is hashed. */
export const handOverHead = z.object({
  format: z.literal(1),
  number: z.int(),
  previous: z.nullable(z.string()),
  from: moment,
  to: moment,
  begun: person,
  handsOver: person,
  takesOver: person,
  counts: handOverCounts,
  contentHash: z.string(),
});
export type HandOverHead = Readonly<z.infer<typeof handOverHead>>;

/** What was found when every signed page was read and compared with its hash, its neighbour and the log. */
export const handOverCheck = z.object({
  pages: z.int(),
  changed: z.array(z.object({ number: z.int(), faults: z.array(z.enum(handOverFaults)) })),
  /** Pages the log says were signed, and that are not there. */
  missing: z.array(z.int()),
  at: moment,
});
export type HandOverCheck = Readonly<z.infer<typeof handOverCheck>>;

export const handOvers = z.object({
  items: z.array(handOver),
  next: z.nullable(z.string()),
  missing: z.array(z.int()),
  /** Where a page begun now would begin: at the end of the last signed one, or at the last usual start. */
  begins: z.object({
    lastSigned: z.nullable(moment),
    usual: moment,
  }),
});
export type HandOvers = Readonly<z.infer<typeof handOvers>>;

/** Bodies of commands; a moment is RFC 3339 or Unix ms. */
const said = z._default(z.string().check(z.maxLength(longestNote)), '');
const when = z.optional(z.union([z.iso.datetime({ offset: true }), z.number()]));
/** Without `from` it begins where the last signed page ended. */
export const beginHandOver = z.object({ from: when, note: said });
export const noteHandOver = z.object({ text: said });
export const shiftHandOver = z.object({ from: when });
/** Signing takes the person's own password again. */
export const signHandOver = z.object({ password: z._default(z.string().check(z.maxLength(256)), '') });
