import type { Alarm, AlarmEvent, AlarmRule } from '@/contracts/alarm';
import type { Series, SeriesCatalogue } from '@/contracts/series';
import type { Text } from '@/contracts/text';
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

const longestComment = 1000;

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
  if (body.kind === 'raised') return before === undefined ? raise(body, seq) : raiseAgain(before, seq);
  if (before === undefined || before.handling === 'closed') return undefined;
  switch (body.kind) {
    case 'returned':
      return before.condition === 'returned'
        ? undefined
        : { ...before, condition: 'returned', returnedAt: body.at, seq };
    case 'acknowledged':
      return before.handling === 'new'
        ? noted({ ...before, handling: 'acknowledged' }, body, seq)
        : undefined;
    case 'commented':
      return noted(before, body, seq);
    case 'closed':
      return before.condition === 'returned'
        ? noted({ ...before, handling: 'closed' }, body, seq)
        : undefined;
  }
}

function raise(body: Extract<AlarmEvent, { kind: 'raised' }>, seq: number): Alarm {
  return {
    id: body.alarm,
    title: body.title,
    severity: body.severity,
    rule: body.rule,
    place: body.place,
    district: body.district,
    condition: 'active',
    handling: 'new',
    raisedAt: body.at,
    evidence: body.evidence,
    notes: [],
    seq,
  };
}

function raiseAgain(before: Alarm, seq: number): Alarm | undefined {
  const { returnedAt, ...rest } = before;
  if (before.handling === 'closed' || returnedAt === undefined) return undefined;
  return { ...rest, condition: 'active', handling: 'new', seq };
}

function noted(
  alarm: Alarm,
  body: Extract<AlarmEvent, { kind: 'acknowledged' | 'commented' | 'closed' }>,
  seq: number,
): Alarm {
  const note = { by: body.by, at: body.at, text: body.comment, step: body.kind };
  return { ...alarm, notes: [...alarm.notes, note], seq };
}

/** The alarms as they stood and were known at a time. */
export function foldAt(entries: readonly AlarmEntry[], context: TimeContext): AlarmFold {
  return advanceAll(
    noAlarms,
    entries.filter(({ body }) => isWithin(context, body.at, body.known)),
  );
}

export function isOpen(alarm: Alarm): boolean {
  return alarm.handling !== 'closed';
}

/** Newest first; alarms of one moment in the order of their numbers. */
export function newestFirst(fold: AlarmFold): readonly Alarm[] {
  return [...fold.values()].sort((a, b) => b.raisedAt - a.raisedAt || b.seq - a.seq);
}

export interface AlarmCommand {
  readonly kind: 'acknowledge' | 'comment' | 'close';
  readonly by: string;
  readonly comment: string;
  readonly at: number;
}

export type Judgement =
  | { readonly ok: true; readonly event: AlarmEvent }
  | { readonly ok: false; readonly status: 409 | 422; readonly reason: Text };

/** Whether a person's command is possible on the alarm as it stands; whether that person may is the policy's affair. */
export function judge(alarm: Alarm, command: AlarmCommand): Judgement {
  const comment = command.comment.trim();
  if (comment.length > longestComment) {
    return refuse(
      422,
      `说明不能超过 ${longestComment} 字`,
      `A comment has at most ${longestComment} characters`,
    );
  }
  const event = { alarm: alarm.id, at: command.at, known: command.at, by: command.by, comment };
  if (alarm.handling === 'closed') return refuse(409, '告警已关闭', 'The alarm is already closed');
  switch (command.kind) {
    case 'acknowledge':
      return alarm.handling === 'new'
        ? { ok: true, event: { kind: 'acknowledged', ...event } }
        : refuse(409, '告警已确认', 'The alarm is already acknowledged');
    case 'comment':
      return comment === ''
        ? refuse(422, '请填写说明', 'A comment must say something')
        : { ok: true, event: { kind: 'commented', ...event } };
    case 'close':
      return alarm.condition === 'returned'
        ? { ok: true, event: { kind: 'closed', ...event } }
        : refuse(409, '状况尚未恢复，不能关闭', 'The condition has not returned: it cannot be closed');
  }
}

function refuse(status: 409 | 422, zh: string, en: string): Judgement {
  return { ok: false, status, reason: { zh, en } };
}

export interface LimitWatch {
  /** A reading came in. The event to be logged, where the reading raises an alarm or lets one return. */
  readonly observe: (
    slot: number,
    value: number,
    observedAt: number,
    receivedAt: number,
  ) => AlarmEvent | undefined;
  /** Takes over which alarms are open: after a start, and after every command, since closing one ends it for the watch. */
  readonly restore: (fold: AlarmFold) => void;
}

interface Post {
  readonly rule: AlarmRule;
  readonly series: Series;
  lastAt: number;
  /** When the value first went past the limit without a break; NaN while it is not past. */
  since: number;
  open: string | undefined;
  active: boolean;
}

/**
 * Watches limits with hysteresis: past `on` for `onDelayS` raises, back at `off` returns, between the two nothing
 * changes. While an alarm of a rule and series is open no second one is raised: the same one becomes active again.
 * Readings older than the last one of their series are ignored.
 */
export function createLimitWatch(rules: readonly AlarmRule[], catalogue: SeriesCatalogue): LimitWatch {
  const posts = catalogue.series.map((series): readonly Post[] =>
    rules
      .filter((rule) => rule.property === series.property)
      .map((rule) => ({ rule, series, lastAt: -Infinity, since: NaN, open: undefined, active: false })),
  );
  return {
    observe: (slot, value, observedAt, receivedAt) => {
      if (!Number.isFinite(value) || !Number.isFinite(observedAt)) return undefined;
      // A property has one rule today; with more, the first that changes is told and the next reading tells the next.
      for (const post of posts[slot] ?? []) {
        const event = watch(post, value, observedAt, receivedAt);
        if (event !== undefined) return event;
      }
      return undefined;
    },
    restore: (fold) => {
      for (const post of posts.flat()) {
        post.open = undefined;
        post.active = false;
      }
      for (const alarm of fold.values()) {
        const slot = catalogue.series.findIndex((series) => series.id === alarm.evidence.series);
        const post = posts[slot]?.find(({ rule }) => rule.id === alarm.rule);
        if (post === undefined || !isOpen(alarm)) continue;
        post.open = alarm.id;
        post.active = alarm.condition === 'active';
      }
    },
  };
}

function watch(post: Post, value: number, observedAt: number, receivedAt: number): AlarmEvent | undefined {
  if (observedAt <= post.lastAt) return undefined;
  post.lastAt = observedAt;
  const { rule } = post;
  const past = rule.direction === 'above' ? value >= rule.on : value <= rule.on;
  const back = rule.direction === 'above' ? value < rule.off : value > rule.off;
  if (!past) post.since = NaN;
  else if (Number.isNaN(post.since)) post.since = observedAt;
  if (post.active) {
    if (!back || post.open === undefined) return undefined;
    post.active = false;
    return { kind: 'returned', alarm: post.open, at: observedAt, known: receivedAt, value };
  }
  if (!past || observedAt - post.since < rule.onDelayS * 1000) return undefined;
  post.active = true;
  post.open ??= `${rule.id}-${post.series.id}-${observedAt.toString(36)}`;
  return raised(post, post.open, value, observedAt, receivedAt);
}

function raised(
  { rule, series }: Post,
  alarm: string,
  value: number,
  observedAt: number,
  receivedAt: number,
): AlarmEvent {
  return {
    kind: 'raised',
    alarm,
    at: observedAt,
    known: receivedAt,
    rule: rule.id,
    severity: rule.severity,
    title: { zh: `${series.name.zh} · ${rule.title.zh}`, en: `${series.name.en} · ${rule.title.en}` },
    place: series.at,
    district: series.district,
    evidence: {
      series: series.id,
      value,
      observedAt,
      receivedAt,
      limit: rule.on,
      rule: rule.id,
      ruleVersion: rule.version,
    },
  };
}
