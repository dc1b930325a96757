import { severities, type Alarm, type AlarmEvent, type AlarmStep } from '@/contracts/alarm';
import type { TimeContext } from '@/contracts/time';
import { isWithin } from './time';

/** Every alarm that was ever raised, by id. */
export type AlarmFold = ReadonlyMap<string, Alarm>;

/** One line of the numbered log `alarms`. */
export interface AlarmEntry {
  readonly seq: number;
  readonly body: AlarmEvent;
}

export const noAlarms: AlarmFold = new Map();

/**
 * The fold after one more entry; server and browser use this same function. An entry that was already applied or is
 * not allowed from the alarm's state changes nothing: the very same fold comes back. Entries of one alarm must come
 * in order of `seq`. A `raised` of an open alarm whose condition had returned makes it active and new again: evidence
 * and time stay those of the first raising.
 */
export function advance(fold: AlarmFold, entry: AlarmEntry): AlarmFold {
  const after = step(fold.get(entry.body.alarm), entry);
  return after === undefined ? fold : new Map(fold).set(after.id, after);
}

/** The fold after many more entries, copied once. */
export function advanceAll(fold: AlarmFold, entries: Iterable<AlarmEntry>): AlarmFold {
  const next = new Map(fold);
  for (const entry of entries) {
    const after = step(next.get(entry.body.alarm), entry);
    if (after !== undefined) next.set(after.id, after);
  }
  return next;
}

/** The alarm after the entry; `undefined` where the entry changes nothing. */
function step(before: Alarm | undefined, { seq, body }: AlarmEntry): Alarm | undefined {
  if (before !== undefined && seq <= before.seq) return undefined;
  if (body.kind === 'raised') return before === undefined ? raise(body, seq) : raiseAgain(before, body, seq);
  if (before === undefined || before.handling === 'closed') return undefined;
  switch (body.kind) {
    case 'returned':
      return before.condition === 'returned'
        ? undefined
        : { ...before, condition: 'returned', returnedAt: body.at, seq };
    case 'escalated':
      return escalate(before, body, seq);
    case 'acknowledged':
      return before.handling === 'new'
        ? noted({ ...before, handling: 'acknowledged' }, body, seq)
        : undefined;
    case 'assigned':
      return isWith(before, body.to)
        ? undefined
        : noted({ ...before, handling: 'assigned', assignee: body.to }, body, seq, { to: body.to });
    case 'shelved': {
      if (isShelved(before, body.at) || body.until <= body.at) return undefined;
      const { by, at, until } = body;
      return noted({ ...before, shelved: { by, at, until } }, body, seq, { until });
    }
    case 'unshelved':
      return isShelved(before, body.at) ? noted(unshelved(before), body, seq) : undefined;
    case 'commented':
      return noted(before, body, seq);
    case 'closed':
      return before.condition === 'returned'
        ? noted({ ...unshelved(before), handling: 'closed' }, body, seq)
        : undefined;
  }
}

/** Whether it is in this person's hands already, and they know. */
export function isWith({ handling, assignee }: Alarm, person: string): boolean {
  return handling === 'assigned' && assignee === person;
}

/** Whether it is put aside at a time, Unix ms. Nobody ends a shelving: it is over at its `until`. */
export function isShelved({ shelved }: Alarm, at: number): boolean {
  return shelved !== undefined && at < shelved.until;
}

function unshelved(alarm: Alarm): Alarm {
  const { shelved, ...rest } = alarm;
  return shelved === undefined ? alarm : rest;
}

/** The alarm as it stands at a time: a shelving that has ended by then is none. The same one where nothing ended. */
export function standingAt(alarm: Alarm, at: number): Alarm {
  return isShelved(alarm, at) ? alarm : unshelved(alarm);
}

function raise(body: Extract<AlarmEvent, { kind: 'raised' }>, seq: number): Alarm {
  return {
    id: body.alarm,
    kind: body.about ?? 'condition',
    title: body.title,
    severity: body.severity,
    rule: body.rule,
    place: body.place,
    district: body.district,
    condition: 'active',
    handling: 'new',
    raisedAt: body.at,
    activeSince: body.at,
    evidence: body.evidence,
    ...(body.owner === undefined ? {} : { owner: body.owner }),
    ...(body.source === undefined ? {} : { source: body.source }),
    notes: [],
    seq,
  };
}

function raiseAgain(
  before: Alarm,
  { at, severity }: Extract<AlarmEvent, { kind: 'raised' }>,
  seq: number,
): Alarm | undefined {
  const { returnedAt, ...rest } = before;
  if (before.handling === 'closed' || returnedAt === undefined) return undefined;
  // How grave it had become is over; whether it becomes so again is told anew.
  return { ...rest, condition: 'active', handling: 'new', severity, activeSince: at, seq };
}

/** It needs a person anew, also where somebody had put it aside or in hand as what it was. */
function escalate(
  before: Alarm,
  { at, severity, value, limit }: Extract<AlarmEvent, { kind: 'escalated' }>,
  seq: number,
): Alarm | undefined {
  const graver = severities.indexOf(severity) > severities.indexOf(before.severity);
  if (!graver || before.condition === 'returned') return undefined;
  return { ...unshelved(before), severity, handling: 'new', escalated: { at, value, limit }, seq };
}

function noted(
  alarm: Alarm,
  body: Extract<AlarmEvent, { readonly by: string }>,
  seq: number,
  more: { readonly to?: string; readonly until?: number } = {},
): Alarm {
  const note = { by: body.by, at: body.at, text: body.comment, step: body.kind, ...more };
  return { ...alarm, notes: [...alarm.notes, note], seq };
}

/** The alarms as they stood and were known at a time. */
export function foldAt(entries: readonly AlarmEntry[], context: TimeContext): AlarmFold {
  const within = entries.filter(({ body }) => isWithin(context, body.at, body.known));
  return foldStandingAt(advanceAll(noAlarms, within), context.at);
}

/** Each alarm as it stands at a time, Unix ms; see `standingAt`. */
export function foldStandingAt(fold: AlarmFold, at: number): AlarmFold {
  return new Map([...fold].map(([id, alarm]) => [id, standingAt(alarm, at)]));
}

export function isOpen(alarm: Alarm): boolean {
  return alarm.handling !== 'closed';
}

/** Newest first; alarms of one moment in the order of their numbers. */
export function newestFirst(fold: AlarmFold): readonly Alarm[] {
  return [...fold.values()].sort((a, b) => b.raisedAt - a.raisedAt || b.seq - a.seq);
}

/** One line of what became of an alarm. `by` is `null` where nobody did it: the condition, or the time. */
export interface AlarmLine {
  readonly at: number;
  readonly step: AlarmStep | 'raised' | 'escalated' | 'returned';
  readonly by: string | null;
  readonly text: string;
  readonly to?: string | undefined;
  readonly until?: number | undefined;
}

/** What became of an alarm up to a time, Unix ms, oldest first; a shelving that ran out ends with a line of its own. */
export function historyOf(alarm: Alarm, at: number): readonly AlarmLine[] {
  const itself = { by: null, text: '' };
  const ends = alarm.notes.flatMap(({ step, until }, place) => {
    if (step !== 'shelved' || until === undefined || until > at) return [];
    const ended = alarm.notes
      .slice(place + 1)
      .some((later) => (later.step === 'unshelved' || later.step === 'closed') && later.at < until);
    return ended ? [] : [{ at: until, step: 'unshelved' as const, ...itself }];
  });
  const lines: readonly AlarmLine[] = [
    { at: alarm.raisedAt, step: 'raised', ...itself },
    ...(alarm.activeSince === alarm.raisedAt
      ? []
      : [{ at: alarm.activeSince, step: 'raised' as const, ...itself }]),
    ...(alarm.escalated === undefined
      ? []
      : [{ at: alarm.escalated.at, step: 'escalated' as const, ...itself }]),
    ...(alarm.returnedAt === undefined
      ? []
      : [{ at: alarm.returnedAt, step: 'returned' as const, ...itself }]),
    ...alarm.notes,
    ...ends,
  ];
  return lines.toSorted((one, other) => one.at - other.at);
}
