import type { Alarm, Severity } from '@/contracts/alarm';
import type { AlarmCause } from '@/contracts/alarmGroup';
import type { Position } from '@/contracts/geo';
import type { Text } from '@/contracts/text';
import { alarmRules, alarmCauses } from './alarmDefinitions';

/** What alarms are put together by: what lies beneath them, where they are, or what they are. */
export const groupings = ['root', 'near', 'district', 'type'] as const;
export type Grouping = (typeof groupings)[number];

/** So far from the oldest alarm of a group, metres, another one belongs to it. Our own proposal. */
export const nearM = 1_500;

export interface AlarmGroup {
  /** Stays the same while its oldest alarm, its cause, its district or its rule does. */
  readonly id: string;
  /** For a district its code, which the page has the name for. */
  readonly title: Text;
  /** The gravest first, then the newest. */
  readonly alarms: readonly Alarm[];
  readonly severity: Severity;
  readonly active: number;
  readonly unacknowledged: number;
  readonly shelved: number;
  /** When the first of it was raised and the last became active, Unix ms. */
  readonly since: number;
  readonly latest: number;
}

interface Place {
  readonly id: string;
  readonly title: Text;
}

const weight: Readonly<Record<Severity, number>> = { alarm: 0, warning: 1, attention: 2 };

/**
 * The alarms in groups, each alarm in exactly one, whatever order they come in; the groups with the gravest and most
 * unacknowledged alarms first. The alarms are to be given as they stand.
 */
export function groupAlarms(
  alarms: readonly Alarm[],
  by: Grouping,
  causes: readonly AlarmCause[] = alarmCauses,
): readonly AlarmGroup[] {
  const placeOf = placing(alarms, by, causes);
  const groups = new Map<string, { readonly title: Text; readonly alarms: Alarm[] }>();
  for (const alarm of alarms) {
    const { id, title } = placeOf(alarm);
    const held = groups.get(id);
    if (held === undefined) groups.set(id, { title, alarms: [alarm] });
    else held.alarms.push(alarm);
  }
  return [...groups]
    .map(([id, group]) => summed(id, group.title, group.alarms))
    .sort(
      (a, b) =>
        weight[a.severity] - weight[b.severity] ||
        b.unacknowledged - a.unacknowledged ||
        b.alarms.length - a.alarms.length ||
        a.id.localeCompare(b.id),
    );
}

function summed(id: string, title: Text, members: readonly Alarm[]): AlarmGroup {
  const alarms = members.toSorted(
    (a, b) => weight[a.severity] - weight[b.severity] || b.raisedAt - a.raisedAt || a.id.localeCompare(b.id),
  );
  const count = (fits: (alarm: Alarm) => boolean): number => alarms.filter(fits).length;
  return {
    id,
    title,
    alarms,
    severity: alarms[0]?.severity ?? 'attention',
    active: count(({ condition }) => condition === 'active'),
    unacknowledged: count(({ handling, shelved }) => handling === 'new' && shelved === undefined),
    shelved: count(({ shelved }) => shelved !== undefined),
    since: alarms.reduce((least, { raisedAt }) => Math.min(least, raisedAt), Infinity),
    latest: alarms.reduce((most, { activeSince }) => Math.max(most, activeSince), -Infinity),
  };
}

function placing(
  alarms: readonly Alarm[],
  by: Grouping,
  causes: readonly AlarmCause[],
): (alarm: Alarm) => Place {
  switch (by) {
    case 'root':
      return rootsOf(alarms, causes);
    case 'near':
      return neighbourhoodsOf(alarms);
    case 'district':
      return ({ district }) => ({ id: district, title: { zh: district, en: district } });
    case 'type':
      return typeOf;
  }
}

function typeOf(alarm: Alarm): Place {
  if (alarm.kind === 'source') {
    return { id: 'sources', title: { zh: '数据来源', en: 'Sources of readings' } };
  }
  const rule = alarmRules.find(({ id }) => id === alarm.rule);
  return { id: alarm.rule, title: rule?.title ?? { zh: alarm.rule, en: alarm.rule } };
}

/** The first cause that an alarm leads in, or follows one that does in time; else its rule. Of a source what it lies in. */
function rootsOf(alarms: readonly Alarm[], causes: readonly AlarmCause[]): (alarm: Alarm) => Place {
  const times = causes.map(({ leads }) =>
    alarms
      .filter(({ kind, rule }) => kind === 'condition' && leads.includes(rule))
      .map((one) => one.activeSince),
  );
  const sourceOf = sourceRootsOf(alarms);
  return (alarm) => {
    if (alarm.kind === 'source') return sourceOf(alarm);
    const cause = causes.find(
      ({ leads, follows, windowS }, place) =>
        leads.includes(alarm.rule) ||
        (follows.includes(alarm.rule) &&
          times[place]?.some((time) => Math.abs(time - alarm.activeSince) <= windowS * 1000)),
    );
    return cause === undefined ? typeOf(alarm) : { id: `cause ${cause.id}`, title: cause.title };
  };
}

/** So many owners of one district that are unheard at once have one root: what carries them all there. Our own proposal. */
const ownersOfOutage = 3;

/** Sources beneath the widest that is unheard: all there are, a district (named by its code), else their owner. */
function sourceRootsOf(alarms: readonly Alarm[]): (alarm: Alarm) => Place {
  const unheard = alarms.filter(({ source, condition }) => source !== undefined && condition === 'active');
  // The oldest, so that the root does not depend on the order they are given in.
  const [everything] = unheard
    .filter(({ source }) => source?.level === 'city')
    .toSorted((a, b) => a.raisedAt - b.raisedAt || a.id.localeCompare(b.id));
  const owners = new Map<string, Set<string>>();
  for (const { source, district, owner } of unheard) {
    if (source?.level !== 'district') continue;
    owners.set(district, (owners.get(district) ?? new Set()).add(owner?.en ?? ''));
  }
  return ({ source, district, owner = { zh: '未知', en: 'Unknown' } }) => {
    if (everything !== undefined) return { id: `source ${everything.id}`, title: everything.title };
    const within = source?.level === 'district' ? (owners.get(district)?.size ?? 0) : 0;
    return within >= ownersOfOutage
      ? { id: `area ${district}`, title: { zh: district, en: district } }
      : { id: `owner ${owner.en}`, title: owner };
  };
}

/**
 * Each alarm with the oldest one within `nearM` of it that began a group: groups stay as small as one can drive to, where
 * joining neighbour to neighbour would chain them across the city.
 */
function neighbourhoodsOf(alarms: readonly Alarm[]): (alarm: Alarm) => Place {
  const seeds: Alarm[] = [];
  const places = new Map<string, Place>();
  const oldestFirst = alarms.toSorted((a, b) => a.raisedAt - b.raisedAt || a.id.localeCompare(b.id));
  for (const alarm of oldestFirst) {
    const near = seeds.find((seed) => isNear(seed.place, alarm.place));
    if (near === undefined) seeds.push(alarm);
    const { id, title } = near ?? alarm;
    places.set(alarm.id, {
      id: `near ${id}`,
      title: { zh: `${title.zh} 周边`, en: `Around ${title.en}` },
    });
  }
  return ({ id, title }) => places.get(id) ?? { id: `near ${id}`, title };
}

const metresPerDegree = 111_195;

/** Flat within a city: less than 1 in 1,000 off over a few kilometres. */
function isNear([lonA, latA]: Position, [lonB, latB]: Position): boolean {
  const north = (latB - latA) * metresPerDegree;
  if (Math.abs(north) > nearM) return false;
  const east = (lonB - lonA) * metresPerDegree * Math.cos((((latA + latB) / 2) * Math.PI) / 180);
  return Math.hypot(north, east) <= nearM;
}
