import type { AlarmEvent, AlarmSource, SourceLevel } from '@/contracts/alarm';
import { lostIntervals, resolutionOf, type SeriesCatalogue } from '@/contracts/series';
import type { SourceRule } from '@/contracts/sourceRule';
import type { Text } from '@/contracts/text';
import { isOpen, type AlarmFold } from './alarm';
import { freshnessOf } from './freshness';
import { createLatch, type Latch } from './latch';
import { sourcesOf, type Source } from './sources';

/** The newest reading of every slot, as columns: times are Unix ms, NaN where nothing was heard. */
export interface HeardColumns {
  readonly times: ArrayLike<number>;
  readonly received: ArrayLike<number>;
  readonly qualities: ArrayLike<number>;
}

export interface SourceWatch {
  /** Which source alarms are raised or return at `now`, Unix ms; `now` must not go backwards. */
  readonly look: (heard: HeardColumns, now: number) => readonly AlarmEvent[];
  /** Takes over which alarms are open, as a limit watch does. */
  readonly restore: (fold: AlarmFold) => void;
}

interface Post {
  readonly rule: SourceRule;
  readonly source: Source;
  readonly latch: Latch;
  /** Percent of its series. */
  readonly on: number;
  readonly off: number;
  open: string | undefined;
  /** Whether it was past its limit when it was last looked at, with or without its delay. */
  past: boolean;
}

/** What is known of one series: not yet anything, or as `freshnessOf` has it, 0 and 3 being silent. */
const unknown = 4;

/**
 * Watches the sources of the readings: with too much of its series silent, or stale, for the rule's delay, a source
 * raises an alarm to its owner. The widest source speaks for those within it, and silence for staleness, so that one
 * outage is one alarm: what a standing alarm explains is not raised. Series not heard since we listen (`startedAt`,
 * Unix ms) count for nothing until they could have been heard.
 */
export function createSourceWatch(
  rules: readonly SourceRule[],
  catalogue: SeriesCatalogue,
  startedAt: number,
): SourceWatch {
  const { sources, cells } = sourcesOf(catalogue);
  // Widest first and silence before staleness, so that what explains is judged before what it explains.
  const graver = rules.toSorted((a, b) => sourceOrder[a.state] - sourceOrder[b.state]);
  const posts = sources.flatMap((source) =>
    graver
      .filter((rule) => source.level !== 'district' || source.series >= rule.least)
      .map((rule) => postOf(rule, source)),
  );
  const bySource = new Map<Source, readonly Post[]>();
  for (const post of posts) bySource.set(post.source, [...(bySource.get(post.source) ?? []), post]);
  const slots = catalogue.series.map(({ intervalS }, slot) => ({ intervalS, cell: cells.of[slot]! }));
  const tallies = new Int32Array(cells.count * 5);

  const count = ({ times, qualities }: HeardColumns, now: number): void => {
    tallies.fill(0);
    for (let slot = 0; slot < slots.length; slot++) {
      const { intervalS, cell } = slots[slot]!;
      if (cell < 0) continue;
      const at = times[slot] ?? Number.NaN;
      tallies[cell * 5 + stateOf(at, intervalS, qualities[slot] ?? 0, startedAt, now)]! += 1;
    }
  };
  /** Of a source: how many series are silent, stale or not known yet. */
  const sum = (
    source: Source,
  ): { readonly silent: number; readonly stale: number; readonly open: number } => {
    let [silent, stale, open] = [0, 0, 0];
    for (const cell of source.cells) {
      silent += tallies[cell * 5]! + tallies[cell * 5 + 3]!;
      stale += tallies[cell * 5 + 2]!;
      open += tallies[cell * 5 + unknown]!;
    }
    return { silent, stale, open };
  };
  const explained = ({ rule, source }: Post): boolean => {
    for (let wider = source.within; wider !== undefined; wider = wider.within) {
      if (bySource.get(wider)?.some((post) => speaks(post) && covers(post.rule, rule))) return true;
    }
    return false;
  };

  return {
    look: (heard, now) => {
      count(heard, now);
      const events: AlarmEvent[] = [];
      for (const [source, mine] of bySource) {
        const { silent, stale, open } = sum(source);
        for (const post of mine) {
          const { rule } = post;
          // Where silence stands, staleness has nothing to add.
          const told =
            rule.state === 'stale' &&
            mine.some((other) => other.rule.state === 'silent' && other.latch.isOn());
          const unheard = told ? 0 : rule.state === 'silent' ? silent : silent + stale;
          const percent = (100 * unheard) / source.series;
          const atMost = (100 * (unheard + open)) / source.series;
          post.past = percent >= post.on;
          const raises = post.past && !explained(post);
          const turned = post.latch.turn(raises, atMost < post.off, now);
          if (turned === 'off' && post.open !== undefined) {
            events.push({ kind: 'returned', alarm: post.open, at: now, known: now, value: percent });
          }
          if (turned === 'on') {
            post.open ??= `${rule.id}-${source.id}-${now.toString(36)}`;
            events.push(raised(post, post.open, unheard, catalogue, heard, startedAt, now));
          }
        }
      }
      return events;
    },
    restore: (fold) => {
      const held = new Map<string, { readonly id: string; readonly active: boolean }>();
      for (const alarm of fold.values()) {
        if (alarm.kind !== 'source' || alarm.source === undefined || !isOpen(alarm)) continue;
        const key = `${alarm.rule} ${keyOf(alarm.source, alarm.owner, alarm.district)}`;
        held.set(key, { id: alarm.id, active: alarm.condition === 'active' });
      }
      for (const post of posts) {
        const { source } = post;
        const mine = held.get(`${post.rule.id} ${keyOf(source, source.owner, source.district)}`);
        post.open = mine?.id;
        post.latch.set(mine?.active ?? false);
      }
    },
  };
}

function postOf(rule: SourceRule, source: Source): Post {
  const wide = source.level !== 'district';
  const [on, off] = wide ? [rule.onWide, rule.offWide] : [rule.on, rule.off];
  return { rule, source, latch: createLatch(rule), on, off, open: undefined, past: false };
}

const sourceOrder = { silent: 0, stale: 1 } as const;

/** It stands, or is about to: what it explains waits. */
function speaks({ latch, past }: Post): boolean {
  return latch.isOn() || past;
}

/** Silence of a wider source explains both, staleness only staleness. */
function covers(wider: SourceRule, narrower: SourceRule): boolean {
  return wider.state === 'silent' || narrower.state === 'stale';
}

function keyOf(
  { level, property }: { readonly level: SourceLevel; readonly property?: string | undefined },
  owner: Text | undefined,
  district: string,
): string {
  return `${level} ${owner?.en ?? ''} ${property ?? ''} ${district}`;
}

function stateOf(
  observedAt: number,
  intervalS: number,
  quality: number,
  startedAt: number,
  now: number,
): number {
  if (observedAt >= startedAt) return freshnessOf(observedAt, intervalS, now, quality);
  const interval = Math.max(intervalS, resolutionOf(quality)) * 1000;
  return now - startedAt > interval * lostIntervals ? 0 : unknown;
}

function raised(
  { rule, source, on }: Post,
  alarm: string,
  unheard: number,
  catalogue: SeriesCatalogue,
  { times, received }: HeardColumns,
  startedAt: number,
  now: number,
): AlarmEvent {
  let [first, oldest, newest, newestReceived] = [source.slots[0] ?? 0, Infinity, -Infinity, Number.NaN];
  for (const slot of source.slots) {
    const at = times[slot] ?? Number.NaN;
    const heardAt = Number.isFinite(at) ? at : -Infinity;
    if (heardAt < oldest) [first, oldest] = [slot, heardAt];
    if (heardAt > newest) [newest, newestReceived] = [heardAt, received[slot] ?? Number.NaN];
  }
  const about: AlarmSource = {
    level: source.level,
    state: rule.state,
    ...(source.property === undefined ? {} : { property: source.property }),
    series: source.series,
    unheard,
  };
  return {
    kind: 'raised',
    alarm,
    at: now,
    known: now,
    about: 'source',
    rule: rule.id,
    severity: rule.severity,
    title: { zh: `${source.name.zh} · ${rule.title.zh}`, en: `${source.name.en} · ${rule.title.en}` },
    place: source.place,
    district: source.district,
    owner: source.owner,
    source: about,
    evidence: {
      series: catalogue.series[first]!.id,
      value: Math.round((1000 * unheard) / source.series) / 10,
      observedAt: Number.isFinite(newest) ? newest : startedAt,
      receivedAt: Number.isFinite(newestReceived) ? newestReceived : now,
      limit: on,
      rule: rule.id,
      ruleVersion: rule.version,
    },
  };
}
