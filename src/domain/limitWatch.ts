import type { AlarmEvent, AlarmRule } from '@/contracts/alarm';
import type { Series, SeriesCatalogue } from '@/contracts/series';
import { isOpen, type AlarmFold } from './alarm';
import { createLatch, type Latch } from './latch';

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
  readonly latch: Latch;
  /** Of the graver grade, where the rule has one; it is left only with the condition itself. */
  readonly worse: Latch | undefined;
  /** The graver grade has been told. */
  escalated: boolean;
  lastAt: number;
  open: string | undefined;
}

/**
 * Watches limits with a deadband and delays: past `on` for `onDelayS` raises, back past `off` for `offDelayS` returns,
 * between the two nothing changes. While an alarm of a rule and series is open no second one is raised: the same one
 * becomes active again. Past the graver limit of a rule for its delay the open alarm is escalated, once until it returns.
 * Readings older than the last one of their series are ignored.
 */
export function createLimitWatch(rules: readonly AlarmRule[], catalogue: SeriesCatalogue): LimitWatch {
  const ofProperty = new Map<string, readonly AlarmRule[]>();
  for (const rule of rules) ofProperty.set(rule.property, [...(ofProperty.get(rule.property) ?? []), rule]);
  const posts = new Map<number, readonly Post[]>();
  const slots = new Map<number, number>();
  catalogue.series.forEach((series, slot) => {
    const mine = ofProperty.get(series.property);
    if (mine === undefined) return;
    slots.set(series.id, slot);
    posts.set(
      slot,
      mine.map((rule) => postOf(rule, series)),
    );
  });
  return {
    observe: (slot, value, observedAt, receivedAt) => {
      if (!Number.isFinite(value) || !Number.isFinite(observedAt)) return undefined;
      // A property has one rule today; with more, the first that changes is told and the next reading tells the next.
      for (const post of posts.get(slot) ?? []) {
        const event = watch(post, value, observedAt, receivedAt);
        if (event !== undefined) return event;
      }
      return undefined;
    },
    restore: (fold) => {
      const held = new Map<
        Post,
        { readonly id: string; readonly active: boolean; readonly escalated: boolean }
      >();
      for (const alarm of fold.values()) {
        if (alarm.kind === 'source' || !isOpen(alarm)) continue;
        const post = posts
          .get(slots.get(alarm.evidence.series) ?? -1)
          ?.find(({ rule }) => rule.id === alarm.rule);
        if (post !== undefined)
          held.set(post, {
            id: alarm.id,
            active: alarm.condition === 'active',
            escalated: alarm.severity === post.rule.worse?.severity,
          });
      }
      for (const post of [...posts.values()].flat()) {
        const mine = held.get(post);
        post.open = mine?.id;
        post.latch.set(mine?.active ?? false);
        post.escalated = mine?.active === true && mine.escalated;
        if (post.escalated) post.worse?.set(true);
      }
    },
  };
}

function postOf(rule: AlarmRule, series: Series): Post {
  const worse = rule.worse && createLatch({ onDelayS: rule.worse.onDelayS, offDelayS: 0 });
  return {
    rule,
    series,
    latch: createLatch(rule),
    worse,
    escalated: false,
    lastAt: -Infinity,
    open: undefined,
  };
}

function watch(post: Post, value: number, observedAt: number, receivedAt: number): AlarmEvent | undefined {
  if (observedAt <= post.lastAt) return undefined;
  post.lastAt = observedAt;
  const { rule, series } = post;
  const past = isPast(rule, value, rule.on);
  const back = rule.direction === 'above' ? value < rule.off : value > rule.off;
  const graver = rule.worse !== undefined && isPast(rule, value, rule.worse.on);
  // Below the graver limit its delay begins anew; once it is told only the end of the condition takes it back.
  post.worse?.turn(graver, !graver && !post.escalated, observedAt);
  const turned = post.latch.turn(past, back, observedAt);
  if (turned === undefined) return escalation(post, value, observedAt, receivedAt);
  if (turned === 'off') {
    post.escalated = false;
    post.worse?.set(false);
    if (post.open === undefined) return undefined;
    return { kind: 'returned', alarm: post.open, at: observedAt, known: receivedAt, value };
  }
  post.open ??= `${rule.id}-${series.id}-${observedAt.toString(36)}`;
  return raised(post, post.open, value, observedAt, receivedAt);
}

const isPast = ({ direction }: AlarmRule, value: number, limit: number): boolean =>
  direction === 'above' ? value >= limit : value <= limit;

function escalation(post: Post, value: number, at: number, known: number): AlarmEvent | undefined {
  const { rule, worse, open, escalated, latch } = post;
  if (rule.worse === undefined || worse === undefined || open === undefined || escalated) return undefined;
  if (!worse.isOn() || !latch.isOn()) return undefined;
  post.escalated = true;
  const { severity, on: limit } = rule.worse;
  return { kind: 'escalated', alarm: open, at, known, severity, value, limit };
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
