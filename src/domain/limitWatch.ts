import type { AlarmEvent, AlarmRule } from '@/contracts/alarm';
import type { Series, SeriesCatalogue } from '@/contracts/series';
import { isOpen, type AlarmFold } from './alarm';

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
